package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.information.KlDecomposition;
import io.github.vae4j.metrics.internal.Bins;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Mutual information gap and modularity against NumPy and scikit-learn (disentanglement.py), by hand, and under what
/// must not change them.
class MigTest {
    private static final int N = DisentanglementData.N;
    private static final int D = DisentanglementData.D;
    private static final int K = DisentanglementData.K;
    private static Workers workers;

    private final DisentanglementData data = new DisentanglementData(0);
    private final float[] logvar = new float[N * D];
    private final float[] z = new float[N * D];

    MigTest() {
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < D; j++) {
                logvar[i * D + j] = (float) (-((i * 13 + j * 7) % 50) / 10.0);
                z[i * D + j] = (float) (data.x[i * D + j]
                        + 1.5 * Math.exp(-1.0) * DisentanglementData.noise(i, j + 7));
            }
        }
    }

    @BeforeAll
    static void open() {
        workers = Workers.of(2);
    }

    @AfterAll
    static void close() {
        workers.close();
    }

    // ---- against NumPy and scikit-learn

    @Test
    void binnedGapsAgreeWithScikitLearn() {
        Mig mig = Mig.ofMeans(Codes.of(data.x, D), data.factors, workers);
        for (int k = 0; k < K; k++) {
            data.close(mig.entropies().get(k), "entropy." + k);
            data.close(mig.gaps().get(k), "gap." + k);
            for (int j = 0; j < D; j++) {
                data.close(mig.information().get(j).get(k), "information." + j + "." + k);
            }
        }
        data.close(mig.score(), "mig");
        assertThat(mig.estimator()).isEqualTo(Mig.Estimator.BINNED_MEANS);
        assertThat(mig.bestUnits()).containsExactly(0, 1, 2);
    }

    @Test
    void gapsFromThePosteriorAgreeWithNumPy() {
        Mig mig = Mig.ofPosterior(Codes.of(z, D), Posterior.of(data.x, logvar, D), data.factors, workers);
        for (int k = 0; k < K; k++) {
            for (int j = 0; j < D; j++) {
                data.close(mig.information().get(j).get(k), "posterior." + j + "." + k);
            }
        }
        data.close(mig.score(), "posterior.mig");
        assertThat(mig.estimator()).isEqualTo(Mig.Estimator.POSTERIOR);
        assertThat(mig.information().get(4).get(1)).as("negative estimates are not clipped").isNegative();
    }

    @Test
    void modularityAgreesWithNumPy() {
        Modularity modularity = Modularity.of(Codes.of(data.x, D), data.factors, workers);
        data.close(modularity.score(), "modularity");
        data.close(modularity.scoreOfAllUnits(), "modularity.all");
        assertThat(modularity.modularity().get(4)).isNaN();
    }

    // ---- by hand

    @Test
    void aGapByHand() {
        // Unit 0 is the factor (ln 2), unit 1 knows it of half of the samples: H(v) - H(v|z) = ln 2 - ln(2)/2.
        Factors factor = Factors.of(4, 1, new int[] {0, 0, 1, 1});
        float[] codes = {0, 0, 0, 1, 1, 1, 1, 2};
        Mig mig = Mig.ofMeans(Codes.of(codes, 2), factor, workers);
        assertThat(mig.information().get(0).get(0)).isCloseTo(Math.log(2), within(1e-15));
        assertThat(mig.information().get(1).get(0)).isCloseTo(Math.log(2) / 2, within(1e-15));
        assertThat(mig.score()).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void binsHoldTheirLowerEdge() {
        float[] column = IntStream.rangeClosed(0, 20).collect(() -> new float[21], (a, i) -> a[i] = i, (a, b) -> {});
        assertThat(Bins.of(column, 1, 0))
                .isEqualTo(IntStream.rangeClosed(0, 20).map(i -> Math.min(i, 19)).toArray());
        assertThat(Bins.of(new float[] {0.1f, 0.1f, 0.1f}, 1, 0)).containsOnly(0);
    }

    @Test
    void modularityByHand() {
        // Unit 0 is both factors at once: I = ln 2 to each, so 1 - 1/1. Unit 1 is factor 1 alone. Unit 2 does not vary.
        Factors factors = Factors.of(4, 2, new int[] {0, 0, 0, 1, 1, 0, 1, 1});
        float[] codes = {0, 0, 5, 1, 1, 5, 2, 0, 5, 3, 1, 5};
        Modularity modularity = Modularity.of(Codes.of(codes, 3), factors, workers);
        assertThat(modularity.modularity().get(0)).isCloseTo(0, within(1e-15));
        assertThat(modularity.modularity().get(1)).isEqualTo(1);
        assertThat(modularity.score()).isCloseTo(0.5, within(1e-15));
        assertThat(modularity.scoreOfAllUnits()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(modularity.toString()).contains("modularity 0.5000 (2 of 3 units; 4 samples)");
    }

    // ---- known values and invariances

    @Test
    void aPerfectCodeHasAllOfTheGapAndARotatedOneHasNot() {
        float[] codes = DisentanglementData.gridCodes();
        Mig mig = Mig.ofMeans(Codes.of(codes, 3), DisentanglementData.grid(), workers);
        assertThat(mig.score()).isCloseTo(1, within(1e-12));
        assertThat(mig.bestUnits()).containsExactly(2, 0, 1);
        assertThat(Modularity.of(Codes.of(codes, 3), DisentanglementData.grid(), workers).score()).isCloseTo(1,
                within(1e-12));
        // A turn by 45 degrees: both units know as much of both factors.
        for (int i = 0; i < 60; i++) {
            float a = codes[i * 3];
            float b = codes[i * 3 + 1];
            codes[i * 3] = a + b;
            codes[i * 3 + 1] = a - b;
        }
        Mig turned = Mig.ofMeans(Codes.of(codes, 3), DisentanglementData.grid(), workers);
        assertThat(turned.gaps().get(0)).isCloseTo(1, within(1e-12));
        assertThat(turned.gaps().get(1)).isCloseTo(0, within(1e-12));
        assertThat(turned.gaps().get(2)).isCloseTo(0, within(1e-12));
        // Sums of 4 and 3 values have probabilities of 1, 2, 3, 3, 2, 1 in 12; given one factor the other is uniform.
        double entropy = (2 * Math.log(12) + 4 * Math.log(6) + 6 * Math.log(4)) / 12;
        double ratio = (entropy - Math.log(4)) / (entropy - Math.log(3));
        assertThat(Modularity.of(Codes.of(codes, 3), DisentanglementData.grid(), workers).modularity().get(0))
                .isCloseTo(1 - ratio * ratio / 2, within(1e-12));
    }

    @Test
    void sharpPosteriorsOfAPerfectCodeKnowTheWholeFactor() {
        float[] codes = DisentanglementData.gridCodes();
        float[] sharp = new float[codes.length];
        Arrays.fill(sharp, -12);
        Mig mig = Mig.ofPosterior(Codes.of(codes, 3), Posterior.of(codes, sharp, 3), DisentanglementData.grid(),
                workers);
        assertThat(mig.score()).isCloseTo(1, within(1e-9));
    }

    @Test
    void informationOnTheSampleItselfIsThatOfTheKlDecomposition() {
        Factors index = Factors.of(N, 1, IntStream.range(0, N).toArray());
        Mig mig = Mig.ofPosterior(Codes.of(z, D), Posterior.of(data.x, logvar, D), index, workers);
        List<Double> expected = KlDecomposition.exact(Codes.of(z, D), Posterior.of(data.x, logvar, D), workers)
                .unitMutualInformation();
        for (int j = 0; j < D; j++) {
            assertThat(mig.information().get(j).get(0)).isCloseTo(expected.get(j), within(1e-12));
        }
    }

    @Test
    void someCodesEstimateWhatAllGive() {
        Mig all = Mig.ofPosterior(Codes.of(z, D), Posterior.of(data.x, logvar, D), data.factors, workers);
        Mig some = Mig.ofPosterior(Codes.of(z, D), Posterior.of(data.x, logvar, D), data.factors, 400, 3, workers);
        assertThat(some.codes()).isEqualTo(400);
        assertThat(some.score()).isNotEqualTo(all.score()).isCloseTo(all.score(), within(0.05));
        assertThat(Mig.ofPosterior(Codes.of(z, D), Posterior.of(data.x, logvar, D), data.factors, 400, 3, workers))
                .isEqualTo(some);
    }

    @Test
    void numbersOfThreadsDoNotChangeABit() {
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            assertThat(Mig.ofPosterior(Codes.of(z, D), Posterior.of(data.x, logvar, D), data.factors, three))
                    .isEqualTo(Mig.ofPosterior(Codes.of(z, D), Posterior.of(data.x, logvar, D), data.factors, one));
        }
    }

    @Test
    void orderOfSamplesUnitsAndFactorsDoesNotMatter() {
        int[] order = new int[N];
        Philox.permutation(order, N, 1, 2, 3);
        int[] values = new int[N * K];
        for (int i = 0; i < N * K; i++) {
            values[i] = data.values[order[i / K] * K + 2 - i % K];
        }
        Factors factors = Factors.of(N, K, values);
        float[] x = moved(data.x, order);
        Mig means = Mig.ofMeans(Codes.of(x, D), factors, workers);
        Mig posterior = Mig.ofPosterior(Codes.of(moved(z, order), D), Posterior.of(x, moved(logvar, order), D), factors,
                workers);
        Mig meansBefore = Mig.ofMeans(Codes.of(data.x, D), data.factors, workers);
        Mig posteriorBefore = Mig.ofPosterior(Codes.of(z, D), Posterior.of(data.x, logvar, D), data.factors, workers);
        for (int k = 0; k < K; k++) {
            assertThat(means.gaps().get(2 - k)).isCloseTo(meansBefore.gaps().get(k), within(1e-12));
            assertThat(means.bestUnits().get(2 - k)).isEqualTo(D - 1 - meansBefore.bestUnits().get(k));
            assertThat(posterior.gaps().get(2 - k)).isCloseTo(posteriorBefore.gaps().get(k), within(1e-12));
        }
        assertThat(Modularity.of(Codes.of(x, D), factors, workers).score())
                .isCloseTo(Modularity.of(Codes.of(data.x, D), data.factors, workers).score(), within(1e-12));
    }

    private static float[] moved(float[] x, int[] order) {
        return DisentanglementData.columns(DisentanglementData.rows(x, D, order), 4, 3, 2, 1, 0);
    }

    @Test
    void aCodeFarFromItsOwnKindHasFiniteInformation() {
        // The first code lies at 1000, as the other value's means do, and those of its own at 0: there ln q(z|v) is
        // -1000^2 / 2 and q(z) half of the other density, so that the difference is -500,000 + ln 2; for the others ln 2.
        float[] mean = {0, 0, 0, 0, 1000, 0, 1000, 0};
        float[] codes = {1000, 0, 0, 0, 1000, 0, 1000, 0};
        Factors factor = Factors.of(4, 1, new int[] {0, 0, 1, 1});
        Mig mig = Mig.ofPosterior(Codes.of(codes, 2), Posterior.of(mean, new float[8], 2), factor, workers);
        assertThat(mig.information().get(0).get(0)).isCloseTo(Math.log(2) - 500_000 / 4.0, within(1e-9));
        assertThat(mig.information().get(1).get(0)).isZero();
    }

    @Test
    void aFactorWithoutVariationIsLeftOut() {
        Factors factors = Factors.of(4, 2, new int[] {0, 3, 0, 3, 1, 3, 1, 3});
        Mig mig = Mig.ofMeans(Codes.of(new float[] {0, 0, 0, 1, 1, 1, 1, 2}, 2), factors, workers);
        assertThat(mig.gaps().get(1)).isNaN();
        assertThat(mig.score()).isCloseTo(0.5, within(1e-15));
        assertThat(Mig.ofMeans(Codes.of(new float[8], 2), factors, workers).score()).as("constant units").isZero();
        assertThat(Modularity.of(Codes.of(new float[8], 2), factors, workers).score()).isNaN();
        assertThat(mig.toString()).contains("MIG 0.5000 (binned means; 4 of 4 samples)", "1: gap NaN");
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertThatThrownBy(() -> Mig.ofMeans(Codes.of(new float[N], 1), data.factors, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 or more units");
        assertThatThrownBy(() -> Mig.ofMeans(Codes.of(data.x, D + 1), data.factors, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("600 samples");
        float[] bad = data.x.clone();
        bad[7] = Float.NaN;
        assertThatThrownBy(() -> Mig.ofMeans(Codes.of(bad, D), data.factors, workers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1, column 2");
        assertThatThrownBy(
                () -> Mig.ofPosterior(Codes.of(z, D), Posterior.of(data.x, new float[3], D), data.factors, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("logvar");
        assertThatThrownBy(
                () -> Mig.ofPosterior(Codes.of(z, D), Posterior.of(data.x, logvar, D), data.factors, 0, 1, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("codes must be from 1");
        assertThatThrownBy(() -> Modularity.of(Codes.of(data.x, D), Factors.of(N, 1, new int[N]), workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 or more but got 1");
    }
}
