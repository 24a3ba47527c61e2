package io.github.vae4j.kernels;

import io.github.vae4j.kernels.model.BatchNorm;
import io.github.vae4j.kernels.model.CountLosses;
import io.github.vae4j.kernels.model.CountScratch;
import io.github.vae4j.kernels.model.Dropout;
import io.github.vae4j.kernels.model.LayerNorm;
import io.github.vae4j.kernels.model.Softmax;
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
        counts(calls);
        rows(calls);
        normalisation(calls);
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

    private static void counts(List<FacadeCall> calls) {
        CountScratch scratch = new CountScratch(N);
        int[] rowStart = {9, 0, 2, 2, 4};
        int[] column = {0, 2, 1, 3};
        float[] value = {1, 2, 3, 4};
        float[] loss = new float[1 + M];
        float[] matrix = new float[2 + M * N];
        calls.add(FacadeCall.of(CountLosses.class, "poisson", loss, 1, matrix, 2, new float[3 + M * N], 3,
                new float[2 + M], 2, rowStart, 1, column, value, M, N, 0.5f, scratch).writes("loss", "gradient")
                .mayBe("gradient", "logMean"));
        calls.add(FacadeCall.of(CountLosses.class, "negativeBinomial", loss, 1, matrix, 2, new float[1 + M * N], 1,
                new float[3 + M * N], 3, new float[2 + M], 2, new float[2 + N], 2, rowStart, 1, column, value, M, N,
                0.5f, scratch).writes("loss", "gradient", "dispersionGradient").mayBe("gradient", "logMean"));
        calls.add(FacadeCall.of(CountLosses.class, "zeroInflatedNegativeBinomial", loss, 1, matrix, 2,
                new float[1 + M * N], 1, new float[2 + M * N], 2, new float[3 + M * N], 3, new float[2 + M], 2,
                new float[2 + N], 2, new float[1 + M * N], 1, rowStart, 1, column, value, M, N, 0.5f, scratch)
                .writes("loss", "gradient", "dispersionGradient", "zeroGradient").mayBe("gradient", "logMean")
                .mayBe("zeroGradient", "zeroLogits"));
        calls.add(FacadeCall.of(CountLosses.class, "multinomial", loss, 1, matrix, 2, new float[3 + M * N], 3, rowStart,
                1, column, value, M, N, true, 0.5f, scratch).writes("loss", "gradient").mayBe("gradient", "logits"));
    }

    private static void rows(List<FacadeCall> calls) {
        float[] matrix = new float[2 + M * N];
        float[] other = new float[3 + M * N];
        calls.add(FacadeCall.of(Softmax.class, "softmax", matrix, 2, other, 3, M, N).writes("y").mayBe("y", "x"));
        calls.add(FacadeCall.of(Softmax.class, "softmaxBackward", matrix, 2, other, 3, new float[1 + M * N], 1, M, N)
                .writes("dx").mayBe("dx", "dy"));
        calls.add(FacadeCall.of(Softmax.class, "logSoftmax", matrix, 2, other, 3, M, N, new float[N])
                .writes("y", "scratch").mayBe("y", "x"));
        calls.add(FacadeCall.of(Softmax.class, "logSoftmaxBackward", matrix, 2, other, 3, new float[1 + M * N], 1, M, N,
                new float[N]).writes("dx", "scratch").mayBe("dx", "dy"));
        calls.add(FacadeCall.of(Dropout.class, "mask", new float[2 + N], 2, 8, N, 0.7f, 1L, 2, 3, 4, new int[N])
                .writes("mask", "scratch"));
        calls.add(FacadeCall.of(Dropout.class, "apply", new float[2 + N], 2, new float[1 + N], 1, N).writes("y"));
        calls.add(FacadeCall.of(Dropout.class, "applyToEntries", new float[4], new int[] {0, 3, 1, 4}, 1, 4,
                new float[2 + N], 2).writes("value"));
    }

    private static void normalisation(List<FacadeCall> calls) {
        float[] matrix = new float[2 + (M - 1) * 6 + N];
        float[] x = new float[1 + (M - 1) * 7 + N];
        float[] vector = new float[1 + N];
        calls.add(FacadeCall.of(BatchNorm.class, "moments", vector, 1, new float[2 + N], 2, x, 1, 7, M, N)
                .writes("mean", "variance"));
        calls.add(FacadeCall.of(BatchNorm.class, "follow", vector, 1, new float[2 + N], 2, N, 0.1f, 1.1f)
                .writes("running"));
        calls.add(FacadeCall.of(BatchNorm.class, "factors", vector, 1, new float[2 + N], 2, N, 1e-3f).writes("factor")
                .mayBe("factor", "variance"));
        calls.add(FacadeCall.of(BatchNorm.class, "forward", matrix, 2, new float[3 + (M - 1) * 6 + N], 3, 6,
                new float[1 + (M - 1) * 6 + N], 1, 6, vector, 1, new float[2 + N], 2, new float[3 + N], 3, new float[N],
                0, M, N).writes("y", "hat").mayBe("y", "x").mayBe("hat", "x"));
        calls.add(FacadeCall.of(BatchNorm.class, "backward", matrix, 2, vector, 1, new float[2 + N], 2,
                new float[3 + (M - 1) * 6 + N], 3, new float[1 + (M - 1) * 6 + N], 1, 6, new float[3 + N], 3,
                new float[N], 0, M, N, new float[3 * N]).writes("dx", "dGamma", "dBeta", "scratch").mayBe("dx", "dy"));
        calls.add(FacadeCall.of(LayerNorm.class, "forward", new float[2 + M * N], 2, new float[1 + M * N], 1,
                new float[1 + M], 1, new float[3 + M * N], 3, vector, 1, new float[2 + N], 2, M, N, 1e-3f)
                .writes("y", "hat", "factor").mayBe("y", "x").mayBe("hat", "x"));
        calls.add(FacadeCall.of(LayerNorm.class, "backward", new float[2 + M * N], 2, new float[1 + M * N], 1,
                new float[3 + M * N], 3, new float[1 + M], 1, vector, 1, M, N).writes("dx").mayBe("dx", "dy"));
        calls.add(FacadeCall.of(LayerNorm.class, "gammaGradient", vector, 1, matrix, 2,
                new float[3 + (M - 1) * 6 + N], 3, 6, M, N).writes("dGamma"));
    }
}
