package io.github.vae4j.kernels.internal.statistics;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.ROWS;
import static io.github.vae4j.kernels.internal.TwinCases.doubles;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.rows;

import io.github.vae4j.kernels.internal.TwinCall;
import java.util.List;

/// Products in double and pairs of points that are near each other.
public final class TableCalls {
    private TableCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        for (String kernel : List.of("addProducts", "addProductsTransA")) {
            for (int m : new int[] {3, 11}) {
                add(calls, TableKernels.class, kernel, m + " rows, columns", (values, n, offset) -> new Object[] {
                    doubles(values, offset, m * n, 1), offset, doubles(values, 1, m * 7, 2), 1,
                    doubles(values, 2, 7 * n, 3), 2, m, n, 7});
                add(calls, TableKernels.class, kernel, m + " rows, steps", (values, n, offset) -> new Object[] {
                    doubles(values, offset, m * 33, 1), offset, doubles(values, 1, m * n, 2), 1,
                    doubles(values, 2, n * 33, 3), 2, m, 33, n});
            }
        }
        add(calls, TableKernels.class, "expNonPositive", "", (values, n, offset) -> {
            double[] x = doubles(values, offset, n, n);
            for (int i = 0; i < x.length; i++) {
                x[i] = Double.isNaN(x[i]) ? -800 : -Math.abs(x[i]);
            }
            return new Object[] {new double[n + 4], 1, x, offset, n};
        });
        add(calls, TableKernels.class, "within", "", (values, n, offset) -> new Object[] {new int[ROWS * n + 2],
            rows(values, offset, ROWS, n, n + 1, 1), offset, n + 1, ROWS, n, fill(values, 1, ROWS, 2), 1,
            fill(values, 2, n, 3), 2, fill(values, 1, ROWS, 4), 1, fill(values, offset, n, 5), offset});
        for (float limit : new float[] {0.3f, 0, Float.NaN, Float.NEGATIVE_INFINITY}) {
            add(calls, TableKernels.class, "countBelow", "limit " + limit,
                    (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset, n, 0.7f,
                        fill(values, 1, n, n + 1), 1, limit, 2f});
        }
        add(calls, TableKernels.class, "addRows", "", (values, n, offset) -> new Object[] {
            doubles(values, offset, 3 * n, 1), offset, new int[] {9, 2, 0, 2, 1, 2}, 1, fill(values, 2, 5 * n, 2), 2, 5,
            n});
        for (int centres : new int[] {1, 6}) {
            add(calls, TableKernels.class, "nearest", centres + " centres", (values, n, offset) -> new Object[] {
                new int[n + 4], 1, new float[offset + n + 3], offset, rows(values, 2, centres, n, n + 1, 1), 2, n + 1,
                fill(values, 1, centres, 2), 1, centres, n});
        }
        for (double bound : new double[] {0, 1, 1e9, Double.NaN}) {
            add(calls, TableKernels.class, "firstSplit", "bound " + bound, (values, n, offset) -> new Object[] {
                doubles(values, offset, n, n), offset, n, 3.0, n + 9.0, 0.75, bound});
        }
    }
}
