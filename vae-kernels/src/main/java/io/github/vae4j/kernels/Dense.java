package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.matmul.DenseKernels;
import io.github.vae4j.kernels.internal.matmul.ScalarDense;
import io.github.vae4j.kernels.internal.matmul.SimdDense;
import org.jspecify.annotations.Nullable;

/// A dense layer, `y = f(x w + bias)`: its output, and what flows back through it.
///
/// **Weights lie in panels.** `w` has (inputs, outputs); its columns are cut into panels of [MatMul#PANEL] outputs, the
/// last one as narrow as it is, and panel lies behind panel, each row-major. So a product reads and writes its weights in
/// the order in which they lie in memory; at batches of a hundred rows, where each weight is used once from a cold cache,
/// that is worth a quarter. [#weightIndex] gives the place of an element. A panel is a matrix that [MatMul] takes.
///
/// Products are those of [MatMul], activations those of [Activations]; an activation is applied to a block of columns
/// while the block is in cache.
///
/// All methods may be given a range of the output (by offset) and then compute the same bits as for the whole. They
/// throw [IllegalArgumentException] as [MatMul] does.
public final class Dense {
    // 4 panels: with a hundred rows such a block is 50 KB and stays in the second-level cache. Activations run over its
    // rows, and longer rows are faster.
    private static final int BLOCK = 4 * MatMul.PANEL;

    private static final DenseKernels TWIN = KernelSelection.twin(ScalarDense::new, () -> new SimdDense());

    private Dense() {}

    /// Where a weight lies, counted from the first.
    ///
    /// @param inputs rows of the weight matrix
    /// @param outputs its columns
    /// @param i the input, 0 to `inputs - 1`
    /// @param j the output, 0 to `outputs - 1`
    /// @return `p * PANEL * inputs + i * width + (j - p * PANEL)` for the panel `p = j / PANEL` of that width
    /// @throws IllegalArgumentException if there is no such input or output, or if the weights fit no array
    public static int weightIndex(int inputs, int outputs, int i, int j) {
        if (i < 0 || i >= inputs) {
            throw new IllegalArgumentException("i must be 0 to " + (inputs - 1L) + " for inputs " + inputs + " but is "
                    + i);
        }
        if (j < 0 || j >= outputs) {
            throw new IllegalArgumentException("j must be 0 to " + (outputs - 1L) + " for outputs " + outputs
                    + " but is " + j);
        }
        if ((long) inputs * outputs > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("inputs times outputs must be at most " + Integer.MAX_VALUE + " but is "
                    + inputs + " times " + outputs);
        }
        return DenseKernels.weightIndex(inputs, outputs, i, j);
    }

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
    /// @param w the weights, (k, n) in panels
    /// @param wOffset index of the first: for a range of the outputs that of a panel
    /// @param bias the bias, n elements
    /// @param biasOffset index of its first element
    /// @param m rows (samples)
    /// @param n outputs
    /// @param k inputs
    /// @param scratch working memory of at least `MatMul.scratchLength(k)` floats, overwritten
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong, or `pre` is missing
    @SuppressWarnings("exports")
    public static void forward(Activation f, float[] y, int yOffset, int yStride, float @Nullable [] pre, int preOffset,
            float[] x, int xOffset, int xStride, float[] w, int wOffset, float[] bias, int biasOffset, int m,
            int n, int k, float[] scratch) {
        MatrixArguments.size("m", m);
        MatrixArguments.size("n", n);
        MatrixArguments.vector("bias", bias, biasOffset, n);
        MatrixArguments.size("k", k);
        MatrixArguments.matrix("x", x, xOffset, xStride, m, k, "y", m, n);
        MatrixArguments.matrix("y", y, yOffset, yStride, m, n, "x", m, k);
        MatrixArguments.panels("w", w, wOffset, k, n);
        long xEnd = MatrixArguments.end(xOffset, xStride, m, k);
        long wEnd = wOffset + (long) k * n;
        MatMul.output("y", y, yOffset, yStride, m, n, k, scratch, "x", x, xOffset, xEnd, "w", w, wOffset, wEnd);
        biasApart("y", y, yOffset, yStride, m, n, bias, biasOffset);
        MatrixArguments.disjoint("scratch", scratch, 0, MatMul.scratchLength(k), "bias", bias, biasOffset,
                biasOffset + (long) n);
        float[] sum = y;
        int sumOffset = yOffset;
        if (!f.usesOutput()) {
            if (pre == null) {
                throw new IllegalArgumentException(
                        "pre must not be null for " + f + ", whose derivative needs its input");
            }
            MatMul.output("pre", pre, preOffset, yStride, m, n, k, scratch, "x", x, xOffset, xEnd, "w", w, wOffset,
                    wEnd);
            biasApart("pre", pre, preOffset, yStride, m, n, bias, biasOffset);
            MatrixArguments.disjoint("pre", pre, preOffset, MatrixArguments.end(preOffset, yStride, m, n), "y", y,
                    yOffset, MatrixArguments.end(yOffset, yStride, m, n));
            sum = pre;
            sumOffset = preOffset;
        }
        for (int j = 0; j < n; j += BLOCK) {
            int columns = Math.min(BLOCK, n - j);
            for (int i = 0; i < m; i++) {
                System.arraycopy(bias, biasOffset + j, sum, sumOffset + i * yStride + j, columns);
            }
            for (int panel = j; panel < j + columns; panel += MatMul.PANEL) {
                int width = Math.min(MatMul.PANEL, n - panel);
                MatMul.multiply(sum, sumOffset + panel, yStride, x, xOffset, xStride, w, wOffset + panel * k, width, m,
                        width, k, true, scratch);
            }
            Activations.forward(f, y, yOffset + j, sum, sumOffset + j, yStride, m, columns);
        }
    }

