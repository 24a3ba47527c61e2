package io.github.vae4j.metrics.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Counts;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The closed form against the conditions of its optimum, and against what it is to two items.
class EaseTest {
    private final Workers workers = Workers.of(2);

    @AfterEach
    void close() {
        workers.close();
    }

    private static Counts counts(int[][] rows, int width) {
        int[] offsets = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            offsets[i + 1] = offsets[i] + rows[i].length;
        }
        int[] columns = Arrays.stream(rows).flatMapToInt(IntStream::of).toArray();
        int[] ones = new int[columns.length];
        Arrays.fill(ones, 3);
        return Counts.of(offsets, columns, ones, width);
    }

    @Test
    void twoItems() {
        // Item 0 was chosen by three users, item 1 by two, both by one: least squares give 1 / (3 + 1/2) and 1 / (2 + 1/2).
        Ease ease = Ease.fit(counts(new int[][] {{0, 1}, {0}, {0}, {1}}, 2), 0.5, workers);
        assertThat(ease.weight(0, 1)).isCloseTo(1 / 3.5, within(1e-12));
        assertThat(ease.weight(1, 0)).isCloseTo(1 / 2.5, within(1e-12));
        assertThat(ease.weight(0, 0)).isZero();
        float[] scores = new float[3];
        ease.score(scores, 1, 0);
        assertThat(scores).containsExactly(0, 0, (float) (1 / 3.5));
    }

    /// The gradient of `|X - X B|^2 + lambda |B|^2` by each weight off the diagonal is 0.
    @Test
    void gradientIsZero() {
        int items = 150; // more than one block of pivots, and no multiple
        int[][] rows = new int[400][];
        for (int u = 0; u < rows.length; u++) {
            int user = u;
            rows[u] = IntStream.range(0, items).filter(item -> (user * 31 + item * item * 17 + user * item) % 23 < 3)
                    .toArray();
        }
        double lambda = 2;
        Ease ease = Ease.fit(counts(rows, items), lambda, workers);
        double[][] gram = new double[items][items];
        for (int[] row : rows) {
            for (int i : row) {
                for (int j : row) {
                    gram[i][j]++;
                }
            }
        }
        double largest = 0;
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < items; j++) {
                if (i == j) {
                    assertThat(ease.weight(i, i)).isZero();
                    continue;
                }
                double gradient = lambda * ease.weight(i, j) - gram[i][j];
                for (int k = 0; k < items; k++) {
                    gradient += gram[i][k] * ease.weight(k, j);
                }
                // Each sum has terms of up to 400 times a weight below 1: 150 roundings of that size.
                assertThat(gradient).isCloseTo(0, within(400 * 150 * 0x1p-52));
                largest = Math.max(largest, Math.abs(ease.weight(i, j)));
            }
        }
        assertThat(largest).isBetween(0.05, 1.0);
    }

    @Test
    void sameBitsForAnyNumberOfThreads() {
        int[][] rows = IntStream.range(0, 300)
                .mapToObj(user -> IntStream.range(0, 100).filter(item -> (user * item + user) % 7 == 0).toArray())
                .toArray(int[][]::new);
        Ease two = Ease.fit(counts(rows, 100), 10, workers);
        try (Workers one = Workers.of(1); Workers five = Workers.of(5)) {
            for (Workers team : new Workers[] {one, five}) {
                Ease other = Ease.fit(counts(rows, 100), 10, team);
                for (int i = 0; i < 100; i++) {
                    for (int j = 0; j < 100; j++) {
                        assertThat(other.weight(i, j)).isEqualTo(two.weight(i, j));
                    }
                }
            }
        }
    }

    @Test
    void refusals() {
        Counts counts = counts(new int[][] {{0}}, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> Ease.fit(counts, 0, workers))
                .withMessageContaining("lambda");
        assertThatIllegalArgumentException().isThrownBy(() -> Ease.fit(counts, Double.NaN, workers))
                .withMessageContaining("lambda");
    }
}
