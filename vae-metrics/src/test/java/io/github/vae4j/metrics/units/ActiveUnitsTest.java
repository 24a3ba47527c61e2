package io.github.vae4j.metrics.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.ArticleData;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Posterior;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Activity against NumPy (article.py), a linear VAE, intervals.
class ActiveUnitsTest {
    private static final int D = ArticleData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final ArticleData data = new ArticleData();
    private final float[] x = data.x;
    private final float[] logvar = data.logvar;

    private ActiveUnits active(float[] mean, float[] logvars, int d) {
        return ActiveUnits.of(Posterior.of(mean, logvars, d), ActiveUnits.DEFAULT_THRESHOLD, 1, workers);
    }

    @Test
    void unitsAgreeWithNumpy() {
        ActiveUnits units = active(x, logvar, D);
        data.close(units.variances().get(1), "variance.1");
        data.close(units.kl().get(2), "kl.2");
        assertThat(units.count()).isEqualTo(D);
        assertThat(units.totalKl()).isEqualTo(units.kl().stream().mapToDouble(k -> k).sum());
    }

    @Test
    void aUnitThatStaysAtThePriorIsSilent() {
        ActiveUnits units = active(new float[] {0.5f, 0, -0.5f, 0, 0.5f, 0}, new float[6], 2);
        assertThat(units.isActive(0)).isTrue();
        assertThat(units.isActive(1)).isFalse();
        assertThat(units.count()).isEqualTo(1);
        assertThat(units.kl().get(1)).isZero();
        assertThat(units.byKl()).containsExactly(0, 1);
        assertThat(units.byVariance()).containsExactly(0, 1);
        assertThat(
                ActiveUnits.of(Codes.of(new float[] {0.5f, 0}, 2), ActiveUnits.DEFAULT_THRESHOLD, 1, workers).klCount())
                .isZero();
    }

    /// A linear VAE at its optimum (Lucas et al. 2019): with eigenvalue l of the data, noise s2 and beta 1, the encoder's
    /// mean has variance 1 - s2 / l, its variance is s2 / l, and the KL is log(l / s2) / 2.
    @Test
    void theLinearOracle() {
        int n = 200_000;
        double noise = 0.5;
        double[] eigenvalues = {4, 1, 0.505};
        float[] mean = new float[n * 3];
        float[] logvars = new float[n * 3];
        Philox.normal(mean, 0, mean.length, 8, 0, 0, 0);
        for (int i = 0; i < mean.length; i++) {
            double l = eigenvalues[i % 3];
            mean[i] *= (float) Math.sqrt(1 - noise / l);
            logvars[i] = (float) Math.log(noise / l);
        }
        ActiveUnits units = active(mean, logvars, 3);
        for (int j = 0; j < 3; j++) {
            double a = 1 - noise / eigenvalues[j];
            assertThat(units.variances().get(j)).isCloseTo(a, within(0.01 * a));
            assertThat(units.kl().get(j)).isCloseTo(Math.log(eigenvalues[j] / noise) / 2, within(0.005));
            assertThat(a).isBetween(units.low().get(j) * 0.999, units.high().get(j) * 1.001);
        }
        // 1 - 0.5 / 0.505 is 0.0099: below the threshold by a hair, and the interval of the count says so.
        assertThat(units.count()).isEqualTo(2);
        assertThat(units.countLow()).isEqualTo(2);
        assertThat(units.klCount()).isEqualTo(2);
    }

    /// 20 units of a true variance of 0.0095, below the threshold, seen through 500 samples: on average five of them look
    /// active. The true count is 0; an interval of 95 % has it in at least 27 of 30 tries, but once in a million.
    @Test
    void theIntervalOfTheCountHasTheTrueCount() {
        int n = 500;
        int covered = 0;
        int seen = 0;
        for (int round = 0; round < 30; round++) {
            float[] means = new float[n * 20];
            Philox.normal(means, 0, means.length, 77, 0, round, 0);
            for (int i = 0; i < means.length; i++) {
                means[i] *= (float) Math.sqrt(0.0095);
            }
            ActiveUnits units = ActiveUnits.of(Codes.of(means, 20), 0.01, round, workers);
            covered += units.countLow() == 0 ? 1 : 0;
            seen += units.count();
            assertThat(units.countHigh()).isGreaterThanOrEqualTo(units.count());
        }
        assertThat(covered).isGreaterThanOrEqualTo(27);
        assertThat(seen / 30.0).isBetween(3.0, 8.0);
    }

    @Test
    void clearlyActiveUnitsAreCountedExactly() {
        ActiveUnits units = active(data.x, logvar, D);
        assertThat(units.countLow()).isEqualTo(D);
        assertThat(units.countHigh()).isEqualTo(D);
        // One row does not vary, whatever is drawn.
        ActiveUnits one = ActiveUnits.of(Codes.of(new float[] {1, 2}, 2), 0.01, 1, workers);
        assertThat(one.count()).isZero();
        assertThat(one.countHigh()).isZero();
        assertThat(units).asString().startsWith("4 of 4 units active [4, 4]");
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        float[] points = new float[3_000 * D];
        Philox.normal(points, 0, points.length, 5, 0, 0, 0);
        Posterior posterior = Posterior.of(points, points, D);
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            assertThat(ActiveUnits.of(posterior, 0.01, 1, three)).isEqualTo(ActiveUnits.of(posterior, 0.01, 1, one));
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> ActiveUnits.of(Codes.of(x, D), -1, 0, workers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold must be 0 or more and finite but is -1.0");
        assertThatThrownBy(() -> ActiveUnits.of(Codes.of(new float[0], D), 1, 0, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 or more rows");
    }
}
