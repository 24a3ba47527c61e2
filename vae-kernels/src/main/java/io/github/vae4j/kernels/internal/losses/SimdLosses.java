package io.github.vae4j.kernels.internal.losses;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.HALF_LOG_2PI;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.losses.HotLosses.bernoulliWithGradient;
import static jdk.incubator.vector.VectorOperators.NEG;

import io.github.vae4j.kernels.internal.OutOfLine;
import io.github.vae4j.kernels.internal.elementary.LaneTree;
import io.github.vae4j.kernels.internal.elementary.ScalarElementary;
import io.github.vae4j.kernels.internal.elementary.SimdElementary;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.jspecify.annotations.Nullable;

/// The losses with the Vector API.
///
/// A row's 16 lanes are one strip of 16 elements' width at 512 bits, two of 8 at 256, four of 4 at 128: a strip walks
/// the row in steps of 16 and sums its own lanes, then strips are added as the tree of the specification says. Every
/// vector is loaded under a mask: a second copy of the body for the tail would exceed what C2 inlines.
@SuppressWarnings("UnusedMethod") // the loops that are compiled apart are found by their names
public final class SimdLosses implements LossKernels {
    private static final int STEP = LaneTree.LANES;

    private static final OutOfLine BERNOULLI = new OutOfLine(MethodHandles.lookup(), "bernoulliRows",
            float[].class, int.class, float[].class, int.class, float[].class, int.class, int.class, int.class);
    private static final OutOfLine BERNOULLI_GRADIENT = new OutOfLine(MethodHandles.lookup(),
            "bernoulliGradient", float[].class, int.class, float[].class, int.class, float[].class, int.class,
            int.class, float.class);
    private static final OutOfLine CONTINUOUS = new OutOfLine(MethodHandles.lookup(), "continuousRows",
            float[].class, int.class, float[].class, int.class, float[].class, int.class, int.class, int.class);
    private static final OutOfLine CONTINUOUS_MEAN = new OutOfLine(MethodHandles.lookup(), "continuousMean",
            float[].class, int.class, float[].class, int.class, int.class);

    @Override
    public void bernoulli(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float[] logits, int logitsOffset, float[] x, int xOffset, int rows, int cols, float scale) {
        if (gradient != null && cols % STEP == 0) {
            for (int r = 0, at = 0; r < rows; r++, at += cols) {
                loss[lossOffset + r] = rowWithGradient(gradient, gradientOffset + at, logits, logitsOffset + at, x,
                        xOffset + at, cols, scale);
            }
            return;
        }
        try {
            BERNOULLI.loop().invokeExact(loss, lossOffset, logits, logitsOffset, x, xOffset, rows, cols);
            if (gradient != null) {
                BERNOULLI_GRADIENT.loop().invokeExact(gradient, gradientOffset, logits, logitsOffset, x, xOffset,
                        rows * cols, scale);
            }
        } catch (Throwable e) {
            throw OutOfLine.unchecked(e);
        }
    }

    /// The loss and its gradient in one pass: what training calls.
    private static float rowWithGradient(float[] gradient, int gradientAt, float[] logits, int logitAt,
            float[] x, int xAt, int cols, float scale) {
        float sum = bernoulliWithGradient(0, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale);
        if (LANES == 8) {
            sum += bernoulliWithGradient(8, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale);
        } else if (LANES == 4) {
            sum = (sum + bernoulliWithGradient(4, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale))
                    + (bernoulliWithGradient(8, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale)
                            + bernoulliWithGradient(12, gradient, gradientAt, logits, logitAt, x, xAt, cols, scale));
        }
        return sum;
    }

    private static void bernoulliRows(float[] loss, int lossOffset, float[] logits, int logitsOffset, float[] x,
            int xOffset, int rows, int cols) {
        for (int r = 0, at = 0; r < rows; r++, at += cols) {
            loss[lossOffset + r] = bernoulliRow(logits, logitsOffset + at, x, xOffset + at, cols);
        }
    }

