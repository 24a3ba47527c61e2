package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.LatentData;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Connected shares of classes against SciPy (sets.py), and of a class in two parts.
class GraphConnectivityTest {
    private final LatentData data = new LatentData();
    private final Codes means = Codes.of(data.mean, LatentData.D);
    private final Labels labels = Labels.of(IntStream.range(0, LatentData.N).map(i -> i * 7 % 3).toArray());

    @Test
    void agreesWithSciPy() {
        for (int k : new int[] {3, 15}) {
            GraphConnectivity found = AnyThreads.result(workers -> GraphConnectivity.of(means, labels, k, workers));
            for (int c = 0; c < 3; c++) {
                data.close(found.shares().get(c), "connectivity." + k + "." + c);
            }
        }
    }

    @Test
    void aClassInTwoPartsHasTheShareOfTheLarger() {
        float[] codes = new float[12];
        for (int i = 0; i < 12; i++) {
            codes[i] = i < 4 ? i : 1000 + i;
        }
        // Class 0: four at 0 and two beyond 1000; class 1: six beyond 1000.
        Labels classes = Labels.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
        GraphConnectivity found = AnyThreads
                .result(workers -> GraphConnectivity.of(Codes.of(codes, 1), classes, 2, workers));
        assertThat(found.shares()).containsExactly(4 / 6.0, 1.0);
        assertThat(found.score()).isCloseTo(5 / 6.0, within(1e-15));
    }

    @Test
    void refusesAsManyNeighboursAsSamples() {
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> GraphConnectivity.of(means, labels, 200, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("200, but is 200");
        }
    }
}
