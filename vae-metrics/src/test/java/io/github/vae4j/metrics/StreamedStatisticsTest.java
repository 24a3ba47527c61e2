package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What follows from merged accumulators of classes and posteriors, against the same of all rows at once.
class StreamedStatisticsTest {
    private static final int N = 1_200;
    private static final int D = 4;
    private static final List<String> NAMES = List.of("ant", "bee", "none", "cat");

    private final float[] x = new float[N * D];
    private final float[] logvar = new float[N * D];
    private final int[] classes = new int[N];
    private final Labels labels;
    /// The stated bound of covariances, both sides, for values up to 8 and ranges up to 12, one row a part.
    private final double bound = 2 * 8 * (MomentAccumulator.BLOCK + 2 * N) * 0x1p-53 * 8 * 12 * 13;

    StreamedStatisticsTest() {
        Philox.normal(x, 0, x.length, 21, 0, 0, 0);
        Philox.normal(logvar, 0, logvar.length, 22, 0, 0, 0);
        for (int i = 0; i < N; i++) {
            classes[i] = i % 7 == 0 ? 3 : i % 2;
            x[i * D + 1] += classes[i];
            x[i * D + 2] *= 0.05f;
        }
        labels = Labels.of(classes, NAMES);
    }

    private float[] part(float[] values, int from, int to) {
        return Arrays.copyOfRange(values, from * D, to * D);
    }

    private ClassMomentAccumulator classMoments(int size) {
        ClassMomentAccumulator all = new ClassMomentAccumulator(D, NAMES);
        for (int from = 0; from < N; from += size) {
            int to = Math.min(N, from + size);
            ClassMomentAccumulator some = new ClassMomentAccumulator(D, NAMES);
            some.add(part(x, from, to), Labels.of(Arrays.copyOfRange(classes, from, to), NAMES));
            all.merge(some);
        }
        return all;
    }

    private PosteriorAccumulator posterior(int size) {
        PosteriorAccumulator all = new PosteriorAccumulator(D);
        for (int from = 0; from < N; from += size) {
            int to = Math.min(N, from + size);
            PosteriorAccumulator some = new PosteriorAccumulator(D);
            some.add(part(x, from, to), part(logvar, from, to));
            all.merge(some);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 700, N})
    void classesAreThoseOfAllRows(int size) {
        ClassMomentAccumulator streamed = classMoments(size);
        assertThat(streamed.count()).isEqualTo(N);
        try (Workers workers = Workers.of(2)) {
            ClassCentroids whole = ClassCentroids.of(x, D, labels, workers);
            ClassCentroids centroids = streamed.centroids();
            for (int c : whole.nonEmpty()) {
                assertThat(centroids.count(c)).isEqualTo(whole.count(c));
                for (int j = 0; j < D; j++) {
                    assertThat(centroids.value(c, j)).isCloseTo(whole.value(c, j), within(bound));
                }
            }
            assertThat(centroids.nonEmpty()).containsExactly(0, 1, 3);
            assertThat(centroids.value(2, 0)).isNaN();
            assertThat(centroids.unbiasedSquaredDistance(0, 3)).isCloseTo(whole.unbiasedSquaredDistance(0, 3),
                    within(bound));
        }
        ClassSeparation whole = ClassSeparation.of(x, D, labels);
        ClassSeparation separation = streamed.separation();
        // Ratios of scatters: relative errors of some variances, the smallest of which is 0.0025.
        double relative = 4 * bound / 0.0025;
        assertThat(separation.calinskiHarabasz()).isCloseTo(whole.calinskiHarabasz(),
                within(relative * whole.calinskiHarabasz()));
        assertThat(separation.fisher()).isCloseTo(whole.fisher(), within(relative * D * whole.fisher()));
        for (int j = 0; j < D; j++) {
            assertThat(separation.etaSquared().get(j)).isCloseTo(whole.etaSquared().get(j), within(relative));
        }
        assertThat(separation.daviesBouldin()).isNaN();
        assertThat(separation.samples()).isEqualTo(N);
        assertThat(separation.classes()).isEqualTo(3);
    }

