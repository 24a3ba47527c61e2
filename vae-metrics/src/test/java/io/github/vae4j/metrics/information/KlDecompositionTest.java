package io.github.vae4j.metrics.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Posterior;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The decomposition over many blocks of codes and samples, against the formulas in plain loops.
class KlDecompositionTest {
    // No multiple of the size of any block, and three blocks of samples.
    private static final int N = 609;
    private static final int D = 3;
    private static final int DATA_SIZE = 50_000;

    private final float[] mean = new float[N * D];
    private final float[] logvar = new float[N * D];
    private final float[] z = new float[N * D];

    KlDecompositionTest() {
        Philox.normal(mean, 0, mean.length, 41, 0, 0, 0);
        Philox.normal(logvar, 0, logvar.length, 42, 0, 0, 0);
        Philox.normal(z, 0, z.length, 43, 0, 0, 0);
        for (int i = 0; i < z.length; i++) {
            logvar[i] -= 2;
            z[i] = (float) (mean[i] + StrictMath.exp(logvar[i] / 2) * z[i]);
        }
    }

    private double logDensity(int code, int sample, int unit) {
        double difference = (double) z[code * D + unit] - mean[sample * D + unit];
        double v = logvar[sample * D + unit];
        return -(StrictMath.log(2 * Math.PI) + v + difference * difference * StrictMath.exp(-v)) / 2;
    }

    /// The weight of a sample's density under the estimators of Chen et al. (2018).
    private static double weight(KlDecomposition.Estimator estimator, int code, int sample) {
        double rest = N - 1.0;
        return switch (estimator) {
            case EXACT -> 1.0 / N;
            case MINIBATCH_WEIGHTED -> 1.0 / N / DATA_SIZE;
            case MINIBATCH_STRATIFIED -> sample == code
                    ? 1.0 / DATA_SIZE
                    : sample == (code + 1) % N ? (DATA_SIZE - rest) / DATA_SIZE / rest : 1 / rest;
        };
    }

    @ParameterizedTest
    @EnumSource
    void manyBlocks(KlDecomposition.Estimator estimator) {
        double information = 0;
        double correlation = 0;
        double[] units = new double[D];
        for (int i = 0; i < N; i++) {
            double joint = 0;
            double[] mixed = new double[D];
            double own = 0;
            for (int m = 0; m < N; m++) {
                double log = 0;
                for (int j = 0; j < D; j++) {
                    mixed[j] += weight(estimator, i, m) * StrictMath.exp(logDensity(i, m, j));
                    log += logDensity(i, m, j);
                }
                joint += weight(estimator, i, m) * StrictMath.exp(log);
                own = m == i ? log : own;
            }
            information += (own - StrictMath.log(joint)) / N;
            correlation += StrictMath.log(joint) / N;
            for (int j = 0; j < D; j++) {
                correlation -= StrictMath.log(mixed[j]) / N;
                units[j] += (logDensity(i, i, j) - StrictMath.log(mixed[j])) / N;
            }
        }
        int dataSize = estimator == KlDecomposition.Estimator.EXACT ? N : DATA_SIZE;
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            KlDecomposition parts = KlDecomposition.of(Codes.of(z, D), Posterior.of(mean, logvar, D), dataSize,
                    estimator, three);
            // Some 600 roundings of numbers below 20, here and there.
            assertThat(parts.mutualInformation()).isCloseTo(information, within(1e-11));
            assertThat(parts.totalCorrelation()).isCloseTo(correlation, within(1e-11));
            for (int j = 0; j < D; j++) {
                assertThat(parts.unitMutualInformation().get(j)).isCloseTo(units[j], within(1e-11));
            }
            assertThat(KlDecomposition.of(Codes.of(z, D), Posterior.of(mean, logvar, D), dataSize, estimator, one))
                    .isEqualTo(parts);
        }
    }

    /// A code so far from all means that every density is 0 in double: its logarithms are as good as others.
    /// Independent units with narrow posteriors: the total correlation is 0, and the estimate is a bound that says so.
    @Test
    void partsAreBoundsAtTheCeiling() {
        int n = 500;
        int d = 20;
        float[] mean = new float[n * d];
        float[] logvar = new float[n * d];
        Philox.normal(mean, 0, mean.length, 1, 0, 0, 0);
        Arrays.fill(logvar, (float) Math.log(0.02));
        Posterior posterior = Posterior.of(mean, logvar, d);
        try (Workers workers = Workers.of(2)) {
            KlDecomposition bound = KlDecomposition.exact(posterior.draw(1, 0), posterior, workers);
            assertThat(bound.ceilingBinds()).isTrue();
            assertThat(bound.totalCorrelation()).isGreaterThan(20);
            assertThat(bound.toString()).contains("TC (at most) ", "MI (at least) ", "the parts are bounds");
            Arrays.fill(logvar, 0);
            Posterior wide = Posterior.of(mean, logvar, 2);
            KlDecomposition estimate = KlDecomposition.exact(wide.draw(1, 0), wide, workers);
            assertThat(estimate.ceilingBinds()).isFalse();
            assertThat(estimate.toString()).doesNotContain("at most", "at least");
        }
    }

    @Test
    void codesFarFromAllMeans() {
        float[] far = new float[N];
        Arrays.fill(far, 100);
        float[] means = new float[N];
        float[] logvars = new float[N];
        try (Workers workers = Workers.of(2)) {
            KlDecomposition parts = KlDecomposition.exact(Codes.of(far, 1), Posterior.of(means, logvars, 1), workers);
            // All posteriors are the prior: whatever the code, nothing is learnt and nothing diverges.
            assertThat(parts.mutualInformation()).isCloseTo(0, within(1e-11));
            assertThat(parts.totalDimensionWiseKl()).isCloseTo(0, within(1e-11));
            means[N - 1] = 100;
            // The last posterior lies at the codes; for the others their own density is e^-5000 of that.
            assertThat(KlDecomposition.exact(Codes.of(far, 1), Posterior.of(means, logvars, 1), workers)
                    .mutualInformation())
                    .isCloseTo(Math.log(N) - 5000.0 * (N - 1) / N, within(1e-9));
        }
    }
}
