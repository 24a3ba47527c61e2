package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Silhouettes against scikit-learn (separability.py), by hand, of far classes, and of parts.
class SilhouetteTest {
    private static final int N = SeparabilityData.N;
    private static final int D = SeparabilityData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final SeparabilityData data = new SeparabilityData();
    private final float[] x = data.x;
    private final int[] classes = data.classes;

    @Test
    void agreesWithScikitLearn() {
        data.close(Silhouette.exact(Codes.of(x, D), Labels.of(classes), workers).mean(), "silhouette");
        data.close(Silhouette.values(Codes.of(x, D), Labels.of(classes), workers).get(17), "silhouette.17");
    }

    @Test
    void silhouetteHasTheSameBitsForEveryNumberOfThreads() {
        Labels labels = Labels.of(classes);
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            assertThat(Silhouette.values(Codes.of(x, D), labels, three))
                    .isEqualTo(Silhouette.values(Codes.of(x, D), labels, one));
            assertThat(Silhouette.sampled(Codes.of(x, D), labels, N, 1, one).mean())
                    .isCloseTo(Silhouette.exact(Codes.of(x, D), labels, one).mean(), within(1e-6));
        }
    }

    @Test
    void silhouettesByHand() {
        // 0 and 1 against 4; the class of 4 has one sample; class 1 is empty.
        float[] points = {0, 1, 4};
        Labels labels = Labels.of(new int[] {0, 0, 2}, List.of("a", "empty", "b"));
        try (Workers one = Workers.of(1)) {
            List<Double> values = Silhouette.values(Codes.of(points, 1), labels, one);
            assertThat(values.get(0)).isCloseTo(3 / 4.0, within(1e-6));
            assertThat(values.get(1)).isCloseTo(2 / 3.0, within(1e-6));
            assertThat(values.get(2)).isZero();
            assertThat(Silhouette.exact(Codes.of(points, 1), labels, one).classMeans().get(1)).isNaN();
        }
        assertThat(Silhouette.simplified(Codes.of(points, 1), labels, workers).classMeans().get(0))
                .isCloseTo((7 / 8.0 + 5 / 6.0 - 0) / 2, within(1e-12));
    }

    /// Classes that are far away keep the silhouettes that they have among themselves: against loops in double.
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e3, 1e6, 1e8})
    void farClassesCostNoAccuracy(double away) {
        int n = 240;
        float[] points = new float[n * 3];
        Philox.normal(points, 0, points.length, 12, 0, 0, 0);
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 3;
            points[i * 3] += labels[i] == 2 ? (float) away : 2 * labels[i];
        }
        List<Double> values = Silhouette.values(Codes.of(points, 3), Labels.of(labels), workers);
        for (int i = 0; i < n; i++) {
            double[] sums = new double[3];
            for (int j = 0; j < n; j++) {
                double square = 0;
                for (int c = 0; c < 3; c++) {
                    square += Math.pow((double) points[i * 3 + c] - points[j * 3 + c], 2);
                }
                sums[labels[j]] += Math.sqrt(square);
            }
            double own = sums[labels[i]] / (n / 3.0 - 1);
            double nearest = Double.POSITIVE_INFINITY;
            for (int c = 0; c < 3; c++) {
                nearest = c == labels[i] ? nearest : Math.min(nearest, sums[c] / (n / 3.0));
            }
            assertThat(values.get(i)).isCloseTo((nearest - own) / Math.max(nearest, own), within(2e-6));
        }
    }

    /// A class of one in 20,000, as in the issue: whatever the seed, the part has it.
    @Test
    void rareClassesAreAlwaysInThePart() {
        int n = 20_000;
        float[] points = new float[n * 2];
        Philox.normal(points, 0, points.length, 13, 0, 0, 0);
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i == 777 ? 2 : i % 2;
            points[2 * i] += 3 * labels[i];
        }
        Codes codes = Codes.of(points, 2);
        for (int seed = 0; seed < 5; seed++) {
            Silhouette part = Silhouette.sampled(codes, Labels.of(labels), 300, seed, workers);
            assertThat(part.classMeans().get(2)).isZero();
            assertThat(part.mean()).isBetween(0.3, 0.7);
            assertThat(part.samples()).isEqualTo(300);
        }
        assertThatThrownBy(() -> Silhouette.sampled(codes, Labels.of(labels), 4, 1, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("samples must be from 5");
    }

    @Test
    void oneClassHasNoSilhouette() {
        assertThatThrownBy(() -> Silhouette.exact(Codes.of(x, D), Labels.of(new int[N]), workers))
                .isInstanceOf(NoAnswerException.class).hasMessageContaining("from 2 to samples - 1 = 299 but is 1");
    }
}
