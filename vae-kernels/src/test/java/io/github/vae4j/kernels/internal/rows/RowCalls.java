package io.github.vae4j.kernels.internal.rows;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.output;

import io.github.vae4j.kernels.internal.TwinCall;
import java.util.List;

/// Sums and passes over rows.
public final class RowCalls {
    private RowCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        Class<?> rows = RowKernels.class;
        for (String kernel : List.of("sum", "max")) {
            add(calls, rows, kernel, "", (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset, n});
        }
        add(calls, rows, "dot", "", (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset,
            fill(values, 2, n, n + 1), 2, n});
        add(calls, rows, "squares", "",
                (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset, n, 0.7f});
        add(calls, rows, "shiftAndScale", "", (values, n, offset) -> new Object[] {output(offset, n), offset,
            fill(values, 1, n, n), 1, n, -0.3f, 1.7f});
        add(calls, rows, "shiftAndScale", "in place", (values, n, offset) -> {
            float[] x = fill(values, offset, n, n);
            return new Object[] {x, offset, x, offset, n, -0.3f, 1.7f};
        });
        for (String kernel : List.of("add", "multiply")) {
            add(calls, rows, kernel, "", (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset,
                fill(values, 1, n, n + 1), 1, n});
        }
        for (String kernel : List.of("addProducts", "addSquares")) {
            add(calls, rows, kernel, "", (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset,
                fill(values, 1, n, n + 1), 1, fill(values, 2, n, n + 2), 2, n});
        }
        add(calls, rows, "normalise", "", (values, n, offset) -> new Object[] {output(offset, n), offset, output(1, n),
            1, fill(values, 2, n, n), 2, fill(values, 1, n, n + 1), 1, fill(values, 3, n, n + 2), 3,
            fill(values, 0, n, n + 3), 0, fill(values, 1, n, n + 4), 1, n});
        add(calls, rows, "affine", "", (values, n, offset) -> new Object[] {output(offset, n), offset,
            fill(values, 2, n, n), 2, fill(values, 1, n, n + 1), 1, fill(values, 3, n, n + 2), 3, n});
        add(calls, rows, "backward", "", (values, n, offset) -> new Object[] {output(offset, n), offset,
            fill(values, 2, n, n), 2, fill(values, 1, n, n + 1), 1, fill(values, 3, n, n + 2), 3,
            fill(values, 0, n, n + 3), 0, fill(values, 1, n, n + 4), 1, n});
        add(calls, rows, "backwardOfRow", "", (values, n, offset) -> new Object[] {output(offset, n), offset,
            fill(values, 2, n, n), 2, fill(values, 1, n, n + 1), 1, 0.3f, -0.2f, 1.1f, n});
    }
}
