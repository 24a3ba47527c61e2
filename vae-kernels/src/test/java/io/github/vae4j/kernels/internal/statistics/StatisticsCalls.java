package io.github.vae4j.kernels.internal.statistics;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.ROWS;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.rows;

import io.github.vae4j.kernels.internal.TwinCall;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.Arrays;
import java.util.List;

/// Sums, distances and the like.
public final class StatisticsCalls {
    private StatisticsCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        Class<?> kernels = StatisticsKernels.class;
        add(calls, kernels, "sum", "", (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset, n});
        add(calls, kernels, "maxAbs", "", (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset, n});
        add(calls, kernels, "dot", "", (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset,
            fill(values, 2, n, n + 1), 2, n});
        add(calls, kernels, "columnSums", "", (values, n, offset) -> new Object[] {new double[offset + n + 3], offset,
            rows(values, 2, 3, n, n + 1, n), 2, n + 1, 3, n});
        add(calls, kernels, "scatter", "", (values, n, offset) -> {
            int cols = Math.min(n, 129);
            double[] centre = new double[cols + 1];
            Arrays.setAll(centre, i -> i / 7.0);
            return new Object[] {new double[offset + cols * cols + 3], offset, centre, 1,
                rows(values, 2, 3, cols, cols + 1, n), 2, cols + 1, 3, cols};
        });
        add(calls, kernels, "distances", "", (values, n, offset) -> new Object[] {
            rows(values, offset, ROWS, n, n + 1, n), offset, n + 1, fill(values, 1, ROWS, 1), 1,
            fill(Values.POSITIVE, 2, n, 2), 2, rows(values, 1, ROWS, 7, 8, 3), 1, 8, rows(values, 2, n, 7, 9, 4), 2, 9,
            ROWS, n, 7});
        add(calls, kernels, "argMin", "", (values, n, offset) -> new Object[] {new int[offset + ROWS + 3], offset,
            rows(values, 2, ROWS, Math.max(1, n), n + 1, n), 2, n + 1, ROWS, Math.max(1, n)});
    }
}
