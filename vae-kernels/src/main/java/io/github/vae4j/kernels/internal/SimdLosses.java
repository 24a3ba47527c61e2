package io.github.vae4j.kernels.internal;

import static io.github.vae4j.kernels.internal.ElementaryConstants.HALF_LOG_2PI;
import static io.github.vae4j.kernels.internal.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.SimdElementary.all;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/// The losses with the Vector API.
///
/// A row's 16 lanes are one strip of 16 elements' width at 512 bits, two of 8 at 256, four of 4 at 128: a strip walks
/// the row in steps of 16 and sums its own lanes, then strips are added as the tree of the specification says.
public final class SimdLosses implements LossKernels {
    private static final int STEP = LaneTree.LANES;

    @Override
    public void bernoulli(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float[] logits, int logitsOffset, float[] x, int xOffset, int rows, int cols, float scale) {
        for (int r = 0; r < rows; r++) {
            int at = r * cols;
            loss[lossOffset + r] = bernoulliRow(gradient, gradientOffset + at, logits, logitsOffset + at, x,
                    xOffset + at, cols, scale);
        }
    }

    private static float bernoulliRow(float @Nullable [] gradient, int gradientAt, float[] logits,
            int logitAt, float[] x, int xAt, int cols, float scale) {
        float sum = bernoulliStrip(0, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale);
        if (LANES == 8) {
            sum += bernoulliStrip(8, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale);
        } else if (LANES == 4) {
            sum = (sum + bernoulliStrip(4, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale))
                    + (bernoulliStrip(8, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale)
                            + bernoulliStrip(12, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale));
        }
        return sum;
    }

    private static float bernoulliStrip(int lane, float @Nullable [] gradient, int gradientAt, float[] logits,
            int logitAt, float[] x, int xAt, int cols, float scale) {
        FloatVector sum = all(0f);
        int i = lane;
        for (; i <= cols - LANES; i += STEP) {
            FloatVector logit = FloatVector.fromArray(FLOATS, logits, logitAt + i);
            FloatVector target = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector e = SimdElementary.expOfMinusAbs(logit);
            sum = sum.add(logit.lanewise(NEG).fma(target, SimdElementary.softplus(logit, e)));
            if (gradient != null) {
                SimdElementary.sigmoid(logit, e).sub(target).mul(scale).intoArray(gradient, gradientAt + i);
            }
        }
        if (i < cols) {
            VectorMask<Float> tail = FLOATS.indexInRange(i, cols);
            FloatVector logit = FloatVector.fromArray(FLOATS, logits, logitAt + i, tail);
            FloatVector target = FloatVector.fromArray(FLOATS, x, xAt + i, tail);
            FloatVector e = SimdElementary.expOfMinusAbs(logit);
            sum = sum.add(logit.lanewise(NEG).fma(target, SimdElementary.softplus(logit, e)), tail);
            if (gradient != null) {
                SimdElementary.sigmoid(logit, e).sub(target).mul(scale).intoArray(gradient, gradientAt + i, tail);
            }
        }
        return LaneTree.sum(sum);
    }

    @Override
    public void continuousBernoulli(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float[] logits, int logitsOffset, float[] x, int xOffset, int rows, int cols, float scale) {
        for (int r = 0; r < rows; r++) {
            int at = r * cols;
            loss[lossOffset + r] = continuousRow(gradient, gradientOffset + at, logits, logitsOffset + at, x,
                    xOffset + at, cols, scale);
        }
    }

    private static float continuousRow(float @Nullable [] gradient, int gradientAt, float[] logits,
            int logitAt, float[] x, int xAt, int cols, float scale) {
        float sum = continuousStrip(0, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale);
        if (LANES == 8) {
            sum += continuousStrip(8, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale);
        } else if (LANES == 4) {
            sum = (sum + continuousStrip(4, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale))
                    + (continuousStrip(8, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale)
                            + continuousStrip(12, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale));
        }
        return sum;
    }

