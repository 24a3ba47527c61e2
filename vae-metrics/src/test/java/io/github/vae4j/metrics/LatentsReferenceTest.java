package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Statistics of latents against NumPy, SciPy and scikit-learn (latents.py).
class LatentsReferenceTest {
    private static final int N = 200;
    private static final int D = 4;

    private final float[] mean = new float[N * D];
    private final float[] logvar = new float[N * D];
    private final float[] noise = new float[N * D];
    private final Properties reference = new Properties();

    LatentsReferenceTest() throws IOException {
        for (int i = 0; i < N; i++) {
            double first = 0;
            for (int j = 0; j < D; j++) {
                double value = (i * 37 + j * 101 + i * i * (j + 1)) % 1009 / 500.0 - 1;
                first = j == 0 ? value : first;
                mean[i * D + j] = (float) (j == 1 ? value + 0.5 * first : value);
                logvar[i * D + j] = (float) ((i * 53 + j * 17 + i * i * (j + 2)) % 997 / 400.0 - 2);
                noise[i * D + j] = (float) ((i * 71 + j * 29 + i * i * (j + 3)) % 991 / 330.0 - 1.5);
            }
        }
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("latents.properties"))) {
            reference.load(in);
        }
    }

    private void close(double actual, String name) {
        double expected = Double.parseDouble(Objects.requireNonNull(reference.getProperty(name), name));
        assertThat(actual).as(name).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
    }

    @Test
    void principalComponents() {
        Pca pca = Pca.of(mean, D, D);
        for (int k = 0; k < D; k++) {
            close(pca.variances().get(k), "pca.variance." + k);
            for (int j = 0; j < D; j++) {
                close(pca.components().get(k).get(j), "pca.component." + k + "." + j);
            }
        }
        assertThat(pca.explained()).isCloseTo(1, within(1e-12));
        float[] projected = Pca.of(mean, D, 2).project(mean);
        double square = 0;
        for (int i = 0; i < N; i++) {
            square += (double) projected[2 * i + 1] * projected[2 * i + 1];
        }
        assertThat(square / N).isCloseTo(pca.variances().get(1), within(1e-6));
        assertThatThrownBy(() -> Pca.of(mean, D, D + 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to d = 4 but is 5");
        assertThatThrownBy(() -> Pca.of(mean, 3, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("columns");
        assertThat(Pca.of(new float[] {1, 2}, 2, 1).explained()).isNaN();
    }

    private float[] codes() {
        float[] z = new float[N * D];
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) (mean[i] + Math.exp(logvar[i] / 2.0) * noise[i]);
        }
        return z;
    }

    @Test
    void aggregatePosterior() {
        AggregatePosterior posterior = AggregatePosterior.of(mean, logvar, D);
        for (int j = 0; j < D; j++) {
            close(posterior.kl().get(j), "kl." + j);
        }
        close(posterior.rate(), "rate");
        close(posterior.covariance().get(0).get(1), "aggregate.covariance.0.1");
        close(posterior.correlation(0, 1), "aggregate.correlation.0.1");
        close(posterior.totalVariance(2), "aggregate.totalVariance.2");
        close(posterior.gaussianTotalCorrelation(), "gaussianTc");
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
        AggregatePosterior posterior = AggregatePosterior.of(means, logvars, 4);
        for (int j = 0; j < 4; j++) {
            double share = noiseVariance / eigenvalues[j];
            assertThat(posterior.kl().get(j)).isCloseTo(-Math.log(share) / 2, within(1e-6));
            assertThat(posterior.variances().get(j)).isCloseTo(1 - share, within(1e-6));
            assertThat(posterior.totalVariance(j)).isCloseTo(1, within(1e-6));
        }
        // Near the prior mean^2 / 2 + logvar^2 / 4 is left, which exp(v) - 1 - v in single precision would lose.
        assertThat(AggregatePosterior.of(new float[1], new float[] {1e-5f}, 1).rate())
                .isCloseTo(2.5e-11, within(1e-15));
    }

    @Test
    void decompositionOverTheWholeSet() {
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            KlDecomposition parts = KlDecomposition.exact(codes(), mean, logvar, D, three);
            close(parts.mutualInformation(), "exact.mi");
            close(parts.totalCorrelation(), "exact.tc");
            close(parts.totalDimensionWiseKl(), "exact.dimensionKl");
            close(parts.dimensionWiseKl().get(3), "exact.dimensionKl.3");
            close(parts.unitMutualInformation().get(0), "exact.unitMi.0");
            assertThat(KlDecomposition.exact(codes(), mean, logvar, D, one)).isEqualTo(parts);
            assertThat(parts.ceilingBinds()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsAddUpToTheRate(KlDecomposition.Estimator estimator) {
        int dataSize = estimator == KlDecomposition.Estimator.EXACT ? N : 1000;
        try (Workers workers = Workers.of(2)) {
            KlDecomposition parts = KlDecomposition.of(codes(), mean, logvar, D, dataSize, estimator, workers);
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
            KlDecomposition exact = KlDecomposition.exact(means, means, logvars, 3, workers);
            assertThat(exact.mutualInformation()).isCloseTo(Math.log(n), within(1e-12));
            assertThat(exact.ceilingBinds()).isTrue();
            assertThat(exact.toString()).contains("ceiling");
            assertThat(KlDecomposition.of(means, means, logvars, 3, 100, KlDecomposition.Estimator.MINIBATCH_STRATIFIED,
                    workers).mutualInformation()).isCloseTo(Math.log(100), within(1e-12));
            KlDecomposition weighted = KlDecomposition.of(means, means, logvars, 3, 100,
                    KlDecomposition.Estimator.MINIBATCH_WEIGHTED, workers);
            assertThat(weighted.mutualInformation()).isCloseTo(Math.log(500), within(1e-12));
            // Equal posteriors: the stratified weights add up to 1, so nothing is learnt about n.
            assertThat(KlDecomposition.of(new float[n], new float[n], new float[n], 1, 100,
                    KlDecomposition.Estimator.MINIBATCH_STRATIFIED, workers).mutualInformation())
                    .isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void refusesPosteriorsThatAreNone() {
        float[] wild = logvar.clone();
        wild[6] = Float.POSITIVE_INFINITY;
        assertThatThrownBy(() -> AggregatePosterior.of(mean, wild, D)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1, column 2");
        assertThatThrownBy(() -> AggregatePosterior.of(mean, new float[3], D))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("has 3");
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> KlDecomposition.of(mean, mean, logvar, D, N - 1,
                    KlDecomposition.Estimator.MINIBATCH_WEIGHTED, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("200 or more but is 199");
        }
    }

    private Labels classes(int from, int to) {
        int[] labels = new int[to - from];
        for (int i = from; i < to; i++) {
            double score = mean[i * D] + 0.3 * ((i * 71 + 29 + i * i * 4) % 991 / 330.0 - 1.5);
            labels[i - from] = (score > 0 ? 1 : 0) + (mean[i * D + 2] > 0.5 ? 1 : 0);
        }
        return Labels.of(labels);
    }

    private float[] rows(int from, int to) {
        return Arrays.copyOfRange(mean, from * D, to * D);
    }

    @Test
    void neighbours() {
        float[] map = new float[N * 2];
        for (int i = 0; i < N; i++) {
            System.arraycopy(mean, i * D, map, i * 2, 2);
        }
        try (Workers workers = Workers.of(2)) {
            Neighbourhood kept = Neighbourhood.of(mean, D, map, 2, 7, workers);
            close(kept.trustworthiness(), "trustworthiness");
            close(kept.continuity(), "continuity");
            Neighbourhood same = Neighbourhood.of(mean, D, mean, D, 7, workers);
            assertThat(same.trustworthiness()).isEqualTo(1);
            assertThat(same.continuity()).isEqualTo(1);
            for (int k : new int[] {1, 5}) {
                close(Neighbourhood.accuracy(rows(0, N / 2), classes(0, N / 2), rows(N / 2, N), classes(N / 2, N), D, k,
                        workers), "knn." + k);
            }
            assertThatThrownBy(() -> Neighbourhood.of(mean, D, map, 2, N / 2, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("below n / 2");
            assertThatThrownBy(() -> Neighbourhood.accuracy(mean, classes(0, 5), mean, classes(0, N), D, 1, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("200 labels for train");
        }
    }

    @Test
    void intrinsicDimension() {
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            close(IntrinsicDimension.twoNn(mean, D, 0, three).dimension(), "twoNn");
            close(IntrinsicDimension.maximumLikelihood(mean, D, 10, three).dimension(), "mle");
            assertThat(IntrinsicDimension.twoNn(mean, D, 0.1, one)).isEqualTo(IntrinsicDimension.twoNn(mean, D, 0.1,
                    three));
            // A curve in three dimensions, drawn at random: dimension 1.
            float[] t = new float[1000];
            Philox.uniform(t, 0, t.length, 7, 1, 0, 0);
            float[] curve = new float[3 * t.length];
            for (int i = 0; i < t.length; i++) {
                curve[3 * i] = 10 * t[i];
                curve[3 * i + 1] = (float) Math.sin(10 * t[i]);
                curve[3 * i + 2] = (float) Math.cos(10 * t[i]);
            }
            assertThat(IntrinsicDimension.twoNn(curve, 3, 0.1, three).dimension()).isCloseTo(1, within(0.15));
            assertThat(IntrinsicDimension.maximumLikelihood(curve, 3, 10, three).dimension())
                    .isCloseTo(1, within(0.15));
            // Points 0, 0, 1, 3: the ratios of the last two are 1 / 1 and 3 / 2; those at 0 coincide.
            IntrinsicDimension hand = IntrinsicDimension.twoNn(new float[] {0, 0, 1, 3}, 1, 0, one);
            assertThat(hand.duplicates()).isEqualTo(2);
            assertThat(hand.dimension()).isCloseTo(2 / Math.log(1.5), within(1e-12));
            assertThatThrownBy(() -> IntrinsicDimension.twoNn(new float[4], 1, 0, one))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("coincide");
        }
    }
}
