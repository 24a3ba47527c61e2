package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import org.junit.jupiter.api.Test;

/// Correlations of units and factors against NumPy and SciPy (scores.py), and their matching.
class MeanCorrelationTest {
    private final DisentanglementData data = new DisentanglementData(0);

    @Test
    void agreesWithNumPyAndSciPy() {
        for (MeanCorrelation.Kind kind : MeanCorrelation.Kind.values()) {
            MeanCorrelation found = AnyThreads
                    .result(workers -> MeanCorrelation.of(data.codes(), data.factors, kind, workers));
            String name = kind == MeanCorrelation.Kind.PEARSON ? "pearson" : "spearman";
            for (int k = 0; k < DisentanglementData.K; k++) {
                for (int j = 0; j < 4; j++) {
                    data.close(found.correlations().get(j).get(k), name + "." + j + "." + k);
                }
                assertThat(found.correlations().get(4).get(k)).as("a unit that does not vary").isZero();
            }
            data.close(found.score(), "mcc." + name);
            assertThat(found.matched()).containsExactly(0, 1, 2);
        }
    }

    /// Real-valued factors, permuted, turned and bent.
    @Test
    void orderSignScaleAndMonotonousFunctionsDoNotMatter() {
        int n = 200;
        float[] noise = new float[2 * n];
        Philox.normal(noise, 0, noise.length, 1, 0, 0, 0);
        double[] factors = new double[2 * n];
        float[] codes = new float[2 * n];
        float[] bent = new float[2 * n];
        for (int i = 0; i < n; i++) {
            factors[2 * i] = noise[2 * i];
            factors[2 * i + 1] = noise[2 * i + 1];
            codes[2 * i] = -3 * noise[2 * i + 1] + 1;
            codes[2 * i + 1] = 0.5f * noise[2 * i];
            bent[2 * i] = (float) Math.exp(noise[2 * i + 1]);
            bent[2 * i + 1] = noise[2 * i] * noise[2 * i] * noise[2 * i];
        }
        Factors real = Factors.of(n, 2, factors);
        MeanCorrelation linear = AnyThreads.result(
                workers -> MeanCorrelation.of(Codes.of(codes, 2), real, MeanCorrelation.Kind.PEARSON, workers));
        assertThat(linear.score()).isCloseTo(1, within(1e-6));
        assertThat(linear.matched()).containsExactly(1, 0);
        MeanCorrelation ranks = AnyThreads.result(
                workers -> MeanCorrelation.of(Codes.of(bent, 2), real, MeanCorrelation.Kind.SPEARMAN, workers));
        assertThat(ranks.score()).isCloseTo(1, within(1e-6));
        MeanCorrelation values = AnyThreads.result(
                workers -> MeanCorrelation.of(Codes.of(bent, 2), real, MeanCorrelation.Kind.PEARSON, workers));
        assertThat(values.score()).isLessThan(0.95);
    }

    @Test
    void aFactorWithoutAUnitCountsAsNothing() {
        Factors factors = Factors.of(4, 2, new int[] {0, 0, 0, 1, 1, 0, 1, 1});
        MeanCorrelation found = AnyThreads.result(workers -> MeanCorrelation.of(Codes.of(new float[] {0, 0, 1, 1}, 1),
                factors, MeanCorrelation.Kind.PEARSON, workers));
        assertThat(found.ofFactors()).containsExactly(1.0, 0.0);
        assertThat(found.score()).isEqualTo(0.5);
        assertThat(found.toString()).contains("0: 1.0000, unit 0", "1: 0.0000, no unit left");
    }
}
