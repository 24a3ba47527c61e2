package io.github.vae4j.metrics.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LatentData;
import org.junit.jupiter.api.Test;

/// The discrepancy from the prior against scikit-learn (sets.py), and of draws from it.
class PriorDiscrepancyTest {
    private final LatentData data = new LatentData();
    private final Codes draws = Codes.of(data.codes(), LatentData.D);

    @Test
    void agreesWithScikitLearn() {
        data.close(AnyThreads.result(workers -> PriorDiscrepancy.of(draws, 1, workers)).squared(), "mmd");
    }

    @Test
    void drawsFromThePriorAreNearAndOthersFar() {
        float[] prior = new float[3 * 2_000];
        Philox.normal(prior, 0, prior.length, 1, 0, 0, 0);
        // The estimate scatters by about 1 / n.
        assertThat(AnyThreads.result(workers -> PriorDiscrepancy.of(Codes.of(prior, 3), 1, workers)).squared())
                .isCloseTo(0, within(2e-3));
        for (int i = 0; i < prior.length; i++) {
            prior[i] = 0.3f * prior[i] + (i % 3 == 0 ? 1 : 0);
        }
        assertThat(AnyThreads.result(workers -> PriorDiscrepancy.of(Codes.of(prior, 3), 1, workers)).squared())
                .isGreaterThan(0.05);
    }

    @Test
    void refusesBandwidthsThatAreNone() {
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> PriorDiscrepancy.of(draws, 0, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("but is 0");
            assertThatThrownBy(() -> PriorDiscrepancy.of(Codes.of(new float[2], 2), 1, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 or more rows but has 1");
        }
    }
}