    private static float continuousStrip(int lane, float @Nullable [] gradient, int gradientAt, float[] logits,
            int logitAt, float[] x, int xAt, int cols, float scale) {
        FloatVector sum = all(0f);
        int i = lane;
        for (; i <= cols - LANES; i += STEP) {
            FloatVector logit = FloatVector.fromArray(FLOATS, logits, logitAt + i);
            FloatVector target = FloatVector.fromArray(FLOATS, x, xAt + i);
            sum = sum.add(logit.lanewise(NEG).fma(target, SimdContinuousBernoulli.logPartition(logit)));
            if (gradient != null) {
                SimdContinuousBernoulli.mean(logit).sub(target).mul(scale).intoArray(gradient, gradientAt + i);
            }
        }
        if (i < cols) {
            VectorMask<Float> tail = FLOATS.indexInRange(i, cols);
            FloatVector logit = FloatVector.fromArray(FLOATS, logits, logitAt + i, tail);
            FloatVector target = FloatVector.fromArray(FLOATS, x, xAt + i, tail);
            sum = sum.add(logit.lanewise(NEG).fma(target, SimdContinuousBernoulli.logPartition(logit)), tail);
            if (gradient != null) {
                SimdContinuousBernoulli.mean(logit).sub(target).mul(scale).intoArray(gradient, gradientAt + i, tail);
            }
        }
        return LaneTree.sum(sum);
    }

    @Override
    public void continuousBernoulliMean(float[] mean, int meanOffset, float[] logits, int logitsOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            SimdContinuousBernoulli.mean(FloatVector.fromArray(FLOATS, logits, logitsOffset + i)).intoArray(mean,
                    meanOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            SimdContinuousBernoulli.mean(FloatVector.fromArray(FLOATS, logits, logitsOffset + whole, tail))
                    .intoArray(mean, meanOffset + whole, tail);
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
            float squares = precision * gaussianRow(gradient, gradientOffset + at, mean, meanOffset + at, x,
                    xOffset + at, cols, precision * scale);
            loss[lossOffset + r] = Math.fma(0.5f, squares, constant);
            if (logVarianceGradient != null) {
                logVarianceGradient[logVarianceGradientOffset + r] = 0.5f * (cols - squares) * scale;
            }
        }
    }

    private static float gaussianRow(float @Nullable [] gradient, int gradientAt, float[] means,
            int meanAt, float[] x, int xAt, int cols, float factor) {
        float sum = gaussianStrip(0, gradient, gradientAt, means, meanAt, x, xAt, cols, factor);
        if (LANES == 8) {
            sum += gaussianStrip(8, gradient, gradientAt, means, meanAt, x, xAt, cols, factor);
        } else if (LANES == 4) {
            sum = (sum + gaussianStrip(4, gradient, gradientAt, means, meanAt, x, xAt, cols, factor))
                    + (gaussianStrip(8, gradient, gradientAt, means, meanAt, x, xAt, cols, factor)
                            + gaussianStrip(12, gradient, gradientAt, means, meanAt, x, xAt, cols, factor));
        }
        return sum;
    }

    private static float gaussianStrip(int lane, float @Nullable [] gradient, int gradientAt, float[] means,
            int meanAt, float[] x, int xAt, int cols, float factor) {
        FloatVector sum = all(0f);
        int i = lane;
        for (; i <= cols - LANES; i += STEP) {
            FloatVector mean = FloatVector.fromArray(FLOATS, means, meanAt + i);
            FloatVector target = FloatVector.fromArray(FLOATS, x, xAt + i);
            FloatVector difference = mean.sub(target);
            sum = difference.fma(difference, sum);
            if (gradient != null) {
                difference.mul(factor).intoArray(gradient, gradientAt + i);
            }
        }
        if (i < cols) {
            VectorMask<Float> tail = FLOATS.indexInRange(i, cols);
            FloatVector mean = FloatVector.fromArray(FLOATS, means, meanAt + i, tail);
            FloatVector target = FloatVector.fromArray(FLOATS, x, xAt + i, tail);
            FloatVector difference = mean.sub(target);
            sum = sum.blend(difference.fma(difference, sum), tail);
            if (gradient != null) {
                difference.mul(factor).intoArray(gradient, gradientAt + i, tail);
            }
        }
        return LaneTree.sum(sum);
    }
}
