package io.github.vae4j.kernels.internal.latent;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.ROWS;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.output;
import static io.github.vae4j.kernels.internal.TwinCases.rows;

import io.github.vae4j.kernels.internal.TwinCall;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.List;

/// The latent space.
public final class LatentCalls {
    private LatentCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        Class<?> kernels = LatentKernels.class;
        add(calls, kernels, "kl", "", (values, n, offset) -> new Object[] {output(1, ROWS), 1,
            moment(values, offset, n, n), offset, moment(values, 3, n, n + 1), 3, n + 1, ROWS, n});
        add(calls, kernels, "klPerUnit", "", (values, n, offset) -> new Object[] {new double[n],
            moment(values, offset, n, n), offset, moment(values, 3, n, n + 1), 3, n + 1, ROWS, n});
        add(calls, kernels, "reparameterise", "", (values, n, offset) -> new Object[] {output(offset, ROWS * n), offset,
            moment(values, 1, n, n), 1, moment(values, 3, n, n + 1), 3, n + 1, fill(values, 2, ROWS * n, n + 2), 2,
            ROWS,
            n});
        add(calls, kernels, "reparameterise", "in place", (values, n, offset) -> {
            float[] eps = fill(Values.ORDINARY, offset, ROWS * n, n + 2);
            return new Object[] {eps, offset, moment(values, 1, n, n), 1, moment(values, 3, n, n + 1), 3, n + 1, eps,
                offset, ROWS, n};
        });
        add(calls, kernels, "reparameteriseBackward", "", (values, n, offset) -> new Object[] {
            moment(Values.ORDINARY, offset, n, 7), offset, moment(Values.ORDINARY, 1, n, 8), 1,
            fill(values, 2, ROWS * n, n), 2, moment(values, 1, n, n + 1), 1, moment(values, offset, n, n + 2), offset,
            n + 1, fill(Values.ORDINARY, 2, ROWS * n, n + 3), 2, fill(Values.POSITIVE, 1, n, n + 4), 1, ROWS, n});
        add(calls, kernels, "reparameteriseBackward", "side by side", (values, n, offset) -> {
            int stride = 2 * n + 1;
            float[] gradients = rows(Values.ORDINARY, offset, ROWS, 2 * n, stride, 7);
            float[] heads = fill(values, offset, ROWS * stride, n);
            return new Object[] {gradients, offset, gradients, offset + n, fill(values, 2, ROWS * n, n), 2, heads,
                offset,
                heads, offset + n, stride, fill(values, 2, ROWS * n, n + 3), 2, fill(values, 1, n, n + 4), 1, ROWS, n};
        });
        add(calls, kernels, "logDensity", "", (values, n, offset) -> new Object[] {output(1, ROWS), 1,
            fill(values, offset, ROWS * n, n), offset, moment(values, 2, n, n + 1), 2, moment(values, 3, n, n + 2), 3,
            n + 1, ROWS, n});
        add(calls, kernels, "standardLogDensity", "", (values, n, offset) -> new Object[] {output(1, ROWS), 1,
            fill(values, offset, ROWS * n, n), offset, ROWS, n});
        for (int samples : new int[] {1, 2, 7}) {
            add(calls, kernels, "logMeanExp", samples + " samples", (values, n, offset) -> new Object[] {
                output(offset, n), offset, fill(values, 2, samples * n, n), 2, samples, n});
        }
    }

    private static float[] moment(Values values, int offset, int n, long seed) {
        return rows(values, offset, ROWS, n, n + 1, seed);
    }
}
