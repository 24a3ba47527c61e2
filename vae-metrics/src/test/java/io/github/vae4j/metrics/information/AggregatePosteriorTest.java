package io.github.vae4j.metrics.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.LatentData;
import io.github.vae4j.metrics.Posterior;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Rate and moments against NumPy (latents.py), in closed form, and of a linear VAE.
class AggregatePosteriorTest {
    private static final int D = LatentData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final LatentData data = new LatentData();
    private final float[] mean = data.mean;
    private final float[] logvar = data.logvar;

    @Test
    void aggregatePosterior() {
        AggregatePosterior posterior = AggregatePosterior.of(Posterior.of(mean, logvar, D), workers);
        for (int j = 0; j < D; j++) {
            data.close(posterior.kl().get(j), "kl." + j);
        }
        data.close(posterior.rate(), "rate");
        data.close(posterior.covariance().get(0).get(1), "aggregate.covariance.0.1");
        data.close(posterior.correlation(0, 1), "aggregate.correlation.0.1");
        data.close(posterior.totalVariance(2), "aggregate.totalVariance.2");
        data.close(posterior.gaussianTotalCorrelation(), "gaussianTc");
        assertThat(posterior.unitsAbove(0.355)).isEqualTo(2);
    }

    @Test
    void gaussianTotalCorrelationInClosedForm() {
        // Two variables of correlation r: -ln(1 - r^2) / 2, whatever their scales.
        double r = 0.8;
        double[] covariance = {1e-6, r * 1e-3, r * 1e-3, 1};
        assertThat(AggregatePosterior.gaussianTotalCorrelation(covariance, 2))
                .isCloseTo(-Math.log(1 - r * r) / 2, within(1e-12));
        assertThat(AggregatePosterior.gaussianTotalCorrelation(new double[] {2, 0, 0, 5}, 2)).isZero();
    }

    /// Lucas et al. (2019): unit i of a linear VAE with eigenvalue l, noise s^2 and weight b has encoder variance
    /// b s^2 / l, activity 1 - b s^2 / l, divergence ln(l / (b s^2)) / 2, total variance 1; it is off below l = b s^2.
    @Test
    void linearOracle() {
        double[] eigenvalues = {4, 1.5, 0.6, 0.51};
        double noiseVariance = 0.5;
        float[] means = new float[2 * 4];
        float[] logvars = new float[2 * 4];
        for (int j = 0; j < 4; j++) {
            double variance = noiseVariance / eigenvalues[j];
            for (int i = 0; i < 2; i++) {
                means[i * 4 + j] = (float) ((1 - 2 * i) * Math.sqrt(1 - variance));
                logvars[i * 4 + j] = (float) Math.log(variance);
            }
        }
        AggregatePosterior posterior = AggregatePosterior.of(Posterior.of(means, logvars, 4), workers);
        for (int j = 0; j < 4; j++) {
            double share = noiseVariance / eigenvalues[j];
            assertThat(posterior.kl().get(j)).isCloseTo(-Math.log(share) / 2, within(1e-6));
            assertThat(posterior.variances().get(j)).isCloseTo(1 - share, within(1e-6));
            assertThat(posterior.totalVariance(j)).isCloseTo(1, within(1e-6));
        }
        // Near the prior mean^2 / 2 + logvar^2 / 4 is left, which exp(v) - 1 - v in single precision would lose.
        assertThat(AggregatePosterior.of(Posterior.of(new float[1], new float[] {1e-5f}, 1), workers).rate())
                .isCloseTo(2.5e-11, within(1e-15));
    }

    /// Three variables of which the third is the sum of the others, and one that is twice another: singular.
    @Test
    void theTotalCorrelationOfASingularCovarianceIsInfinite() {
        double[] sum = {1, 0.3, 1.3, 0.3, 2, 2.3, 1.3, 2.3, 3.6};
        assertThat(AggregatePosterior.gaussianTotalCorrelation(sum, 3)).isInfinite();
        assertThat(AggregatePosterior.gaussianTotalCorrelation(new double[] {1, 2, 2, 4}, 2)).isInfinite();
        // Correlation 1 - 1e-12: -ln(1 - r^2) / 2 is not infinite.
        double r = 1 - 1e-12;
        assertThat(AggregatePosterior.gaussianTotalCorrelation(new double[] {1, r, r, 1}, 2))
                .isCloseTo(-Math.log(2e-12) / 2, within(1e-3));
    }
}
