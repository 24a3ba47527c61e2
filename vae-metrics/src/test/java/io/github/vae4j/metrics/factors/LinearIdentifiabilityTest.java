package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import org.junit.jupiter.api.Test;

/// R2 of linear maps against scikit-learn (scores.py), and on maps that are known.
class LinearIdentifiabilityTest {
    private final DisentanglementData data = new DisentanglementData(0);
    private final DisentanglementData test = new DisentanglementData(1000);

    @Test
    void agreesWithScikitLearn() {
        LinearIdentifiability found = AnyThreads.result(workers -> LinearIdentifiability.of(data.codes(), data.factors,
                test.codes(), test.factors, workers));
        for (int k = 0; k < DisentanglementData.K; k++) {
            data.close(found.scores().get(k), "r2." + k);
        }
        data.close(found.score(), "r2");
    }

    @Test
    void anInvertibleMapOfRealFactorsIsPerfectWhateverElseTheCodeHas() {
        int n = 100;
        float[] noise = new float[2 * n];
        Philox.normal(noise, 0, noise.length, 1, 0, 0, 0);
        double[] real = new double[2 * n];
        float[] codes = new float[4 * n];
        for (int i = 0; i < n; i++) {
            float a = noise[2 * i];
            float b = noise[2 * i + 1];
            real[2 * i] = a;
            real[2 * i + 1] = b;
            codes[4 * i] = a + b;
            codes[4 * i + 1] = a - 2 * b;
            codes[4 * i + 2] = 7;
            codes[4 * i + 3] = 2 * codes[4 * i];
        }
        Factors factors = Factors.of(n, 2, real);
        LinearIdentifiability found = AnyThreads.result(workers -> LinearIdentifiability.of(Codes.of(codes, 4), factors,
                Codes.of(codes, 4), factors, workers));
        assertThat(found.score()).isCloseTo(1, within(1e-12));
    }

    @Test
    void refusesOtherNames() {
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> LinearIdentifiability.of(data.codes(), data.factors, test.codes(),
                    test.factors.withNames("x", "y", "z"), workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[x, y, z]");
        }
    }
}