    @Test
    void momentsOfClassesAddUpToThoseOfAllRows() {
        ClassMomentAccumulator streamed = classMoments(100);
        MomentAccumulator whole = new MomentAccumulator(D);
        whole.add(x);
        for (int k = 0; k < D * D; k++) {
            assertThat(streamed.moments().covariance()[k]).isCloseTo(whole.covariance()[k], within(bound));
        }
        float[] cats = new float[labels.count(3) * D];
        for (int i = 0, at = 0; i < N; i++) {
            if (classes[i] == 3) {
                System.arraycopy(x, i * D, cats, at, D);
                at += D;
            }
        }
        MomentAccumulator own = new MomentAccumulator(D);
        own.add(cats);
        assertThat(classMoments(N).moments(3).covariance()).as("one block of one class").isEqualTo(own.covariance());
        streamed.moments(3).add(new float[D]);
        assertThat(streamed.moments(3).count()).as("what is handed out is a copy").isEqualTo(labels.count(3));
        assertThat(streamed).asString().startsWith("moments of 1200 rows in 4 columns").contains("cat: 172 rows");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 700, N})
    void posteriorsAreThoseOfAllCodes(int size) {
        PosteriorAccumulator streamed = posterior(size);
        assertThat(streamed.count()).isEqualTo(N);
        AggregatePosterior whole = AggregatePosterior.of(x, logvar, D);
        AggregatePosterior aggregate = streamed.aggregatePosterior();
        // Math and StrictMath are within an ULP of each other; sums of N terms of one sign.
        double relative = 2 * (N + 4) * 0x1p-53;
        for (int i = 0; i < D; i++) {
            assertThat(aggregate.mean().get(i)).isCloseTo(whole.mean().get(i), within(bound));
            assertThat(aggregate.kl().get(i)).isCloseTo(whole.kl().get(i), within(relative * whole.kl().get(i)));
            for (int j = 0; j < D; j++) {
                assertThat(aggregate.covariance().get(i).get(j)).isCloseTo(whole.covariance().get(i).get(j),
                        within(bound + relative * whole.totalVariance(i)));
            }
        }
        assertThat(aggregate.gaussianTotalCorrelation()).isCloseTo(whole.gaussianTotalCorrelation(), within(D * bound));
        try (Workers workers = Workers.of(2)) {
            ActiveUnits all = ActiveUnits.of(x, logvar, D, 0.01, 1, workers);
            ActiveUnits units = streamed.activeUnits(0.01);
            assertThat(units.count()).isEqualTo(all.count()).isEqualTo(3);
            assertThat(units.componentCount()).isEqualTo(all.componentCount());
            assertThat(units.klCount()).isEqualTo(all.klCount());
            assertThat(units.countLow()).isEqualTo(3);
            assertThat(units.countHigh()).isEqualTo(3);
            assertThat(units.samples()).isEqualTo(N);
            for (int j = 0; j < D; j++) {
                assertThat(units.variances().get(j)).isCloseTo(all.variances().get(j), within(bound));
                // 200 resamples know the width of an interval to about 10 %.
                assertThat((units.high().get(j) - units.low().get(j)) / (all.high().get(j) - all.low().get(j)))
                        .isBetween(0.7, 1.4);
            }
        }
    }

    @Test
    void theIntervalOfTheCountFollowsThoseOfTheUnits() {
        PosteriorAccumulator streamed = posterior(N);
        double variance = streamed.meanMoments().variance(2);
        ActiveUnits near = streamed.activeUnits(variance);
        assertThat(near.count()).isEqualTo(3);
        assertThat(near.countLow()).isEqualTo(3);
        assertThat(near.countHigh()).isEqualTo(4);
        double reach = 1.96 * streamed.meanMoments().varianceError(2);
        assertThat(streamed.activeUnits(variance - 1.01 * reach).countLow()).isEqualTo(4);
        assertThat(streamed.activeUnits(variance + 1.01 * reach).countHigh()).isEqualTo(3);
    }

    /// A variance of e^-80 is not lost beside 1, and neither is a KL near 0.
    @Test
    void smallVariancesAndDivergencesAreKept() {
        PosteriorAccumulator streamed = new PosteriorAccumulator(2);
        streamed.add(new float[2], new float[] {-80, 1e-5f});
        AggregatePosterior aggregate = streamed.aggregatePosterior();
        assertThat(aggregate.totalVariance(0)).isCloseTo(Math.exp(-80), within(1e-49));
        assertThat(aggregate.kl().get(1)).isCloseTo(2.5e-11, within(1e-15));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        ClassMomentAccumulator moments = new ClassMomentAccumulator(D, NAMES);
        assertThatThrownBy(() -> moments.add(x, Labels.of(classes))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[ant, bee, none, cat]").hasMessageContaining("[0, 1, 2, 3]");
        assertThatThrownBy(() -> moments.add(new float[5], labels)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1200 rows").hasMessageContaining("has 5");
        float[] bad = x.clone();
        bad[D + 2] = Float.POSITIVE_INFINITY;
        assertThatThrownBy(() -> moments.add(bad, labels)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1, column 2");
        assertThat(moments.count()).isZero();
        assertThatThrownBy(() -> moments.merge(new ClassMomentAccumulator(D, List.of("ant"))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[ant]");
        assertThatThrownBy(moments::separation).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("but is 0");
        PosteriorAccumulator posterior = new PosteriorAccumulator(D);
        assertThatThrownBy(() -> posterior.add(x, new float[4])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4800, but has 4");
        assertThatThrownBy(() -> posterior.add(bad, logvar)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1, column 2");
        assertThatThrownBy(() -> posterior.add(x, bad)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("logvar").hasMessageContaining("row 1, column 2");
        assertThatThrownBy(() -> posterior.merge(new PosteriorAccumulator(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("but has 1");
        assertThat(posterior.count()).isZero();
        assertThatThrownBy(posterior::aggregatePosterior).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> posterior.activeUnits(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> posterior.activeUnits(Double.NaN)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("threshold");
    }
}
