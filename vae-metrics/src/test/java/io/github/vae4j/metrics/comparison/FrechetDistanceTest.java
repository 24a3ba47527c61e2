package io.github.vae4j.metrics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LatentData;
import org.junit.jupiter.api.Test;

/// The Frechet distance against SciPy (sets.py), and on sets whose distance is known.
class FrechetDistanceTest {
    private final LatentData data = new LatentData();
    private final Codes means = Codes.of(data.mean, LatentData.D);
    private final Codes draws = Codes.of(data.codes(), LatentData.D);

    @Test
    void agreesWithSciPy() {
        FrechetDistance distance = AnyThreads.result(workers -> FrechetDistance.of(means, draws, workers));
        data.close(distance.distance(), "frechet");
        data.close(distance.meanPart(), "frechet.means");
    }

    @Test
    void ofASetFromItselfAndFromItsCopies() {
        assertThat(AnyThreads.result(workers -> FrechetDistance.of(means, means, workers)).distance())
                .isCloseTo(0, within(1e-9));
        // Shifted by (1, 2) and twice as wide: 5 + tr S + tr 4S - 2 tr 2S = 5 + tr S, S = diag(4/3, 16/3).
        Codes square = Codes.of(new float[] {1, 2, 1, -2, -1, 2, -1, -2}, 2);
        Codes other = Codes.of(new float[] {3, 6, 3, -2, -1, 6, -1, -2}, 2);
        FrechetDistance distance = AnyThreads.result(workers -> FrechetDistance.of(square, other, workers));
        assertThat(distance.distance()).isCloseTo(5 + 20 / 3.0, within(1e-12));
        assertThat(distance.meanPart()).isEqualTo(5);
        assertThat(distance).hasToString("Frechet distance 11.6667, of means 5.0000 (4 and 4 samples)");
    }

    @Test
    void refusesSetsThatDoNotFit() {
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> FrechetDistance.of(means, Codes.of(new float[6], 3), workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("they have 4 and 3");
            assertThatThrownBy(() -> FrechetDistance.of(means, Codes.of(new float[4], 4), workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("they have 200 and 1");
        }
    }
}