    private static void biasApart(String name, float[] y, int yOffset, int yStride, int m, int n, float[] bias,
            int biasOffset) {
        MatrixArguments.disjoint(name, y, yOffset, MatrixArguments.end(yOffset, yStride, m, n), "bias", bias,
                biasOffset, biasOffset + (long) n);
    }

    /// `dx (m, n) = (dy (m, k) w[first .. first + n] (n, k)^T) * f'(saved (m, n))`, where the product `*` is elementwise.
    ///
    /// @param f the activation whose output (or input) `saved` is: that of the layer before
    /// @param dx the gradient with respect to the input of `f`
    /// @param dxOffset index of its first element
    /// @param dxStride distance between its rows
    /// @param dy the gradient with respect to `x w + bias` of this layer, (m, k)
    /// @param dyOffset index of its first element
    /// @param dyStride distance between its rows
    /// @param w the weights of this layer, (inputs, k) in panels
    /// @param wOffset index of the first
    /// @param inputs all inputs of this layer
    /// @param first the first input of the range to compute
    /// @param saved what the forward pass of `f` kept ([Activation#usesOutput]), with the stride of `dx`
    /// @param savedOffset index of its first element
    /// @param m rows (samples)
    /// @param n inputs to compute
    /// @param k outputs of this layer
    /// @param scratch working memory of at least `MatMul.scratchLength(k)` floats, overwritten
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void backwardInput(Activation f, float[] dx, int dxOffset, int dxStride, float[] dy, int dyOffset,
            int dyStride, float[] w, int wOffset, int inputs, int first, float[] saved, int savedOffset, int m, int n,
            int k, float[] scratch) {
        MatrixArguments.size("m", m);
        MatrixArguments.size("n", n);
        MatrixArguments.size("k", k);
        MatrixArguments.size("first", first);
        if (first + (long) n > inputs) {
            throw new IllegalArgumentException("inputs " + first + " to " + (first + (long) n - 1)
                    + " are asked for, but the layer has " + inputs);
        }
        MatrixArguments.matrix("dx", dx, dxOffset, dxStride, m, n, "dy", m, k);
        MatrixArguments.matrix("dy", dy, dyOffset, dyStride, m, k, "dx", m, n);
        MatrixArguments.panels("w", w, wOffset, inputs, k);
        MatMul.output("dx", dx, dxOffset, dxStride, m, n, k, scratch, "dy", dy, dyOffset,
                MatrixArguments.end(dyOffset, dyStride, m, k), "w", w, wOffset, wOffset + (long) inputs * k);
        MatrixArguments.matrix("saved", saved, savedOffset, dxStride, m, n, "dx", m, n);
        long savedEnd = MatrixArguments.end(savedOffset, dxStride, m, n);
        MatrixArguments.disjoint("dx", dx, dxOffset, MatrixArguments.end(dxOffset, dxStride, m, n), "saved", saved,
                savedOffset, savedEnd);
        MatrixArguments.disjoint("scratch", scratch, 0, MatMul.scratchLength(k), "saved", saved, savedOffset, savedEnd);
        for (int j = 0; j < n; j += BLOCK) {
            int columns = Math.min(BLOCK, n - j);
            TWIN.inputProduct(dx, dxOffset + j, dxStride, dy, dyOffset, dyStride, w, wOffset, inputs, first + j, m,
                    columns, k, scratch);
            Activations.backward(f, dx, dxOffset + j, saved, savedOffset + j, dxStride, m, columns);
        }
    }

    /// `dw (k, n) = x (m, k)^T dy (m, n)`, in panels: the gradient of the weights, or of a range of them.
    ///
    /// @param dw the gradient, (k, n) in panels
    /// @param dwOffset index of the first element of the first panel
    /// @param panelStride distance between the first elements of panels, at least `k * PANEL`; that of the whole layer, for
    ///     a range of its inputs
    /// @param x the input of the layer, (m, k)
    /// @param xOffset index of its first element
    /// @param xStride distance between its rows
    /// @param dy the gradient with respect to `x w + bias` of this layer, (m, n)
    /// @param dyOffset index of its first element
    /// @param dyStride distance between its rows
    /// @param m rows (samples)
    /// @param n outputs
    /// @param k inputs
    /// @param scratch working memory of at least `MatMul.scratchLength(m)` floats, overwritten
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void weightGradient(float[] dw, int dwOffset, int panelStride, float[] x, int xOffset, int xStride,
            float[] dy, int dyOffset, int dyStride, int m, int n, int k, float[] scratch) {
        MatrixArguments.size("m", m);
        MatrixArguments.size("n", n);
        MatrixArguments.size("k", k);
        MatrixArguments.matrix("x", x, xOffset, xStride, m, k, "dy", m, n);
        MatrixArguments.matrix("dy", dy, dyOffset, dyStride, m, n, "x", m, k);
        MatrixArguments.panels("dw", dw, dwOffset, panelStride, k, n);
        MatMul.factorsApart("dw", dw, dwOffset, MatrixArguments.panelsEnd(dwOffset, panelStride, k, n), m, scratch, "x",
                x, xOffset, MatrixArguments.end(xOffset, xStride, m, k), "dy", dy, dyOffset,
                MatrixArguments.end(dyOffset, dyStride, m, n));
        TWIN.weightProduct(dw, dwOffset, panelStride, x, xOffset, xStride, dy, dyOffset, dyStride, m, n, k, scratch);
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
