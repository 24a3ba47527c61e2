package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.NoAnswerException;
import org.junit.jupiter.api.Test;

/// Interventional robustness against NumPy (scores.py), by hand, and refusals.
class IrsTest {
    private final DisentanglementData data = new DisentanglementData(0);

    @Test
    void agreesWithNumPy() {
        Irs irs = AnyThreads.result(workers -> Irs.of(data.codes(), data.factors, Irs.DEFAULT_QUANTILE, workers));
        for (int j = 0; j < 4; j++) {
            data.close(irs.unitScores().get(j), "irs." + j);
        }
        data.close(irs.score(), "irs");
        assertThat(irs.parents()).startsWith(0, 1, 2).endsWith(-1);
        assertThat(irs.unitScores().get(4)).isNaN();
    }

    @Test
    void byHand() {
        // Unit 0 is factor 0; unit 1 moves by 1 around its mean whatever factor 1 is, of at most 3 around the mean of all.
        Factors factors = Factors.of(4, 2, new int[] {0, 0, 0, 1, 1, 0, 1, 1});
        Codes codes = Codes.of(new float[] {0, -3, 0, 1, 1, -1, 1, 3}, 2);
        Irs irs = AnyThreads.result(workers -> Irs.of(codes, factors, 1, workers));
        assertThat(irs.unitScores()).containsExactly(1.0, 1 - 1 / 3.0);
        assertThat(irs.parents()).containsExactly(0, 1);
        assertThat(irs.score()).isCloseTo((0.5 + 3 * (1 - 1 / 3.0)) / 3.5, within(1e-15));
        assertThat(irs.toString()).contains("unit 1: 0.6667 of 1");
    }

    @Test
    void refusesWhatHasNoAnswer() {
        try (Workers workers = Workers.of(1)) {
            Factors factors = Factors.of(4, 1, new int[] {0, 0, 1, 1});
            assertThatThrownBy(() -> Irs.of(Codes.of(new float[4], 1), factors, 1, workers))
                    .isInstanceOf(NoAnswerException.class).hasMessageContaining("no unit varies");
            assertThatThrownBy(() -> Irs.of(Codes.of(new float[4], 1), factors, 1.5, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("but is 1.5");
        }
    }
}
