package io.github.vae4j.kernels.model;

import static io.github.vae4j.kernels.model.CountChunk.ROWS;
import static io.github.vae4j.kernels.model.CountScratch.CHUNK;
import static io.github.vae4j.kernels.model.CountScratch.padded;

import io.github.vae4j.kernels.ArrayMath;
import io.github.vae4j.kernels.internal.matmul.SparseKernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The Poisson loss: `mean` of all columns, and of entries `lgamma(x + 1) - x log(mean)`.
final class PoissonRows {
    private PoissonRows() {}

    static float row(float @Nullable [] gradient, int gradientAt, float[] logMean, int logMeanAt, float shift,
            int[] column, float[] value, int from, int to, int cols, float scale, CountScratch s) {
        float loss = 0;
        int next = from;
        for (int first = 0; first < cols; first += CHUNK) {
            int width = Math.min(CHUNK, cols - first);
            int end = SparseKernels.lowerBound(column, next, to, first + width);
            CountChunk.read(s.logMean, logMean, logMeanAt + first, width);
            CountChunk.shift(s.logMean, width, shift);
            ArrayMath.exp(s.byMean, 0, s.logMean, 0, padded(width));
            loss += ROWS.sum(s.byMean, 0, width) + entries(column, value, next, end - next, first, s);
            if (gradient != null) {
                for (int e = next; e < end; e++) {
                    s.byMean[column[e] - first] -= value[e];
                }
                CountChunk.write(gradient, gradientAt + first, s.byMean, width, scale);
            }
            next = end;
        }
        return loss;
    }

    private static float entries(int[] column, float[] value, int from, int n, int first, CountScratch s) {
        if (n == 0) {
            return 0;
        }
        float[] x = s.x;
        float[] lgamma = s.term;
        float[] logMean = s.entryMean;
        CountChunk.gather(logMean, s.logMean, column, from, n, first, 0f);
        System.arraycopy(value, from, x, 0, n);
        Arrays.fill(x, n, padded(n), 0f);
        for (int i = 0; i < padded(n); i++) {
            lgamma[i] = x[i] + 1;
        }
        ArrayMath.lgamma(lgamma, 0, lgamma, 0, padded(n));
        for (int i = 0; i < n; i++) {
            lgamma[i] = Math.fma(-x[i], logMean[i], lgamma[i]);
        }
        return ROWS.sum(lgamma, 0, n);
    }
}
