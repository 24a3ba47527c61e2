package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// Separability and agreement against scikit-learn (separability.py), hand-worked cases, invariances, refusals.
class SeparabilityReferenceTest {
    private static final int N = 300;
    private static final int D = 5;

    private final int[] classes = new int[N];
    private final int[] clusters = new int[N];
    private final float[] x = new float[N * D];

    SeparabilityReferenceTest() {
        for (int i = 0; i < N; i++) {
            classes[i] = i * 7 % 11 % 4;
            clusters[i] = i % 3 == 0 ? (classes[i] + 1) % 5 : classes[i];
            for (int j = 0; j < D; j++) {
                x[i * D + j] = (float) ((i * 37 + j * 101 + i * i * j) % 1000 / 500.0 - 1
                        + 0.25 * (classes[i] * (j + 1) % 5));
            }
        }
    }

    @Test
    void agreesWithScikitLearn() throws IOException {
        Properties reference = new Properties();
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("separability.properties"))) {
            reference.load(in);
        }
        Labels labels = Labels.of(classes);
        ClassSeparation separation = ClassSeparation.of(x, D, labels);
        close(separation.daviesBouldin(), reference, "daviesBouldin");
        close(separation.calinskiHarabasz(), reference, "calinskiHarabasz");
        close(separation.fisher(), reference, "fisher");
        close(separation.etaSquared().get(0), reference, "eta.0");
        ClusteringAgreement agreement = ClusteringAgreement.of(labels, Labels.of(clusters));
        close(agreement.homogeneity(), reference, "homogeneity");
        close(agreement.completeness(), reference, "completeness");
        close(agreement.nmi(), reference, "nmi");
        close(agreement.ami(), reference, "ami");
        close(agreement.ari(), reference, "ari");
        close(agreement.purity(), reference, "purity");
        try (Workers workers = Workers.of(2)) {
            close(Silhouette.exact(x, D, labels, workers).mean(), reference, "silhouette");
            close(Silhouette.values(x, D, labels, workers)[17], reference, "silhouette.17");
        }
    }

    private static void close(double actual, Properties reference, String name) {
        double expected = Double.parseDouble(Objects.requireNonNull(reference.getProperty(name), name));
        assertThat(actual).as(name).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
    }

    @Test
    void silhouetteHasTheSameBitsForEveryNumberOfThreads() {
        Labels labels = Labels.of(classes);
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            assertThat(Silhouette.values(x, D, labels, three)).isEqualTo(Silhouette.values(x, D, labels, one));
            assertThat(Silhouette.sampled(x, D, labels, N, 1, one).mean())
                    .isCloseTo(Silhouette.exact(x, D, labels, one).mean(), within(1e-6));
        }
    }

    @Test
    void silhouettesByHand() {
        // 0 and 1 against 4; the class of 4 has one sample; class 1 is empty.
        float[] points = {0, 1, 4};
        Labels labels = Labels.of(new int[] {0, 0, 2}, List.of("a", "empty", "b"));
        try (Workers one = Workers.of(1)) {
            double[] values = Silhouette.values(points, 1, labels, one);
            assertThat(values[0]).isCloseTo(3 / 4.0, within(1e-6));
            assertThat(values[1]).isCloseTo(2 / 3.0, within(1e-6));
            assertThat(values[2]).isZero();
            assertThat(Silhouette.exact(points, 1, labels, one).classMeans().get(1)).isNaN();
        }
        assertThat(Silhouette.simplified(points, 1, labels).classMeans().get(0))
                .isCloseTo((7 / 8.0 + 5 / 6.0 - 0) / 2, within(1e-12));
    }

    @Test
    void agreementOfSpecialCases() {
        Labels two = Labels.of(0, 0, 1, 1);
        ClusteringAgreement renamed = ClusteringAgreement.of(two, Labels.of(1, 1, 0, 0));
        assertThat(renamed.nmi()).isCloseTo(1, within(1e-12));
        assertThat(renamed.ami()).isCloseTo(1, within(1e-12));
        assertThat(renamed.ari()).isEqualTo(1);
        ClusteringAgreement crossed = ClusteringAgreement.of(two, Labels.of(0, 1, 0, 1));
        assertThat(crossed.nmi()).isZero();
        assertThat(crossed.ari()).isCloseTo(-0.5, within(1e-12));
        ClusteringAgreement constant = ClusteringAgreement.of(two, Labels.of(0, 0, 0, 0));
        assertThat(constant.completeness()).isEqualTo(1);
        assertThat(constant.ami()).isZero();
        assertThat(constant.purity()).isEqualTo(0.5);
    }

    @Test
    void fisherDoesNotChangeWithTheScaleOfAUnit() {
        Labels labels = Labels.of(classes);
        float[] scaled = x.clone();
        for (int i = 0; i < N; i++) {
            scaled[i * D] *= 8;
        }
        double fisher = ClassSeparation.of(x, D, labels).fisher();
        assertThat(ClassSeparation.of(scaled, D, labels).fisher()).isCloseTo(fisher, within(1e-9 * fisher));
        for (int i = 0; i < N; i++) {
            scaled[i * D] = 3;
        }
        ClassSeparation constant = ClassSeparation.of(scaled, D, labels);
        assertThat(constant.fisher()).isNaN();
        assertThat(constant.etaSquared().get(0)).isNaN();
    }

    @Test
    void refusesWhatHasNoAnswer() {
        float[] bad = x.clone();
        bad[7] = Float.NaN;
        assertThatThrownBy(() -> ClassSeparation.of(bad, D, Labels.of(classes)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("row 1, column 2");
        assertThatThrownBy(() -> ClassSeparation.of(x, D, Labels.of(new int[N])))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("classes");
        assertThatThrownBy(() -> ClassSeparation.of(x, D + 1, Labels.of(classes)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("columns");
        assertThatThrownBy(() -> Labels.of(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
