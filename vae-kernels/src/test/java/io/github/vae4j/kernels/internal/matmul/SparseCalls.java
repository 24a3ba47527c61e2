package io.github.vae4j.kernels.internal.matmul;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.guarded;
import static io.github.vae4j.kernels.internal.TwinCases.output;
import static io.github.vae4j.kernels.internal.TwinCases.rows;

import io.github.vae4j.kernels.internal.TwinCall;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.Arrays;
import java.util.List;

/// The products of sparse rows.
public final class SparseCalls {
    private static final int ROWS = 4;

    private SparseCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        Class<?> kernels = SparseKernels.class;
        add(calls, kernels, "product", "of many inputs", (values, n, offset) -> product(values, offset, 150, n));
        add(calls, kernels, "product", "of many outputs", (values, n, offset) -> product(values, offset, n, 9));
        add(calls, kernels, "weightProduct", "of many inputs",
                (values, n, offset) -> weightProduct(values, offset, 150, n));
        add(calls, kernels, "weightProduct", "of many outputs",
                (values, n, offset) -> weightProduct(values, offset, n, 11));
        add(calls, kernels, "count", "", (values, n, offset) -> new Object[] {halfZeros(values, offset, n), offset, n});
        add(calls, kernels, "fill", "", (values, n, offset) -> {
            float[] x = halfZeros(values, offset, n);
            int count = new ScalarSparse().count(x, offset, n);
            return new Object[] {new int[2 + count], output(2, count), 2, x, offset, n};
        });
    }

    private static float[] halfZeros(Values values, int offset, int n) {
        float[] x = fill(values, offset, n, n);
        for (int i = 0; i < n; i++) {
            if ((i * 7 & 2) == 0) {
                x[offset + i] = (i & 1) == 0 ? 0f : -0f;
            }
        }
        return x;
    }

    private static Object[] product(Values values, int offset, int n, int k) {
        SparseCases x = SparseCases.of(values, ROWS, k, 0.3, offset, n + k);
        return new Object[] {rows(Values.ORDINARY, offset, ROWS, n, n + 2, 1), offset, n + 2, x.rowStart(), offset,
            x.column(), x.value(), fill(values, 1, k * n, 2), 1, fill(values, 2, n, 3), 2, ROWS, n, k};
    }

    private static Object[] weightProduct(Values values, int offset, int n, int k) {
        SparseCases.ByColumn x = SparseCases.of(values, ROWS, k, 0.3, offset, n + k).byColumn(k);
        int panelStride = MatMulKernels.PANEL * k + 3;
        int last = n == 0 ? 0 : (n - 1) / MatMulKernels.PANEL;
        float[] dw = guarded(offset, last * panelStride + k * (n - last * MatMulKernels.PANEL));
        for (int panel = 0; panel <= last; panel++) {
            int from = offset + panel * panelStride;
            Arrays.fill(dw, from, from + k * Math.min(MatMulKernels.PANEL, n - panel * MatMulKernels.PANEL), -3f);
        }
        return new Object[] {dw, offset, panelStride, x.start(), offset, x.row(), x.value(),
            rows(values, 1, ROWS, n, n + 1, 4), 1, n + 1, n, k};
    }
}
