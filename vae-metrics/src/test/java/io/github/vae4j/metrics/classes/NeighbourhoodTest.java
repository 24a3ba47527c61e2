package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.LatentData;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Trustworthiness, continuity and neighbour accuracy against scikit-learn (latents.py).
class NeighbourhoodTest {
    private static final int N = LatentData.N;
    private static final int D = LatentData.D;

    private final LatentData data = new LatentData();
    private final float[] mean = data.mean;

    private Labels classes(int from, int to) {
        int[] labels = new int[to - from];
        for (int i = from; i < to; i++) {
            double score = mean[i * D] + 0.3 * ((i * 71 + 29 + i * i * 4) % 991 / 330.0 - 1.5);
            labels[i - from] = (score > 0 ? 1 : 0) + (mean[i * D + 2] > 0.5 ? 1 : 0);
        }
        return Labels.of(labels);
    }

    private float[] rows(int from, int to) {
        return Arrays.copyOfRange(mean, from * D, to * D);
    }

    @Test
    void neighbours() {
        float[] map = new float[N * 2];
        for (int i = 0; i < N; i++) {
            System.arraycopy(mean, i * D, map, i * 2, 2);
        }
        try (Workers workers = Workers.of(2)) {
            Neighbourhood kept = Neighbourhood.of(Codes.of(mean, D), Codes.of(map, 2), 7, workers);
            data.close(kept.trustworthiness(), "trustworthiness");
            data.close(kept.continuity(), "continuity");
            Neighbourhood same = Neighbourhood.of(Codes.of(mean, D), Codes.of(mean, D), 7, workers);
            assertThat(same.trustworthiness()).isEqualTo(1);
            assertThat(same.continuity()).isEqualTo(1);
            for (int k : new int[] {1, 5}) {
                data.close(Neighbourhood.accuracy(Codes.of(rows(0, N / 2), D), classes(0, N / 2),
                        Codes.of(rows(N / 2, N), D), classes(N / 2, N), k, workers), "knn." + k);
            }
            assertThatThrownBy(() -> Neighbourhood.of(Codes.of(mean, D), Codes.of(map, 2), N / 2, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("below n / 2");
            assertThatThrownBy(() -> Neighbourhood.accuracy(Codes.of(mean, D), classes(0, 5), Codes.of(mean, D),
                    classes(0, N), 1, workers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("trainLabels must have 200 labels");
        }
    }
}
