package io.github.vae4j.metrics.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.StreamedData;
import io.github.vae4j.metrics.units.ActiveUnits;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What follows from merged moments of posteriors, against the same of all codes at once.
class PosteriorAccumulatorTest {
    private static final int N = StreamedData.N;
    private static final int D = StreamedData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final StreamedData data = new StreamedData();
    private final float[] x = data.x;
    private final float[] logvar = data.logvar;
    private final double bound = data.bound;

    private PosteriorAccumulator posterior(int size) {
        PosteriorAccumulator all = new PosteriorAccumulator(D);
        for (int from = 0; from < N; from += size) {
            int to = Math.min(N, from + size);
            PosteriorAccumulator some = new PosteriorAccumulator(D);
            some.add(Posterior.of(x, logvar, D).select(StreamedData.rows(from, to)));
            all.merge(some);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 700, N})
    void posteriorsAreThoseOfAllCodes(int size) {
        PosteriorAccumulator streamed = posterior(size);
        assertThat(streamed.count()).isEqualTo(N);
        AggregatePosterior whole = AggregatePosterior.of(Posterior.of(x, logvar, D), workers);
        AggregatePosterior aggregate = streamed.result();
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
            ActiveUnits all = ActiveUnits.of(Posterior.of(x, logvar, D), 0.01, 1, workers);
            ActiveUnits units = streamed.activeUnits(0.01);
            assertThat(units.count()).isEqualTo(all.count()).isEqualTo(3);
            assertThat(units.componentCount()).isEqualTo(all.componentCount());
            assertThat(units.klCount()).isEqualTo(all.klCount());
            assertThat(units.countLow()).isEqualTo(3);
            assertThat(units.countHigh()).isEqualTo(3);
            assertThat(units.samples()).isEqualTo(N);
            for (int j = 0; j < D; j++) {
                assertThat(units.variances().get(j)).isCloseTo(all.variances().get(j), within(bound));
                // 1,000 resamples know the width of an interval to about 5 %.
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
        // 1 - 0.025 / 4 of the normal distribution lies below 2.4977.
        double reach = 2.4977 * streamed.meanMoments().varianceError(2) / variance;
        assertThat(streamed.activeUnits(variance * Math.exp(-1.01 * reach)).countLow()).isEqualTo(4);
        assertThat(streamed.activeUnits(variance * Math.exp(-0.99 * reach)).countLow()).isEqualTo(3);
        assertThat(streamed.activeUnits(variance * Math.exp(1.01 * reach)).countHigh()).isEqualTo(3);
        assertThat(streamed.activeUnits(variance * Math.exp(0.99 * reach)).countHigh()).isEqualTo(4);
    }

    /// A variance of e^-80 is not lost beside 1, and neither is a KL near 0.
    @Test
    void smallVariancesAndDivergencesAreKept() {
        PosteriorAccumulator streamed = new PosteriorAccumulator(2);
        streamed.add(Posterior.of(new float[2], new float[] {-80, 1e-5f}, 2));
        AggregatePosterior aggregate = streamed.result();
        assertThat(aggregate.totalVariance(0)).isCloseTo(Math.exp(-80), within(1e-49));
        assertThat(aggregate.kl().get(1)).isCloseTo(2.5e-11, within(1e-15));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        PosteriorAccumulator posterior = new PosteriorAccumulator(D);
        assertThatThrownBy(() -> posterior.add(Posterior.of(x, logvar, 1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("part must have 4 units but has 1");
        assertThatThrownBy(() -> posterior.merge(new PosteriorAccumulator(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("but has 1");
        assertThat(posterior.count()).isZero();
        assertThatThrownBy(posterior::result).isInstanceOf(NoAnswerException.class)
                .hasMessage("the accumulator has no codes yet: add some first");
        assertThatThrownBy(() -> posterior.activeUnits(0)).isInstanceOf(NoAnswerException.class);
        assertThatThrownBy(() -> posterior(N).activeUnits(Double.NaN)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("threshold");
    }
}
