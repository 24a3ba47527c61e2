package io.github.vae4j.kernels.internal.matmul;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.output;
import static io.github.vae4j.kernels.internal.TwinCases.rows;
import static io.github.vae4j.kernels.internal.TwinCases.scratch;

import io.github.vae4j.kernels.internal.TwinCall;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.List;

/// The products of dense layers.
public final class DenseCalls {
    private DenseCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        add(calls, DenseKernels.class, "inputProduct", "of many inputs", (values, n, offset) -> new Object[] {
            rows(Values.ORDINARY, offset, 3, n, n + 2, 1), offset, n + 2, rows(values, 1, 3, 7, 8, n), 1, 8,
            fill(values, offset, (n + 5) * 7, n + 1), offset, n + 5, 3, 3, n, 7, scratch(7)});
        add(calls, DenseKernels.class, "inputProduct", "of many outputs", (values, n, offset) -> new Object[] {
            rows(Values.ORDINARY, offset, 3, 9, 10, 1), offset, 10, rows(values, 1, 3, n, n + 1, n), 1, n + 1,
            fill(values, offset, 12 * n, n + 1), offset, 12, 2, 3, 9, n, scratch(n)});
        add(calls, DenseKernels.class, "weightProduct", "of many inputs", (values, n, offset) -> new Object[] {
            output(offset, n * 70 + 9), offset, 32 * n + 3, rows(values, 1, 3, n, n + 1, n), 1, n + 1,
            rows(values, offset, 3, 70, 71, 1), offset, 71, 3, 70, n, scratch(3)});
        add(calls, DenseKernels.class, "weightProduct", "of many outputs", (values, n, offset) -> new Object[] {
            output(offset, 50 * n), offset, 32 * 50, rows(values, 1, 3, 50, 51, n), 1, 51,
            rows(values, offset, 3, n, n + 2, 1), offset, n + 2, 3, n, 50, scratch(3)});
        add(calls, DenseKernels.class, "columnSums", "", (values, n, offset) -> new Object[] {output(offset, n), offset,
            rows(values, 2, 5, n, n + 1, n), 2, n + 1, 5, n});
    }
}
