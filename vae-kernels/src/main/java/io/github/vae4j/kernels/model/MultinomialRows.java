package io.github.vae4j.kernels.model;

import static io.github.vae4j.kernels.model.CountChunk.ROWS;
import static io.github.vae4j.kernels.model.CountScratch.CHUNK;
import static io.github.vae4j.kernels.model.CountScratch.padded;

import io.github.vae4j.kernels.ArrayMath;
import io.github.vae4j.kernels.internal.elementary.ScalarElementary;
import io.github.vae4j.kernels.internal.elementary.ScalarGamma;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The multinomial loss: `x (log sum exp(l) - l)` at entries, and with the coefficient `lgamma(x + 1)` there, less
/// `lgamma(total + 1)`.
final class MultinomialRows {
    private MultinomialRows() {}

    static float row(float @Nullable [] gradient, int gradientAt, float[] logits, int logitsAt, int[] column,
            float[] value, int from, int to, int cols, boolean coefficient, float scale, CountScratch s) {
        float max = ROWS.max(logits, logitsAt, cols);
        float[] share = s.row;
        ROWS.shiftAndScale(share, 0, logits, logitsAt, cols, -max, 1f);
        Arrays.fill(share, cols, padded(cols), 0f);
        ArrayMath.exp(share, 0, share, 0, padded(cols));
        float sum = ROWS.sum(share, 0, cols);
        float log = ScalarElementary.log(sum);

        float loss = 0;
        float total = 0;
        for (int next = from; next < to; next += CHUNK) {
            int n = Math.min(CHUNK, to - next);
            float[] x = s.x;
            float[] term = s.term;
            System.arraycopy(value, next, x, 0, n);
            Arrays.fill(x, n, padded(n), 0f);
            total += ROWS.sum(x, 0, n);
            for (int i = 0; i < n; i++) {
                term[i] = x[i] * (log - (logits[logitsAt + column[next + i]] - max));
            }
            float part = ROWS.sum(term, 0, n);
            if (coefficient) {
                CountChunk.shift(x, n, 1f);
                ArrayMath.lgamma(x, 0, x, 0, padded(n));
                part += ROWS.sum(x, 0, n);
            }
            loss += part;
        }
        if (gradient != null) {
            ROWS.shiftAndScale(share, 0, share, 0, cols, 0f, total / sum);
            for (int e = from; e < to; e++) {
                share[column[e]] -= value[e];
            }
            ROWS.shiftAndScale(gradient, gradientAt, share, 0, cols, 0f, scale);
        }
        return coefficient ? loss - ScalarGamma.lgamma(total + 1) : loss;
    }
}
