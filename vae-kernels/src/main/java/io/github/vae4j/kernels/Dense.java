package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.DenseKernels;
import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.ScalarDense;
import io.github.vae4j.kernels.internal.SimdDense;
import org.jspecify.annotations.Nullable;

/// A dense layer, `y = f(x w + bias)` with `w` stored (in, out): its output, and what flows back through it.
///
/// Products are those of [MatMul], activations those of [Activations]; an activation is applied to a block of columns
/// while the block is in cache. The weight gradient `dw (k, n) = x (m, k)^T dy (m, n)` is [MatMul#multiplyTransA].
///
/// All methods may be given a range of the output (by offset) and then compute the same bits as for the whole. They
/// throw [IllegalArgumentException] as [MatMul] does.
public final class Dense {
    // 4 panels: with a hundred rows such a block is 50 KB and stays in the second-level cache.
    private static final int BLOCK = 4 * MatMul.PANEL;

    private static final DenseKernels TWIN = KernelSelection.twin(ScalarDense::new, () -> new SimdDense());

    private Dense() {}

    /// `y (m, n) = f(x (m, k) w (k, n) + bias (n))`. The chain of an element starts from its bias.
    ///
    /// @param f the activation
    /// @param y the output
    /// @param yOffset index of its first element
    /// @param yStride distance between its rows
    /// @param pre receives `x w + bias`, with the stride of `y`, if `f` does not use its output for the derivative
    ///     ([Activation#usesOutput]); otherwise untouched and may be `null`
    /// @param preOffset index of its first element
    /// @param x the input, (m, k)
    /// @param xOffset index of its first element
    /// @param xStride distance between its rows
    /// @param w the weights, (k, n)
    /// @param wOffset index of its first element
    /// @param wStride distance between its rows
    /// @param bias the bias, n elements
    /// @param biasOffset index of its first element
    /// @param m rows (samples)
    /// @param n outputs
    /// @param k inputs
    /// @param scratch working memory of at least `MatMul.scratchLength(k)` floats, overwritten
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong, or `pre` is missing
    public static void forward(Activation f, float[] y, int yOffset, int yStride, float @Nullable [] pre, int preOffset,
            float[] x, int xOffset, int xStride, float[] w, int wOffset, int wStride, float[] bias, int biasOffset,
            int m, int n, int k, float[] scratch) {
        MatrixArguments.size("m", m);
        MatrixArguments.size("n", n);
        MatrixArguments.vector("bias", bias, biasOffset, n);
        MatrixArguments.matrix("y", y, yOffset, yStride, m, n, "x", m, k);
        float[] sum = y;
        int sumOffset = yOffset;
        if (!f.usesOutput()) {
            if (pre == null) {
                throw new IllegalArgumentException(
                        "pre must not be null for " + f + ", whose derivative needs its input");
            }
            MatrixArguments.matrix("pre", pre, preOffset, yStride, m, n, "y", m, n);
            MatrixArguments.disjoint("pre", pre, preOffset, MatrixArguments.end(preOffset, yStride, m, n), "y", y,
                    yOffset, MatrixArguments.end(yOffset, yStride, m, n));
            sum = pre;
            sumOffset = preOffset;
        }
        MatrixArguments.disjoint(f.usesOutput() ? "y" : "pre", sum, sumOffset,
                MatrixArguments.end(sumOffset, yStride, m, n),
                "bias", bias, biasOffset, biasOffset + (long) n);
        for (int j = 0; j < n; j += BLOCK) {
            int columns = Math.min(BLOCK, n - j);
            for (int i = 0; i < m; i++) {
                System.arraycopy(bias, biasOffset + j, sum, sumOffset + i * yStride + j, columns);
            }
            MatMul.multiply(sum, sumOffset + j, yStride, x, xOffset, xStride, w, wOffset + j, wStride, m, columns, k,
                    true, scratch);
            if (f != Activation.IDENTITY) {
                for (int i = 0; i < m; i++) {
                    int row = i * yStride + j;
                    Activations.forward(f, y, yOffset + row, sum, sumOffset + row, columns);
                }
            }
        }
    }

    /// `dx (m, n) = (dy (m, k) w (n, k)^T) * f'(saved (m, n))`, where the product `*` is elementwise.
    ///
    /// @param f the activation whose output (or input) `saved` is: that of the layer before
    /// @param dx the gradient with respect to the input of `f`
    /// @param dxOffset index of its first element
    /// @param dxStride distance between its rows
    /// @param dy the gradient with respect to `x w + bias` of this layer, (m, k)
    /// @param dyOffset index of its first element
    /// @param dyStride distance between its rows
    /// @param w the weights of this layer, (n, k)
    /// @param wOffset index of its first element
    /// @param wStride distance between its rows
    /// @param saved what the forward pass of `f` kept ([Activation#usesOutput]), with the stride of `dx`
    /// @param savedOffset index of its first element
    /// @param m rows (samples)
    /// @param n inputs of this layer
    /// @param k outputs of this layer
    /// @param scratch working memory of at least `MatMul.scratchLength(k)` floats, overwritten
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void backwardInput(Activation f, float[] dx, int dxOffset, int dxStride, float[] dy, int dyOffset,
            int dyStride, float[] w, int wOffset, int wStride, float[] saved, int savedOffset, int m, int n, int k,
            float[] scratch) {
        MatrixArguments.size("m", m);
        MatrixArguments.size("n", n);
        MatrixArguments.matrix("dx", dx, dxOffset, dxStride, m, n, "dy", m, k);
        MatrixArguments.matrix("saved", saved, savedOffset, dxStride, m, n, "dx", m, n);
        MatrixArguments.disjoint("dx", dx, dxOffset, MatrixArguments.end(dxOffset, dxStride, m, n), "saved", saved,
                savedOffset, MatrixArguments.end(savedOffset, dxStride, m, n));
        for (int j = 0; j < n; j += BLOCK) {
            int columns = Math.min(BLOCK, n - j);
            MatMul.multiplyTransB(dx, dxOffset + j, dxStride, dy, dyOffset, dyStride, w, wOffset + j * wStride,
                    wStride, m, columns, k, false, scratch);
            if (f != Activation.IDENTITY) {
                for (int i = 0; i < m; i++) {
                    int row = i * dxStride + j;
                    Activations.backward(f, dx, dxOffset + row, dx, dxOffset + row, saved, savedOffset + row, columns);
                }
            }
        }
    }

    /// `db (n) =` the column sums of `dy (m, n)`: the gradient of a bias. One chain of additions per column, from +0,
    /// rows in rising order; the error of a sum is at most `gamma(m) * sum |dy|`.
    ///
    /// @param db the sums
    /// @param dbOffset index of the first
    /// @param dy the matrix
    /// @param dyOffset index of its first element
    /// @param dyStride distance between its rows
    /// @param m rows
    /// @param n columns
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void columnSums(float[] db, int dbOffset, float[] dy, int dyOffset, int dyStride, int m, int n) {
        MatrixArguments.size("m", m);
        MatrixArguments.size("n", n);
        MatrixArguments.vector("db", db, dbOffset, n);
        MatrixArguments.matrix("dy", dy, dyOffset, dyStride, m, n, "db", 1, n);
        MatrixArguments.disjoint("db", db, dbOffset, dbOffset + (long) n, "dy", dy, dyOffset,
                MatrixArguments.end(dyOffset, dyStride, m, n));
        TWIN.columnSums(db, dbOffset, dy, dyOffset, dyStride, m, n);
    }
}
