package io.github.vae4j.metrics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LatentData;
import org.junit.jupiter.api.Test;

/// The kernel distance against scikit-learn (sets.py), and its parts.
class KernelDistanceTest {
    private final LatentData data = new LatentData();
    private final Codes means = Codes.of(data.mean, LatentData.D);
    private final Codes draws = Codes.of(data.codes(), LatentData.D);

    @Test
    void agreesWithScikitLearn() {
        // One part of all rows.
        KernelDistance distance = AnyThreads
                .result(workers -> KernelDistance.of(means, draws, 1, LatentData.N, 1, workers));
        data.close(distance.distance(), "kernel");
    }

    @Test
    void isRightOnAverageForFewRows() {
        KernelDistance distance = AnyThreads.result(workers -> KernelDistance.of(means, draws, 400, 20, 1, workers));
        double expected = AnyThreads.result(workers -> KernelDistance.of(means, draws, 1, LatentData.N, 1, workers))
                .distance();
        // Four standard errors.
        assertThat(distance.distance()).isCloseTo(expected, within(4 * distance.deviation() / 20));
        assertThat(distance.size()).isEqualTo(20);
        KernelDistance other = AnyThreads.result(workers -> KernelDistance.of(means, draws, 400, 20, 2, workers));
        assertThat(other).isNotEqualTo(distance);
    }

    @Test
    void refusesPartsThatAreTooLarge() {
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> KernelDistance.of(means, draws, 1, 201, 1, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("size from 2 to 200");
        }
    }
}
