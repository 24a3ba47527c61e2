package io.github.vae4j.metrics.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LatentData;
import io.github.vae4j.metrics.Posterior;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The decomposition against NumPy (latents.py), and in cases of known answers.
class KlDecompositionReferenceTest {
    private static final int N = LatentData.N;
    private static final int D = LatentData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final LatentData data = new LatentData();
    private final float[] mean = data.mean;
    private final float[] logvar = data.logvar;

    @Test
    void decompositionOverTheWholeSet() {
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            KlDecomposition parts = KlDecomposition.exact(Codes.of(data.codes(), D), Posterior.of(mean, logvar, D),
                    three);
            data.close(parts.mutualInformation(), "exact.mi");
            data.close(parts.totalCorrelation(), "exact.tc");
            data.close(parts.totalDimensionWiseKl(), "exact.dimensionKl");
            data.close(parts.dimensionWiseKl().get(3), "exact.dimensionKl.3");
            data.close(parts.unitMutualInformation().get(0), "exact.unitMi.0");
            assertThat(KlDecomposition.exact(Codes.of(data.codes(), D), Posterior.of(mean, logvar, D), one))
                    .isEqualTo(parts);
            assertThat(parts.ceilingBinds()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsAddUpToTheRate(KlDecomposition.Estimator estimator) {
        int dataSize = estimator == KlDecomposition.Estimator.EXACT ? N : 1000;
        try (Workers workers = Workers.of(2)) {
            KlDecomposition parts = KlDecomposition.of(Codes.of(data.codes(), D), Posterior.of(mean, logvar, D),
                    dataSize, estimator, workers);
            assertThat(parts.mutualInformation() + parts.marginalKl()).isCloseTo(parts.sampledRate(), within(1e-12));
        }
    }

    /// Codes far apart see only their own sample: I must be ln N for the exact estimator, ln(n N) for the weighted one,
    /// ln N for the stratified one, whose 1/N belongs to every code's own sample and not to the first column; and all
    /// of it once, not once for every unit.
    @Test
    void everyCodesOwnSampleHasItsWeight() {
        int n = 5;
        float[] means = new float[n * 3];
        for (int i = 0; i < means.length; i++) {
            means[i] = 1000 * (i / 3);
        }
        float[] logvars = new float[n * 3];
        try (Workers workers = Workers.of(1)) {
            KlDecomposition exact = KlDecomposition.exact(Codes.of(means, 3), Posterior.of(means, logvars, 3), workers);
            assertThat(exact.mutualInformation()).isCloseTo(Math.log(n), within(1e-12));
            assertThat(exact.ceilingBinds()).isTrue();
            assertThat(exact.toString()).contains("ceiling");
            assertThat(KlDecomposition.of(Codes.of(means, 3), Posterior.of(means, logvars, 3), 100,
                    KlDecomposition.Estimator.MINIBATCH_STRATIFIED, workers).mutualInformation())
                    .isCloseTo(Math.log(100), within(1e-12));
            KlDecomposition weighted = KlDecomposition.of(Codes.of(means, 3), Posterior.of(means, logvars, 3), 100,
                    KlDecomposition.Estimator.MINIBATCH_WEIGHTED, workers);
            assertThat(weighted.mutualInformation()).isCloseTo(Math.log(500), within(1e-12));
            // Equal posteriors: the stratified weights add up to 1, so nothing is learnt about n.
            assertThat(KlDecomposition.of(Codes.of(new float[n], 1), Posterior.of(new float[n], new float[n], 1), 100,
                    KlDecomposition.Estimator.MINIBATCH_STRATIFIED, workers).mutualInformation())
                    .isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void refusesPosteriorsThatAreNone() {
        float[] wild = logvar.clone();
        wild[6] = Float.POSITIVE_INFINITY;
        assertThatThrownBy(() -> AggregatePosterior.of(Posterior.of(mean, wild, D), workers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1, column 2");
        assertThatThrownBy(() -> AggregatePosterior.of(Posterior.of(mean, new float[3], D), workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("has 3");
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> KlDecomposition.of(Codes.of(mean, D), Posterior.of(mean, logvar, D), N - 1,
                    KlDecomposition.Estimator.MINIBATCH_WEIGHTED, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("200 or more but is 199");
        }
    }
}
