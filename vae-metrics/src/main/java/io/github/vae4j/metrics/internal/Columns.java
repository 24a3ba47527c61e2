package io.github.vae4j.metrics.internal;

import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;

/// Sums over rows, shared by a team in parts that depend on the number of rows alone.
public final class Columns {
    private Columns() {}

    /// Adds what a range of rows contributes to sums of its own.
    @FunctionalInterface
    public interface Part {
        /// Adds the rows from `from` to below `to`.
        void add(int from, int to, double[] sum);
    }

    /// `size` sums over `rows` rows.
    public static double[] sums(int rows, int size, Workers workers, Part part) {
        int count = RowParts.count(rows, size);
        double[][] parts = new double[count][size];
        workers.run(count, (p, worker) -> part.add(RowParts.from(p, count, rows), RowParts.from(p + 1, count, rows),
                parts[p]));
        for (int p = 1; p < count; p++) {
            for (int j = 0; j < size; j++) {
                parts[0][j] += parts[p][j];
            }
        }
        return parts[0];
    }

    /// The means of the columns.
    public static double[] means(Codes codes, Workers workers) {
        int d = codes.units();
        double[] mean = sums(codes.rows(), d, workers, (from, to, sum) -> {
            if (from < to) {
                Statistics.columnMeans(sum, 0, codes.values(), from * d, d, to - from, d);
                for (int j = 0; j < d; j++) {
                    sum[j] *= to - from;
                }
            }
        });
        for (int j = 0; j < d; j++) {
            mean[j] /= codes.rows();
        }
        return mean;
    }

    /// The (d, d) population covariance of the columns around their means.
    public static double[] covariance(Codes codes, double[] means, Workers workers) {
        double[] covariance = new Scatter(codes, workers).around(means);
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] /= codes.rows();
        }
        return covariance;
    }
}
