package io.github.vae4j.metrics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LatentData;
import org.junit.jupiter.api.Test;

/// Precision, recall, density and coverage against SciPy (sets.py), and on sets that are known.
class PrecisionRecallTest {
    private final LatentData data = new LatentData();
    private final Codes means = Codes.of(data.mean, LatentData.D);
    private final Codes draws = Codes.of(data.codes(), LatentData.D);

    @Test
    void agreesWithSciPy() {
        for (int k : new int[] {3, 5}) {
            PrecisionRecall found = AnyThreads.result(workers -> PrecisionRecall.of(means, draws, k, workers));
            data.close(found.precision().share(), "precision." + k);
            data.close(found.recall().share(), "recall." + k);
            data.close(found.density(), "density." + k);
            data.close(found.coverage().share(), "coverage." + k);
        }
    }

    @Test
    void oneModeOfTwoIsPreciseAndMissesHalf() {
        // Real points around 0 and 100, generated ones around 0.
        int n = 200;
        float[] real = new float[n];
        float[] generated = new float[n];
        Philox.normal(real, 0, n, 1, 0, 0, 0);
        Philox.normal(generated, 0, n, 1, 1, 0, 0);
        for (int i = 0; i < n / 2; i++) {
            real[i] += 100;
        }
        PrecisionRecall found = AnyThreads
                .result(workers -> PrecisionRecall.of(Codes.of(real, 1), Codes.of(generated, 1), 5, workers));
        assertThat(found.precision().share()).isGreaterThan(0.9);
        assertThat(found.recall().share()).isCloseTo(0.5, within(0.1));
        assertThat(found.coverage().share()).isCloseTo(0.5, within(0.1));
        assertThat(found.coverage().total()).isEqualTo(n);
    }

    @Test
    void refusesFewPoints() {
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> PrecisionRecall.of(means, Codes.of(new float[12], 4), 3, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("4 or more rows");
            assertThatThrownBy(() -> PrecisionRecall.of(means, draws, 0, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("but is 0");
        }
    }
}
