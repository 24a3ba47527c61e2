package io.github.vae4j.kernels.internal.losses;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.HALF_LOG_2PI;

import io.github.vae4j.kernels.internal.elementary.ScalarElementary;
import org.jspecify.annotations.Nullable;

/// The specification of the losses.
///
/// The sum of a row is `tree(0, 16)`: the sum of lanes a to a + count is the sum of its two halves, and a single lane
/// is a chain of additions over every 16th element.
public final class ScalarLosses implements LossKernels {
    private static final int LANES = 16;

    @Override
    public void bernoulli(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float[] logits, int logitsOffset, float[] x, int xOffset, int rows, int cols, float scale) {
        for (int r = 0; r < rows; r++) {
            int at = r * cols;
            loss[lossOffset + r] = bernoulliTree(0, LANES, gradient, gradientOffset + at, logits, logitsOffset + at, x,
                    xOffset + at, cols, scale);
        }
    }

    private static float bernoulliTree(int lane, int count, float @Nullable [] gradient, int gradientAt,
            float[] logits, int logitsAt, float[] x, int xAt, int cols, float scale) {
        if (count > 1) {
            int half = count / 2;
            return bernoulliTree(lane, half, gradient, gradientAt, logits, logitsAt, x, xAt, cols, scale)
                    + bernoulliTree(lane + half, half, gradient, gradientAt, logits, logitsAt, x, xAt, cols, scale);
        }
        float sum = 0;
        for (int i = lane; i < cols; i += LANES) {
            float logit = logits[logitsAt + i];
            float target = x[xAt + i];
            sum += Math.fma(-logit, target, ScalarElementary.softplus(logit));
            if (gradient != null) {
                gradient[gradientAt + i] = (ScalarElementary.sigmoidBesideSoftplus(logit) - target) * scale;
            }
        }
        return sum;
    }

    @Override
    public void continuousBernoulli(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float[] logits, int logitsOffset, float[] x, int xOffset, int rows, int cols, float scale) {
        for (int r = 0; r < rows; r++) {
            int at = r * cols;
            loss[lossOffset + r] = continuousTree(0, LANES, gradient, gradientOffset + at, logits, logitsOffset + at,
                    x, xOffset + at, cols, scale);
        }
    }

    private static float continuousTree(int lane, int count, float @Nullable [] gradient, int gradientAt,
            float[] logits, int logitsAt, float[] x, int xAt, int cols, float scale) {
        if (count > 1) {
            int half = count / 2;
            return continuousTree(lane, half, gradient, gradientAt, logits, logitsAt, x, xAt, cols, scale)
                    + continuousTree(lane + half, half, gradient, gradientAt, logits, logitsAt, x, xAt, cols, scale);
        }
        float sum = 0;
        for (int i = lane; i < cols; i += LANES) {
            float logit = logits[logitsAt + i];
            float target = x[xAt + i];
            sum += Math.fma(-logit, target, ScalarContinuousBernoulli.logPartition(logit));
            if (gradient != null) {
                gradient[gradientAt + i] = (ScalarContinuousBernoulli.mean(logit) - target) * scale;
            }
        }
        return sum;
    }

    @Override
    public void continuousBernoulliMean(float[] mean, int meanOffset, float[] logits, int logitsOffset, int n) {
        for (int i = 0; i < n; i++) {
            mean[meanOffset + i] = ScalarContinuousBernoulli.mean(logits[logitsOffset + i]);
        }
    }

    @Override
    public void gaussian(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float @Nullable [] logVarianceGradient, int logVarianceGradientOffset, float[] mean, int meanOffset,
            float[] x, int xOffset, float logVariance, int rows, int cols, float scale) {
        float precision = ScalarElementary.exp(-logVariance);
        float constant = cols * Math.fma(0.5f, logVariance, HALF_LOG_2PI);
        for (int r = 0; r < rows; r++) {
            int at = r * cols;
            float squares = precision * gaussianTree(0, LANES, gradient, gradientOffset + at, mean, meanOffset + at, x,
                    xOffset + at, cols, precision * scale);
            loss[lossOffset + r] = Math.fma(0.5f, squares, constant);
            if (logVarianceGradient != null) {
                logVarianceGradient[logVarianceGradientOffset + r] = 0.5f * (cols - squares) * scale;
            }
        }
    }

    /// The sum of squared differences; the gradient is `factor` times the difference.
    private static float gaussianTree(int lane, int count, float @Nullable [] gradient, int gradientAt, float[] mean,
            int meanAt, float[] x, int xAt, int cols, float factor) {
        if (count > 1) {
            int half = count / 2;
            return gaussianTree(lane, half, gradient, gradientAt, mean, meanAt, x, xAt, cols, factor)
                    + gaussianTree(lane + half, half, gradient, gradientAt, mean, meanAt, x, xAt, cols, factor);
        }
        float sum = 0;
        for (int i = lane; i < cols; i += LANES) {
            float difference = mean[meanAt + i] - x[xAt + i];
            sum = Math.fma(difference, difference, sum);
            if (gradient != null) {
                gradient[gradientAt + i] = difference * factor;
            }
        }
        return sum;
    }
}
