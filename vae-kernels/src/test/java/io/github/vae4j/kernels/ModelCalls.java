package io.github.vae4j.kernels;

import io.github.vae4j.kernels.model.SparseDense;
import io.github.vae4j.kernels.model.SparseRows;
import java.util.List;

/// Correct calls of the kernels that only models need, for [ArgumentsTest].
final class ModelCalls {
    private static final int M = 3;
    private static final int N = 5;
    private static final int K = 4;

    private ModelCalls() {}

    static void addTo(List<FacadeCall> calls) {
        sparse(calls);
    }

    private static void sparse(List<FacadeCall> calls) {
        int[] rowStart = {9, 0, 2, 2, 4};
        int[] column = {0, 2, 1, 3};
        float[] value = {1, 2, 3, 4};
        calls.add(FacadeCall.of(SparseRows.class, "count", new int[1 + M], 1, new float[2 + (M - 1) * 6 + N], 2, 6, M,
                N).writes("counts"));
        calls.add(FacadeCall.of(SparseRows.class, "starts", new int[] {9, 0, 2, 0, 2}, 1, M).writes("rowStart"));
        // Numbers that rise, so that they are starts where that is one array with the entries.
        calls.add(
                FacadeCall.of(SparseRows.class, "fill", new int[] {0, 2, 2, 4}, 0, new int[] {0, 1, 2, 3}, new float[4],
                        new float[] {0, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 3, 4}, 1, 4, M, K).writes("column", "value"));
        calls.add(FacadeCall.of(SparseRows.class, "check", rowStart, 1, column, value, M, K));
        for (Activation f : Activation.values()) {
            boolean usesOutput = f.usesOutput();
            calls.add(FacadeCall.of(SparseDense.class, "forward", f, new float[1 + (M - 1) * 7 + N], 1, 7,
                    usesOutput ? null : new float[2 + (M - 1) * 7 + N], usesOutput ? 0 : 2, rowStart, 1, column, value,
                    new float[1 + K * N], 1, new float[2 + N], 2, M, N, K).writes("y", "pre"));
        }
        calls.add(FacadeCall.of(SparseDense.class, "weightGradient", new float[1 + K * 40], 1, 32 * K,
                new int[] {9, 0, 1, 2, 3, 4}, 1, new int[] {0, 1, 0, 2}, value, new float[3 + (M - 1) * 41 + 40], 3, 41,
                M, 40, K).writes("dw"));
        // Numbers that rise, as above.
        calls.add(FacadeCall.of(SparseRows.class, "transpose", new int[] {0, 0, 1, 2, 3, 4}, 1, new int[] {0, 1, 2, 3},
                new float[4], new int[] {0, 2, 2, 4}, 0, column, value, M, K, 1, 3, new int[] {0, 1, 2, 3, 4, 5})
                .writes("columnStart", "row", "valueByColumn", "scratch"));
    }
}
