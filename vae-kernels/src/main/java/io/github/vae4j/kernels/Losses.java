package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.losses.LossKernels;
import io.github.vae4j.kernels.internal.losses.ScalarLosses;
import io.github.vae4j.kernels.internal.losses.SimdLosses;
import org.jspecify.annotations.Nullable;

/// Reconstruction losses, -log p(x|z) in nats per row, with their gradients in the same pass.
///
/// Matrices are (rows, cols) with dense rows: stride = cols. A row is summed in 16 lanes, element i into lane i mod 16,
/// then by halves: lanes 0 to 7 plus lanes 8 to 15, each half likewise. Targets and logits must be finite; others give
/// NaN or infinities, see docs/NUMERICS.md.
public final class Losses {
    private static final LossKernels TWIN = KernelSelection.twin(ScalarLosses::new, () -> new SimdLosses());

    private Losses() {}

    /// The Bernoulli loss from logits, `sum_i softplus(l_i) - l_i x_i`: with x in [0, 1] the cross-entropy of x and
    /// sigmoid(l) (Kingma and Welling 2014, appendix C.1). The gradient is `scale (sigmoid(l) - x)`.
    ///
    /// @param loss receives one value per row
    /// @param lossOffset index of the first
    /// @param gradient receives (rows, cols); may be `logits` itself at the same offset; `null` to skip
    /// @param gradientOffset index of its first element
    /// @param logits (rows, cols)
    /// @param logitsOffset index of its first element
    /// @param x the targets, (rows, cols)
    /// @param xOffset index of its first element
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param scale factor of the gradient
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    @SuppressWarnings("exports")
    public static void bernoulli(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float[] logits, int logitsOffset, float[] x, int xOffset, int rows, int cols, float scale) {
        check(loss, lossOffset, gradient, gradientOffset, "logits", logits, logitsOffset, x, xOffset, rows, cols);
        TWIN.bernoulli(loss, lossOffset, gradient, gradientOffset, logits, logitsOffset, x, xOffset, rows, cols, scale);
    }

    /// The continuous Bernoulli loss from logits, `sum_i A(l_i) - l_i x_i` with `A(l) = log((exp(l) - 1) / l)`, a
    /// density on [0, 1] (Loaiza-Ganem and Cunningham 2019, with their normaliser written in the logit). The gradient
    /// is `scale (mean - x)`, see [#continuousBernoulliMean].
    ///
    /// @param loss receives one value per row
    /// @param lossOffset index of the first
    /// @param gradient receives (rows, cols); may be `logits` itself at the same offset; `null` to skip
    /// @param gradientOffset index of its first element
    /// @param logits (rows, cols)
    /// @param logitsOffset index of its first element
    /// @param x the targets, (rows, cols)
    /// @param xOffset index of its first element
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param scale factor of the gradient
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    @SuppressWarnings("exports")
    public static void continuousBernoulli(float[] loss, int lossOffset, float @Nullable [] gradient,
            int gradientOffset, float[] logits, int logitsOffset, float[] x, int xOffset, int rows, int cols,
            float scale) {
        check(loss, lossOffset, gradient, gradientOffset, "logits", logits, logitsOffset, x, xOffset, rows, cols);
        TWIN.continuousBernoulli(loss, lossOffset, gradient, gradientOffset, logits, logitsOffset, x, xOffset, rows,
                cols, scale);
    }

    /// The mean of the continuous Bernoulli distribution, `1 / (1 - exp(-l)) - 1 / l`, and 1/2 at l = 0.
    ///
    /// @param mean receives `n` values; may be `logits` itself at the same offset
    /// @param meanOffset index of the first
    /// @param logits the natural parameters
    /// @param logitsOffset index of the first
    /// @param n number of values
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void continuousBernoulliMean(float[] mean, int meanOffset, float[] logits, int logitsOffset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("mean", mean, meanOffset, n);
        MatrixArguments.vector("logits", logits, logitsOffset, n);
        MatrixArguments.sameOrDisjoint("mean", mean, meanOffset, "logits", logits, logitsOffset, n);
        TWIN.continuousBernoulliMean(mean, meanOffset, logits, logitsOffset, n);
    }