    private static void bernoulliGradient(float[] gradient, int gradientAt, float[] logits, int logitAt, float[] x,
            int xAt, int n, float scale) {
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = SimdElementary.firstLanes(n - i);
            FloatVector logit = FloatVector.fromArray(FLOATS, logits, logitAt + i, mask);
            SimdElementary.sigmoidBesideSoftplus(logit).sub(FloatVector.fromArray(FLOATS, x, xAt + i, mask)).mul(scale)
                    .intoArray(gradient, gradientAt + i, mask);
        }
    }

    private static float bernoulliRow(float[] logits, int logitAt, float[] x, int xAt, int cols) {
        float sum = bernoulliStrip(0, logits, logitAt, x, xAt, cols);
        if (LANES == 8) {
            sum += bernoulliStrip(8, logits, logitAt, x, xAt, cols);
        } else if (LANES == 4) {
            sum = (sum + bernoulliStrip(4, logits, logitAt, x, xAt, cols))
                    + (bernoulliStrip(8, logits, logitAt, x, xAt, cols)
                            + bernoulliStrip(12, logits, logitAt, x, xAt, cols));
        }
        return sum;
    }

    private static float bernoulliStrip(int lane, float[] logits, int logitAt, float[] x, int xAt, int cols) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = lane; i < cols; i += STEP) {
            VectorMask<Float> mask = SimdElementary.firstLanes(cols - i);
            FloatVector logit = FloatVector.fromArray(FLOATS, logits, logitAt + i, mask);
            FloatVector target = FloatVector.fromArray(FLOATS, x, xAt + i, mask);
            sum = sum.add(logit.lanewise(NEG).fma(target, SimdElementary.softplus(logit)), mask);
        }
        // LaneTree.sum, written out: after this loop C2 inlines no more methods of ours, only the Vector API's.
        sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_1));
        sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_2));
        if (LANES >= 8) {
            sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_4));
        }
        if (LANES >= 16) {
            sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_8));
        }
        return sum.lane(0);
    }

    @Override
    public void continuousBernoulli(float[] loss, int lossOffset, float @Nullable [] gradient, int gradientOffset,
            float[] logits, int logitsOffset, float[] x, int xOffset, int rows, int cols, float scale) {
        try {
            CONTINUOUS.loop().invokeExact(loss, lossOffset, logits, logitsOffset, x, xOffset, rows, cols);
        } catch (Throwable e) {
            throw OutOfLine.unchecked(e);
        }
        if (gradient != null) {
            continuousBernoulliMean(gradient, gradientOffset, logits, logitsOffset, rows * cols);
            scaledDifference(gradient, gradientOffset, x, xOffset, rows * cols, scale);
        }
    }

    private static void continuousRows(float[] loss, int lossOffset, float[] logits, int logitsOffset, float[] x,
            int xOffset, int rows, int cols) {
        for (int r = 0, at = 0; r < rows; r++, at += cols) {
            loss[lossOffset + r] = continuousRow(logits, logitsOffset + at, x, xOffset + at, cols);
        }
    }

    private static float continuousRow(float[] logits, int logitAt, float[] x, int xAt, int cols) {
        float sum = continuousStrip(0, logits, logitAt, x, xAt, cols);
        if (LANES == 8) {
            sum += continuousStrip(8, logits, logitAt, x, xAt, cols);
        } else if (LANES == 4) {
            sum = (sum + continuousStrip(4, logits, logitAt, x, xAt, cols))
                    + (continuousStrip(8, logits, logitAt, x, xAt, cols)
                            + continuousStrip(12, logits, logitAt, x, xAt, cols));
        }
        return sum;
    }

    private static float continuousStrip(int lane, float[] logits, int logitAt, float[] x, int xAt, int cols) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = lane; i < cols; i += STEP) {
            VectorMask<Float> mask = SimdElementary.firstLanes(cols - i);
            FloatVector logit = FloatVector.fromArray(FLOATS, logits, logitAt + i, mask);
            FloatVector target = FloatVector.fromArray(FLOATS, x, xAt + i, mask);
            // Lanes outside add zero.
            sum = sum.add(logit.lanewise(NEG).fma(target, SimdContinuousBernoulli.logPartition(logit)));
        }
        // LaneTree.sum, written out: after this loop C2 inlines no more methods of ours, only the Vector API's.
        sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_1));
        sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_2));
        if (LANES >= 8) {
            sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_4));
        }
        if (LANES >= 16) {
            sum = sum.add(sum.rearrange(LaneTree.NEIGHBOUR_8));
        }
        return sum.lane(0);
    }

    /// g = (g - x) scale.
    private static void scaledDifference(float[] g, int gAt, float[] x, int xAt, int n, float scale) {
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = SimdElementary.firstLanes(n - i);
            FloatVector.fromArray(FLOATS, g, gAt + i, mask).sub(FloatVector.fromArray(FLOATS, x, xAt + i, mask))
                    .mul(scale).intoArray(g, gAt + i, mask);
        }
    }

    @Override
    public void continuousBernoulliMean(float[] mean, int meanOffset, float[] logits, int logitsOffset, int n) {
        try {
            CONTINUOUS_MEAN.loop().invokeExact(mean, meanOffset, logits, logitsOffset, n);
        } catch (Throwable e) {
            throw OutOfLine.unchecked(e);
        }
    }

    private static void continuousMean(float[] mean, int meanAt, float[] logits, int logitAt, int n) {
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = SimdElementary.firstLanes(n - i);
            SimdContinuousBernoulli.mean(FloatVector.fromArray(FLOATS, logits, logitAt + i, mask)).intoArray(mean,
                    meanAt + i, mask);
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

    private static float gaussianRow(float @Nullable [] gradient, int gradientAt, float[] means, int meanAt, float[] x,
            int xAt,
            int cols, float factor) {
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

    private static float gaussianStrip(int lane, float @Nullable [] gradient, int gradientAt, float[] means, int meanAt,
            float[] x, int xAt,
            int cols, float factor) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = lane; i < cols; i += STEP) {
            VectorMask<Float> mask = SimdElementary.firstLanes(cols - i);
            // Lanes outside are zero and add nothing.
            FloatVector difference = FloatVector.fromArray(FLOATS, means, meanAt + i, mask)
                    .sub(FloatVector.fromArray(FLOATS, x, xAt + i, mask));
            sum = difference.fma(difference, sum);
            if (gradient != null) {
                difference.mul(factor).intoArray(gradient, gradientAt + i, mask);
            }
        }
        return LaneTree.sum(sum);
    }
}
