package io.github.vae4j.kernels.model;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Dense;
import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.elementary.ActivationKernels;
import io.github.vae4j.kernels.internal.elementary.ScalarActivations;
import io.github.vae4j.kernels.internal.elementary.SimdActivations;
import io.github.vae4j.kernels.internal.matmul.ScalarSparse;
import io.github.vae4j.kernels.internal.matmul.SimdSparse;
import io.github.vae4j.kernels.internal.matmul.SparseKernels;
import org.jspecify.annotations.Nullable;

/// A dense layer whose input has few elements that are not 0, `y = f(x w + bias)`: work is done for those alone.
///
/// `x` is stored as [SparseRows] says, the weights lie in panels as those of [Dense]. The gradient of the bias is
/// [Dense#columnSums].
///
/// **Bits.** Those of [Dense] for finite weights and gradients: a chain of fused multiply-adds does not change by the
/// product of 0 and a finite number. Infinite and NaN weights count where an input is not 0; in the dense product they make
/// NaN of every row. A result of 0 may have the other sign, if it started from -0 or underflowed (docs/NUMERICS.md).
///
/// All methods may be given a range of the outputs (by offsets, from the start of a panel on) and then compute the same
/// bits as for the whole. They throw [IllegalArgumentException] as [Dense] and [SparseRows] do.
public final class SparseDense {
    // As in Dense: activations run over a block while it is in cache.
    private static final int BLOCK = 4 * MatMul.PANEL;

    private static final SparseKernels TWIN = KernelSelection.twin(ScalarSparse::new, () -> new SimdSparse());
    private static final ActivationKernels ACTIVATIONS = KernelSelection.twin(ScalarActivations::new,
            () -> new SimdActivations());

    private SparseDense() {}

    /// `y (m, n) = f(x (m, k) w (k, n) + bias (n))`. The chain of an element starts from its bias.
    ///
    /// @param f the activation
    /// @param y the output
    /// @param yOffset index of its first element
    /// @param yStride distance between its rows
    /// @param pre receives `x w + bias`, with the stride of `y`, if `f` does not use its output for the derivative
    ///     ([Activation#usesOutput]); otherwise untouched and may be `null`
    /// @param preOffset index of its first element
    /// @param rowStart starts of the rows of `x`, m + 1 elements
    /// @param rowStartOffset index of the first
    /// @param column columns of the entries, below k
    /// @param value values of the entries
    /// @param w the weights, (k, n) in panels
    /// @param wOffset index of the first: for a range of the outputs that of a panel
    /// @param bias the bias, n elements
    /// @param biasOffset index of its first element
    /// @param m rows (samples)
    /// @param n outputs
    /// @param k inputs
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong, or `pre` is missing
    public static void forward(Activation f, float[] y, int yOffset, int yStride, float @Nullable [] pre, int preOffset,
            int[] rowStart, int rowStartOffset, int[] column, float[] value, float[] w, int wOffset, float[] bias,
            int biasOffset, int m, int n, int k) {
        MatrixArguments.size("m", m);
        MatrixArguments.size("n", n);
        MatrixArguments.vector("bias", bias, biasOffset, n);
        MatrixArguments.size("k", k);
        SparseRows.lists("rowStart", rowStart, rowStartOffset, "column", column, value, m);
        MatrixArguments.panels("w", w, wOffset, k, n);
        output("y", y, yOffset, yStride, rowStart, rowStartOffset, value, w, wOffset, bias, biasOffset, m, n, k);
        float[] sum = y;
        int sumOffset = yOffset;
        if (!f.usesOutput()) {
            if (pre == null) {
                throw new IllegalArgumentException(
                        "pre must not be null for " + f + ", whose derivative needs its input");
            }
            output("pre", pre, preOffset, yStride, rowStart, rowStartOffset, value, w, wOffset, bias, biasOffset, m, n,
                    k);
            MatrixArguments.disjoint("pre", pre, preOffset, MatrixArguments.end(preOffset, yStride, m, n), "y", y,
                    yOffset, MatrixArguments.end(yOffset, yStride, m, n));
            sum = pre;
            sumOffset = preOffset;
        }
        for (int j = 0; j < n; j += BLOCK) {
            int columns = Math.min(BLOCK, n - j);
            TWIN.product(sum, sumOffset + j, yStride, rowStart, rowStartOffset, column, value, w, wOffset + j * k, bias,
                    biasOffset + j, m, columns, k);
            if (f != Activation.IDENTITY) {
                ACTIVATIONS.forward(f, y, yOffset + j, sum, sumOffset + j, yStride, m, columns);
            }
        }
    }

    private static void output(String name, float[] y, int yOffset, int yStride, int[] rowStart, int rowStartOffset,
            float[] value, float[] w, int wOffset, float[] bias, int biasOffset, int m, int n, int k) {
        MatrixArguments.matrix(name, y, yOffset, yStride, m, n, "x", m, k);
        long end = MatrixArguments.end(yOffset, yStride, m, n);
        MatrixArguments.disjoint(name, y, yOffset, end, "w", w, wOffset, wOffset + (long) k * n);
        MatrixArguments.disjoint(name, y, yOffset, end, "bias", bias, biasOffset, biasOffset + (long) n);
        MatrixArguments.disjoint(name, y, yOffset, end, "value", value, rowStart[rowStartOffset],
                rowStart[rowStartOffset + m]);
    }

    /// `dw (k, n) = x (m, k)^T dy (m, n)`, in panels: the gradient of the weights, or of a range of inputs. Chains start from
    /// +0 and go over the rows in rising order.
    ///
    /// @param dw the gradient, (k, n) in panels
    /// @param dwOffset index of the first element of the first panel
    /// @param panelStride distance between the first elements of panels, at least `k * PANEL`; that of the whole layer, for
    ///     a range of its inputs
    /// @param columnStart starts of the columns of `x` ([SparseRows#transpose]), k + 1 elements
    /// @param columnStartOffset index of the first: for a range of inputs that of its first input
    /// @param row rows of the entries, below m
    /// @param value values of the entries
    /// @param dy the gradient with respect to `x w + bias` of this layer, (m, n)
    /// @param dyOffset index of its first element
    /// @param dyStride distance between its rows
    /// @param m rows (samples)
    /// @param n outputs
    /// @param k inputs
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void weightGradient(float[] dw, int dwOffset, int panelStride, int[] columnStart,
            int columnStartOffset, int[] row, float[] value, float[] dy, int dyOffset, int dyStride, int m, int n,
            int k) {
        MatrixArguments.size("m", m);
        MatrixArguments.size("n", n);
        MatrixArguments.size("k", k);
        SparseRows.lists("columnStart", columnStart, columnStartOffset, "row", row, value, k);
        MatrixArguments.matrix("dy", dy, dyOffset, dyStride, m, n, "x", m, k);
        MatrixArguments.panels("dw", dw, dwOffset, panelStride, k, n);
        long end = MatrixArguments.panelsEnd(dwOffset, panelStride, k, n);
        MatrixArguments.disjoint("dw", dw, dwOffset, end, "dy", dy, dyOffset,
                MatrixArguments.end(dyOffset, dyStride, m, n));
        MatrixArguments.disjoint("dw", dw, dwOffset, end, "value", value, columnStart[columnStartOffset],
                columnStart[columnStartOffset + k]);
        TWIN.weightProduct(dw, dwOffset, panelStride, columnStart, columnStartOffset, row, value, dy, dyOffset,
                dyStride, n, k);
    }
}
