package io.github.vae4j.kernels.internal.losses;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.ROWS;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.output;

import io.github.vae4j.kernels.internal.TwinCall;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.List;

/// Reconstruction losses.
public final class LossCalls {
    private LossCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        for (String kernel : List.of("bernoulli", "continuousBernoulli")) {
            add(calls, LossKernels.class, kernel, "", (values, n, offset) -> new Object[] {output(1, ROWS), 1,
                output(offset, ROWS * n), offset, fill(values, offset, ROWS * n, n), offset,
                fill(Values.POSITIVE, 1, ROWS * n, n + 1), 1, ROWS, n, 0.3f});
            add(calls, LossKernels.class, kernel, "any target, in place", (values, n, offset) -> {
                float[] logits = fill(values, offset, ROWS * n, n);
                return new Object[] {output(1, ROWS), 1, logits, offset, logits, offset,
                    fill(values, 1, ROWS * n, n + 1), 1, ROWS, n, 0.3f};
            });
            add(calls, LossKernels.class, kernel, "without gradient", (values, n, offset) -> new Object[] {
                output(1, ROWS), 1, null, 0, fill(values, offset, ROWS * n, n), offset,
                fill(Values.POSITIVE, 1, ROWS * n, n + 1), 1, ROWS, n, 0.3f});
        }
        add(calls, LossKernels.class, "continuousBernoulliMean", "", (values, n, offset) -> new Object[] {
            output(offset, n), offset, fill(values, 1, n, n), 1, n});
        for (float logVariance : new float[] {0.3f, -200f, 200f, Float.NaN}) {
            add(calls, LossKernels.class, "gaussian", "log variance " + logVariance,
                    (values, n, offset) -> new Object[] {
                        output(1, ROWS), 1, output(offset, ROWS * n), offset, output(2, ROWS), 2,
                        fill(values, offset, ROWS * n, n), offset, fill(values, 1, ROWS * n, n + 1), 1, logVariance,
                        ROWS, n,
                        0.3f});
        }
        add(calls, LossKernels.class, "gaussian", "in place", (values, n, offset) -> {
            float[] mean = fill(values, offset, ROWS * n, n);
            return new Object[] {output(1, ROWS), 1, mean, offset, null, 0, mean, offset,
                fill(Values.ORDINARY, 1, ROWS * n, n + 1), 1, 0.3f, ROWS, n, 0.3f};
        });
        add(calls, LossKernels.class, "gaussian", "without gradient", (values, n, offset) -> new Object[] {
            output(1, ROWS), 1, null, 0, output(2, ROWS), 2, fill(values, offset, ROWS * n, n), offset,
            fill(values, 1, ROWS * n, n + 1), 1, 0.3f, ROWS, n, 0.3f});
    }
}
