package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.classes.LinearProbe;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The multinomial form against scikit-learn (scores.py), and on a perfect code.
class ExplicitnessTest {
    private final DisentanglementData data = new DisentanglementData(0);
    private final DisentanglementData test = new DisentanglementData(1000);

    private static final LinearProbe.Settings SETTINGS = LinearProbe.Settings.of(1);

    @Test
    void agreesWithScikitLearn() {
        Explicitness explicitness = AnyThreads.result(workers -> Explicitness.of(data.codes(), data.factors,
                test.codes(), test.factors, SETTINGS, workers));
        for (int k = 0; k < DisentanglementData.K; k++) {
            data.close(explicitness.scores().get(k), "explicitness." + k);
        }
        data.close(explicitness.score(), "explicitness");
        assertThat(explicitness.converged()).isTrue();
        assertThat(explicitness.areas()).extracting(List::size).containsExactly(4, 3, 2);
    }

    /// A line through each value's own region: order tells the middle values, too, which a fit for each value cannot.
    @Test
    void aPerfectCodeIsPerfectInThisFormAlone() {
        Codes codes = Codes.of(DisentanglementData.gridCodes(), 3);
        Factors factors = DisentanglementData.grid();
        Explicitness all = AnyThreads
                .result(workers -> Explicitness.of(codes, factors, codes, factors, SETTINGS, workers));
        assertThat(all.score()).isCloseTo(1, within(1e-12));
        ValueExplicitness single = AnyThreads
                .result(workers -> ValueExplicitness.of(codes, factors, codes, factors, SETTINGS, workers));
        assertThat(single.normalised()).isBetween(0.5, 0.9);
    }

    @Test
    void noiseHasNone() {
        float[] noise = new float[DisentanglementData.N];
        Philox.normal(noise, 0, noise.length, 5, 0, 0, 0);
        Codes codes = Codes.of(noise, 1);
        Explicitness explicitness = AnyThreads
                .result(workers -> Explicitness.of(codes, data.factors, codes, data.factors, SETTINGS, workers));
        // Areas of some 150 against 450 samples scatter by 0.03, scores by twice that.
        assertThat(explicitness.score()).isBetween(-0.1, 0.2);
    }

    @Test
    void whatHasNoAreaIsLeftOut() {
        Factors constant = Factors.of(4, 2, new int[] {0, 3, 0, 3, 1, 3, 1, 3});
        Codes codes = Codes.of(new float[] {0, 0, 1, 1}, 1);
        Explicitness explicitness = AnyThreads
                .result(workers -> Explicitness.of(codes, constant, codes, constant, SETTINGS, workers));
        assertThat(explicitness.scores().get(0)).isEqualTo(1);
        assertThat(explicitness.scores().get(1)).isNaN();
        assertThat(explicitness.score()).isEqualTo(1);
        assertThat(explicitness)
                .hasToString("explicitness 1.0000 (4 training and 4 test samples)%n  0: 1.0000%n  1: NaN"
                        .formatted());
    }
}
