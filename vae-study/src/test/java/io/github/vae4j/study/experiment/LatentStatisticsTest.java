package io.github.vae4j.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// The study's statistics against scikit-learn and SciPy (latent-statistics.py), and in cases worked by hand.
class LatentStatisticsTest {
    private static final int N = 240;
    private static final int D = 4;

    private final float[] x = new float[N * D];
    private final float[] logvar = new float[N * D];
    private final int[] classes = new int[N];
    private final Properties reference = new Properties();

    LatentStatisticsTest() throws IOException {
        for (int i = 0; i < N; i++) {
            classes[i] = i % 3;
            for (int j = 0; j < D; j++) {
                x[i * D + j] = (float) ((i * 37 + j * 101 + i * i * j) % 1000 / 500.0 - 1
                        + 0.4 * (classes[i] * (j + 1) % 3));
                logvar[i * D + j] = (float) (-((i * 13 + j * 7) % 50) / 10.0);
            }
        }
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("latent-statistics.properties"))) {
            reference.load(in);
        }
    }

    private double expected(String name) {
        return Double.parseDouble(Objects.requireNonNull(reference.getProperty(name), name));
    }

    private void close(double actual, String name) {
        // Sums of a few hundred doubles, in another order than NumPy's.
        assertThat(actual).as(name).isCloseTo(expected(name), within(1e-12 * (1 + Math.abs(expected(name)))));
    }

    @Test
    void unitsAgreeWithNumpy() {
        UnitStatistics units = UnitStatistics.of(new Encoding(x, logvar, N, D));
        close(units.variance()[1], "variance.1");
        close(units.kl()[2], "kl.2");
        assertThat(units.totalKl()).isEqualTo(units.kl()[0] + units.kl()[1] + units.kl()[2] + units.kl()[3]);
        assertThat(units.activeCount()).isEqualTo(D);
    }

    @Test
    void aUnitThatStaysAtThePriorIsSilent() {
        UnitStatistics units = UnitStatistics
                .of(new Encoding(new float[] {0.5f, 0, -0.5f, 0, 0.5f, 0}, new float[6], 3, 2));
        assertThat(units.active()).containsExactly(true, false);
        assertThat(units.kl()[1]).isZero();
        assertThat(units.byKl()).containsExactly(0, 1);
    }

    @Test
    void centroidsAgreeWithScikitLearn() {
        CentroidStatistics centroids = CentroidStatistics.of(x, D, Labels.of(classes));
        close(centroids.between()[2], "between.0.2");
        close(centroids.largest(), "largest");
        close(centroids.own()[17], "own.17");
        close((double) centroids.overall().hits(), "nearest");
        close((double) centroids.nearest().get(1).hits(), "nearest.1");
        close((double) centroids.leaveOneOut().hits(), "leaveOneOut");
    }

    @Test
    void classesWithoutPointsAreLeftOut() {
        CentroidStatistics centroids = CentroidStatistics.of(new float[] {0, 0, 3, 4}, 2, Labels.of(1, 3));
        assertThat(centroids.classes()).containsExactly(1, 3);
        assertThat(centroids.between()).containsExactly(0, 25, 25, 0);
        assertThat(centroids.overall()).isEqualTo(new Proportion(2, 2));
        // Without the only point of a class there is no centroid that it could be near to.
        assertThat(centroids.leaveOneOut()).isEqualTo(new Proportion(0, 2));
    }

    @Test
    void aTieGoesToTheSmallerClass() {
        CentroidStatistics centroids = CentroidStatistics.of(new float[] {-1, 1, -1, 1}, 1, Labels.of(0, 0, 1, 1));
        assertThat(centroids.nearest()).containsExactly(new Proportion(2, 2), new Proportion(0, 2));
    }

    @Test
    void intervalsAgreeWithScipy() {
        Proportion proportion = new Proportion((long) expected("nearest"), N);
        close(proportion.low(), "wilson.low");
        close(proportion.high(), "wilson.high");
        assertThat(new Proportion(0, 5).low()).isZero();
        assertThat(new Proportion(5, 5).high()).isEqualTo(1);
        assertThatThrownBy(() -> new Proportion(6, 5)).hasMessage("6 of 5 is not a proportion");
    }

    @Test
    void kMeansAgreesWithScikitLearn() {
        long[] hits = new long[2];
        for (int threads = 1; threads <= 2; threads++) {
            try (Workers workers = Workers.of(threads)) {
                hits[threads - 1] = ClusterStatistics.fromClassMeans(x, D, Labels.of(classes), workers).hits();
            }
        }
        assertThat(hits).containsExactly((long) expected("kmeans"), (long) expected("kmeans"));
    }

    @Test
    void nearestMeanNeverChoosesAClassWithoutPoints() {
        try (Workers workers = Workers.of(1)) {
            double[][] means = {{Double.NaN}, {1}, {2}};
            assertThat(ClusterStatistics.nearestMean(means, new float[] {0, 1.1f, 9}, Labels.of(1, 1, 2), workers))
                    .isEqualTo(new Proportion(3, 3));
        }
    }

    @Test
    void aucAgreesWithScikitLearn() {
        GrandmotherTest test = GrandmotherTest.of(x, D, Labels.of(classes));
        close(test.value(0, 1), "auc.0.1");
        close(test.value(3, 2), "auc.3.2");
        assertThat(test.passed()).isFalse();

        float[] rounded = new float[N];
        for (int i = 0; i < N; i++) {
            rounded[i] = (float) Math.rint(x[i * D + 1]);
        }
        close(GrandmotherTest.of(rounded, 1, Labels.of(classes)).value(0, 0), "auc.ties");
    }

    @Test
    void everyClassNeedsAUnitOfItsOwn() {
        // Unit 0 is 1 for class 0 alone, unit 1 for class 1 alone.
        float[] own = {1, 0, 1, 0, 0, 1, 0, 1};
        assertThat(GrandmotherTest.of(own, 2, Labels.of(0, 0, 1, 1)).found()).isZero();
        // With two classes one unit tells both; with three, each has its own.
        float[] three = {1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1};
        GrandmotherTest test = GrandmotherTest.of(three, 3, Labels.of(0, 0, 1, 1, 2, 2));
        assertThat(test.found()).isEqualTo(3);
        assertThat(test.passed()).isTrue();
    }

    @Test
    void intrinsicDimensionAgreesWithNearestNeighboursOfScikitLearn() {
        // Single precision distances, good to a few 1e-7.
        assertThat(LatentDimension.twoNN(x, D)).isCloseTo(expected("twoNN"), within(1e-4));
        assertThat(LatentDimension.twoNN(new float[8], 2)).as("equal points only").isNaN();
    }

    @Test
    void aLineInSpaceHasOneDimensionButItsNoiseMore() {
        int n = 500;
        float[] line = new float[n * 3];
        float[] noise = new float[n * 3];
        float[] along = new float[n];
        Philox.uniform(along, 0, n, 2, 1, 0, 0);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 3; j++) {
                line[3 * i + j] = along[i] * (j + 1);
            }
        }
        LatentDimension dimension = LatentDimension.of(new Encoding(line, noise, n, 3), 0);
        assertThat(dimension.activeComponents()).isEqualTo(1);
        assertThat(dimension.ofMeans()).isBetween(0.8, 1.2);
        assertThat(dimension.ofSamples()).isBetween(2.4, 3.6);
        assertThat(UnitStatistics.of(new Encoding(line, noise, n, 3)).activeCount()).isEqualTo(3);
    }
}
