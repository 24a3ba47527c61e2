package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.NoAnswerException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// InfoM, InfoE and InfoC against scikit-learn (scores.py), and on codes whose values are known.
class InfoMecTest {
    private final DisentanglementData data = new DisentanglementData(0);

    @Test
    void agreesWithScikitLearn() {
        InfoMec info = AnyThreads.result(workers -> InfoMec.of(data.codes(), data.factors, workers));
        for (int k = 0; k < DisentanglementData.K; k++) {
            for (int j = 0; j < DisentanglementData.D; j++) {
                data.close(info.information().get(j).get(k), "infomec." + j + "." + k);
            }
            // The reference is a search that ends near the solution.
            assertThat(info.predictable().get(k)).isCloseTo(data.expected("infoe." + k), within(1e-5));
        }
        data.close(info.modularity(), "infom");
        data.close(info.compactness(), "infoc");
        assertThat(info.explicitness()).isCloseTo(data.expected("infoe"), within(1e-5));
        assertThat(info.active()).containsExactly(0, 1, 2, 3);
    }

    /// 400 samples of two factors with five values; codes are factors with a little noise.
    private static Codes codes(int[] factorOfUnit, Factors factors) {
        int d = factorOfUnit.length;
        float[] codes = new float[400 * d];
        Philox.normal(codes, 0, codes.length, 3, 0, 0, 0);
        for (int i = 0; i < 400; i++) {
            for (int j = 0; j < d; j++) {
                codes[i * d + j] = factors.valueOf(i, factorOfUnit[j]) + 0.01f * codes[i * d + j];
            }
        }
        return Codes.of(codes, d);
    }

    private static Factors factors() {
        return Factors.of(400, 2,
                IntStream.range(0, 800).map(i -> i % 2 == 0 ? i / 2 % 5 : i / 10 % 5).toArray());
    }

    @Test
    void aPerfectCodeHasAllThree() {
        Factors factors = factors();
        Codes codes = codes(new int[] {0, 1}, factors);
        InfoMec info = AnyThreads.result(workers -> InfoMec.of(codes, factors, workers));
        // Estimates of information that is 0 scatter by some hundredths.
        assertThat(info.modularity()).isBetween(0.9, 1.0);
        assertThat(info.compactness()).isBetween(0.9, 1.0);
        assertThat(info.explicitness()).isBetween(0.999, 1.0);
    }

    @Test
    void aRedundantCodeIsNotCompact() {
        Factors factors = factors();
        Codes codes = codes(new int[] {0, 0, 1, 1}, factors);
        InfoMec info = AnyThreads.result(workers -> InfoMec.of(codes, factors, workers));
        assertThat(info.modularity()).isBetween(0.9, 1.0);
        // Two of four units alike: (1/2 - 1/4) / (1 - 1/4).
        assertThat(info.compactness()).isCloseTo(1 / 3.0, within(0.05));
        assertThat(info.explicitness()).isBetween(0.999, 1.0);
    }

    @Test
    void digammaOfWholeNumbers() {
        // psi(n + 1) = psi(n) + 1 / n, across the place where the series begins.
        assertThat(Digamma.of(1)).isCloseTo(-0.5772156649015329, within(1e-15));
        for (int n = 1; n < 200; n++) {
            assertThat(Digamma.of(n + 1)).isCloseTo(Digamma.of(n) + 1.0 / n, within(2e-15 * n));
        }
        // SciPy 1.10: digamma(1000)
        assertThat(Digamma.of(1000)).isCloseTo(6.907255195648812, within(1e-14));
    }

    @Test
    void refusesWhatHasNoAnswer() {
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> InfoMec.of(Codes.of(new float[4], 1), Factors.of(4, 1, new int[] {0, 1, 0, 1}),
                    workers)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 or more but got 1");
            Factors constant = Factors.of(4, 2, new int[] {0, 3, 0, 3, 1, 3, 1, 3});
            assertThatThrownBy(() -> InfoMec.of(Codes.of(new float[4], 1), constant, workers))
                    .isInstanceOf(NoAnswerException.class).hasMessageContaining("factor 1 has one value only");
            assertThatThrownBy(() -> InfoMec.of(Codes.of(new float[4], 1),
                    Factors.of(4, 2, new int[] {0, 3, 0, 4, 1, 3, 1, 4}), workers))
                    .isInstanceOf(NoAnswerException.class).hasMessageContaining("no unit varies");
        }
    }
}
