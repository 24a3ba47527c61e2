package io.github.vae4j.metrics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LatentData;
import io.github.vae4j.metrics.NoAnswerException;
import org.junit.jupiter.api.Test;

/// Linear CKA against NumPy (sets.py), and what must not change it.
class LinearCkaTest {
    private final LatentData data = new LatentData();
    private final Codes means = Codes.of(data.mean, LatentData.D);
    private final Codes draws = Codes.of(data.codes(), LatentData.D);

    @Test
    void agreesWithNumPy() {
        float[] three = new float[LatentData.N * 3];
        for (int i = 0; i < three.length; i++) {
            three[i] = draws.get(i / 3, i % 3);
        }
        data.close(AnyThreads.result(workers -> LinearCka.of(means, Codes.of(three, 3), workers)).alignment(), "cka");
    }

    @Test
    void rotationsAndMultiplesAreAlike() {
        float[] turned = new float[LatentData.N * 4];
        for (int i = 0; i < LatentData.N; i++) {
            float a = means.get(i, 0);
            float b = means.get(i, 1);
            turned[i * 4] = 3 * (0.6f * a - 0.8f * b) + 5;
            turned[i * 4 + 1] = 3 * (0.8f * a + 0.6f * b);
            turned[i * 4 + 2] = 3 * means.get(i, 3);
            turned[i * 4 + 3] = -3 * means.get(i, 2);
        }
        assertThat(AnyThreads.result(workers -> LinearCka.of(means, Codes.of(turned, 4), workers)).alignment())
                .isCloseTo(1, within(1e-6));
        // Orthogonal columns share nothing.
        assertThat(AnyThreads.result(workers -> LinearCka.of(Codes.of(new float[] {1, 1, -1, -1}, 1),
                Codes.of(new float[] {1, -1, 1, -1}, 1), workers)).alignment()).isZero();
    }

    @Test
    void refusesWhatDoesNotFitOrVary() {
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> LinearCka.of(means, Codes.of(new float[4], 2), workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("they have 200 and 2");
            assertThatThrownBy(() -> LinearCka.of(means, Codes.of(new float[200], 1), workers))
                    .isInstanceOf(NoAnswerException.class).hasMessageContaining("representation b does not vary");
        }
    }
}