    /// The Gaussian loss with one variance, `cols (log(2 pi) + v) / 2 + exp(-v) sum_i (mean_i - x_i)^2 / 2`, v being
    /// the log variance. Gradients: by the mean `scale (mean - x) exp(-v)`, by the log variance
    /// `scale (cols - exp(-v) sum_i (mean_i - x_i)^2) / 2`.
    ///
    /// @param loss receives one value per row
    /// @param lossOffset index of the first
    /// @param gradient receives (rows, cols); may be `mean` itself at the same offset; `null` to skip
    /// @param gradientOffset index of its first element
    /// @param logVarianceGradient receives one value per row; `null` to skip
    /// @param logVarianceGradientOffset index of the first
    /// @param mean (rows, cols)
    /// @param meanOffset index of its first element
    /// @param x the targets, (rows, cols)
    /// @param xOffset index of its first element
    /// @param logVariance natural logarithm of the variance
    /// @param rows number of rows
    /// @param cols number of columns
    /// @param scale factor of the gradients
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    @SuppressWarnings("exports")
    public static void gaussian(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float @Nullable [] logVarianceGradient, int logVarianceGradientOffset, float[] mean, int meanOffset,
            float[] x, int xOffset, float logVariance, int rows, int cols, float scale) {
        check(loss, lossOffset, gradient, gradientOffset, "mean", mean, meanOffset, x, xOffset, rows, cols);
        if (logVarianceGradient != null) {
            MatrixArguments.vector("logVarianceGradient", logVarianceGradient, logVarianceGradientOffset, rows);
            apart("logVarianceGradient", logVarianceGradient, logVarianceGradientOffset, rows, "loss", loss, lossOffset,
                    rows);
            apart("logVarianceGradient", logVarianceGradient, logVarianceGradientOffset, rows, "mean", mean, meanOffset,
                    (long) rows * cols);
            apart("logVarianceGradient", logVarianceGradient, logVarianceGradientOffset, rows, "x", x, xOffset,
                    (long) rows * cols);
            if (gradient != null) {
                apart("logVarianceGradient", logVarianceGradient, logVarianceGradientOffset, rows, "gradient", gradient,
                        gradientOffset, (long) rows * cols);
            }
        }
        TWIN.gaussian(loss, lossOffset, gradient, gradientOffset, logVarianceGradient, logVarianceGradientOffset, mean,
                meanOffset, x, xOffset, logVariance, rows, cols, scale);
    }

    private static void check(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            String name, float[] output, int outputOffset, float[] x, int xOffset, int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.vector("loss", loss, lossOffset, rows);
        MatrixArguments.matrix(name, output, outputOffset, cols, rows, cols, "x", rows, cols);
        MatrixArguments.matrix("x", x, xOffset, cols, rows, cols, name, rows, cols);
        long n = (long) rows * cols;
        apart("loss", loss, lossOffset, rows, name, output, outputOffset, n);
        apart("loss", loss, lossOffset, rows, "x", x, xOffset, n);
        if (gradient != null) {
            MatrixArguments.matrix("gradient", gradient, gradientOffset, cols, rows, cols, name, rows, cols);
            MatrixArguments.sameOrDisjoint("gradient", gradient, gradientOffset, name, output, outputOffset, n);
            apart("gradient", gradient, gradientOffset, n, "x", x, xOffset, n);
            apart("gradient", gradient, gradientOffset, n, "loss", loss, lossOffset, rows);
        }
    }

    private static void apart(String name, float[] array, int offset, long n, String otherName, float[] other,
            int otherOffset, long otherN) {
        MatrixArguments.disjoint(name, array, offset, offset + n, otherName, other, otherOffset, otherOffset + otherN);
    }
}
