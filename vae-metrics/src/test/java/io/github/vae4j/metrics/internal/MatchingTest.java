package io.github.vae4j.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Matchings against all permutations, and of large tables.
class MatchingTest {

    @Test
    void matchingTakesTheLargestSum() {
        assertThat(Matching.largestSum(new double[] {7, 5, 3, 6, 1, 4, 2, 3, 9}, 3, 3)).containsExactly(1, 0, 2);
        assertThat(Matching.largestSum(new double[] {1, 9, 5, 8}, 1, 4)).containsExactly(1);
        assertThat(Matching.largestSum(new double[] {1, 9, 5}, 3, 1)).containsExactly(-1, 0, -1);
        // All permutations of random matrices.
        float[] random = new float[25];
        for (int seed = 0; seed < 30; seed++) {
            Philox.uniform(random, 0, 25, seed, 0, 0, 0);
            double[] values = new double[25];
            for (int i = 0; i < 25; i++) {
                values[i] = random[i];
            }
            int[] found = Matching.largestSum(values, 5, 5);
            double sum = 0;
            for (int r = 0; r < 5; r++) {
                sum += values[r * 5 + found[r]];
            }
            assertThat(sum).isCloseTo(best(values, 0, new boolean[5]), within(1e-12));
        }
    }

    private static double best(double[] values, int row, boolean[] taken) {
        if (row == 5) {
            return 0;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < 5; c++) {
            if (!taken[c]) {
                taken[c] = true;
                best = Math.max(best, values[row * 5 + c] + best(values, row + 1, taken));
                taken[c] = false;
            }
        }
        return best;
    }

    /// With some cells missing, against all assignments of rows to columns or to none.
    @Test
    void tablesWithGaps() {
        float[] random = new float[60];
        for (int seed = 0; seed < 200; seed++) {
            Philox.uniform(random, 0, 60, seed, 1, 0, 0);
            int n = 12;
            int[] rows = new int[n];
            int[] columns = new int[n];
            for (int i = 0; i < n; i++) {
                rows[i] = (int) (random[2 * i] * 5);
                columns[i] = (int) (random[2 * i + 1] * 4);
            }
            List<String> four = List.of("0", "1", "2", "3");
            List<String> five = List.of("0", "1", "2", "3", "4");
            int[] found = Matching.largestSum(new Contingency(Labels.of(rows, five), Labels.of(columns, four)), 4);
            double[] values = new double[25];
            for (int i = 0; i < n; i++) {
                values[rows[i] * 5 + columns[i]]++;
            }
            double sum = 0;
            Set<Integer> taken = new HashSet<>();
            for (int r = 0; r < 5; r++) {
                if (found[r] >= 0) {
                    assertThat(taken.add(found[r])).isTrue();
                    sum += values[r * 5 + found[r]];
                }
            }
            assertThat(sum).isEqualTo(best(values, 0, new boolean[5]));
        }
    }

    /// Thirty thousand identifiers, most of them in one cell: a dense matrix would have 7 GB.
    @Test
    void asManyClassesAsSamples() {
        int n = 30_000;
        int[] shuffled = new int[n];
        Philox.permutation(shuffled, n, 1, 2, 3);
        Labels ids = Labels.of(IntStream.range(0, n).toArray());
        int[] found = Matching.largestSum(new Contingency(ids, Labels.of(shuffled)), n);
        assertThat(found).isEqualTo(shuffled);
    }
}
