package io.github.vae4j.metrics.projection;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.Neighbours;
import io.github.vae4j.metrics.internal.Perplexity;
import io.github.vae4j.metrics.internal.RowParts;
import java.util.Arrays;

/// How near points are to each other, as probabilities: `p_ij = (p_j|i + p_i|j) / 2n`, p_j|i over the nearest 3 perplexities
/// of i, proportional to `exp(-b_i |x_i - x_j|^2)` (van der Maaten 2014, equations 3 to 6). Rows one after another.
final class Affinities {
    final int[] starts;
    final int[] others;
    final double[] values;

    Affinities(Codes codes, double perplexity, Workers workers) {
        int n = codes.rows();
        int k = (int) (3 * perplexity);
        Neighbours neighbours = Neighbours.among(codes, k, workers);
        double[] own = new double[n * k];
        workers.run(RowParts.count(n), (part, worker) -> {
            double[] squares = new double[k];
            double[] weights = new double[k];
            for (int i = RowParts.from(part, n); i < RowParts.from(part + 1, n); i++) {
                for (int j = 0; j < k; j++) {
                    squares[j] = neighbours.square(i, j);
                }
                Perplexity.weigh(squares, perplexity, weights);
                System.arraycopy(weights, 0, own, i * k, k);
            }
        });
        // Each pair is entered in both rows; equal ones are then added up.
        int[] sizes = new int[n + 1];
        for (int i = 0; i < n * k; i++) {
            sizes[i / k + 1]++;
            sizes[neighbours.row(i / k, i % k) + 1]++;
        }
        for (int i = 0; i < n; i++) {
            sizes[i + 1] += sizes[i];
        }
        int[] next = Arrays.copyOf(sizes, n);
        long[] keys = new long[2 * n * k];
        for (int i = 0; i < n * k; i++) {
            int row = i / k;
            int other = neighbours.row(row, i % k);
            keys[next[row]++] = (long) other << 32 | i;
            keys[next[other]++] = (long) row << 32 | i;
        }
        starts = new int[n + 1];
        int[] found = new int[keys.length];
        double[] sums = new double[keys.length];
        int size = 0;
        for (int i = 0; i < n; i++) {
            Arrays.sort(keys, sizes[i], sizes[i + 1]);
            for (int at = sizes[i]; at < sizes[i + 1]; at++) {
                int other = (int) (keys[at] >> 32);
                double value = own[(int) keys[at]] / (2.0 * n);
                if (size > starts[i] && found[size - 1] == other) {
                    sums[size - 1] += value;
                } else {
                    found[size] = other;
                    sums[size++] = value;
                }
            }
            starts[i + 1] = size;
        }
        others = Arrays.copyOf(found, size);
        values = Arrays.copyOf(sums, size);
    }
}
