package io.github.vae4j.kernels.internal.matmul;

import static io.github.vae4j.kernels.internal.TwinCalls.add;
import static io.github.vae4j.kernels.internal.TwinCases.rows;
import static io.github.vae4j.kernels.internal.TwinCases.scratch;

import io.github.vae4j.kernels.internal.TwinCall;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.List;

/// Matrix products; the sizes of tiles have a test of their own, `MatMulTwinTest`.
public final class MatMulCalls {
    private MatMulCalls() {}

    /// Adds them.
    public static void addTo(List<TwinCall> calls) {
        for (boolean accumulate : new boolean[] {false, true}) {
            String how = accumulate ? "added" : "";
            for (String kernel : List.of("multiply", "multiplyTransA", "multiplyTransB")) {
                boolean transA = kernel.equals("multiplyTransA");
                boolean transB = kernel.equals("multiplyTransB");
                add(calls, MatMulKernels.class, kernel, how + " long sums",
                        (values, n, offset) -> product(values, offset,
                                transA, transB, 3, 5, n, accumulate));
                add(calls, MatMulKernels.class, kernel, how + " long rows",
                        (values, n, offset) -> product(values, offset,
                                transA, transB, 5, n, 3, accumulate));
                add(calls, MatMulKernels.class, kernel, how + " long columns", (values, n, offset) -> product(values,
                        offset, transA, transB, n, 5, 3, accumulate));
            }
        }
    }

    private static Object[] product(Values values, int offset, boolean transA, boolean transB, int m, int n, int k,
            boolean accumulate) {
        int aRows = transA ? k : m;
        int aCols = transA ? m : k;
        int bRows = transB ? n : k;
        int bCols = transB ? k : n;
        return new Object[] {rows(accumulate ? values : Values.ORDINARY, offset, m, n, n + 1, 1), offset, n + 1,
            rows(values, 1, aRows, aCols, aCols + 2, 2), 1, aCols + 2, rows(values, 2, bRows, bCols, bCols + 1, 3), 2,
            bCols + 1, m, n, k, accumulate, scratch(k)};
    }
}
