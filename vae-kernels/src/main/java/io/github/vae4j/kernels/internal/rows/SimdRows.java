package io.github.vae4j.kernels.internal.rows;

import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.firstLanes;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.github.vae4j.kernels.internal.elementary.LaneTree;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// [RowKernels] with the Vector API. Strips of a row belong to the lanes of one register, as in the losses; loads at the end
/// of a row are masked, and lanes outside add zero.
public final class SimdRows implements RowKernels {
    private static final int STEP = LaneTree.LANES;

    @Override
    public float sum(float[] x, int xOffset, int n) {
        float sum = sumStrip(0, x, xOffset, n);
        if (LANES == 8) {
            sum += sumStrip(8, x, xOffset, n);
        } else if (LANES == 4) {
            sum = (sum + sumStrip(4, x, xOffset, n)) + (sumStrip(8, x, xOffset, n) + sumStrip(12, x, xOffset, n));
        }
        return sum;
    }

    private static float sumStrip(int lane, float[] x, int xAt, int n) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = lane; i < n; i += STEP) {
            sum = sum.add(fromArray(FLOATS, x, xAt + i, firstLanes(n - i)));
        }
        return LaneTree.sum(sum);
    }

    @Override
    public float dot(float[] x, int xOffset, float[] y, int yOffset, int n) {
        float sum = dotStrip(0, x, xOffset, y, yOffset, n);
        if (LANES == 8) {
            sum += dotStrip(8, x, xOffset, y, yOffset, n);
        } else if (LANES == 4) {
            sum = (sum + dotStrip(4, x, xOffset, y, yOffset, n))
                    + (dotStrip(8, x, xOffset, y, yOffset, n) + dotStrip(12, x, xOffset, y, yOffset, n));
        }
        return sum;
    }

    private static float dotStrip(int lane, float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = lane; i < n; i += STEP) {
            VectorMask<Float> mask = firstLanes(n - i);
            sum = fromArray(FLOATS, x, xAt + i, mask).fma(fromArray(FLOATS, y, yAt + i, mask), sum);
        }
        return LaneTree.sum(sum);
    }

    @Override
    public float squares(float[] x, int xOffset, int n, float centre) {
        float sum = squaresStrip(0, x, xOffset, n, centre);
        if (LANES == 8) {
            sum += squaresStrip(8, x, xOffset, n, centre);
        } else if (LANES == 4) {
            sum = (sum + squaresStrip(4, x, xOffset, n, centre))
                    + (squaresStrip(8, x, xOffset, n, centre) + squaresStrip(12, x, xOffset, n, centre));
        }
        return sum;
    }

    private static float squaresStrip(int lane, float[] x, int xAt, int n, float centre) {
        FloatVector sum = FloatVector.zero(FLOATS);
        FloatVector centres = FloatVector.broadcast(FLOATS, centre);
        for (int i = lane; i < n; i += STEP) {
            VectorMask<Float> mask = firstLanes(n - i);
            FloatVector difference = fromArray(FLOATS, x, xAt + i, mask).sub(centres, mask);
            sum = difference.fma(difference, sum);
        }
        return LaneTree.sum(sum);
    }

    @Override
    public float max(float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        FloatVector most = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < whole; i += LANES) {
            most = most.max(fromArray(FLOATS, x, xOffset + i));
        }
        float max = most.reduceLanes(VectorOperators.MAX);
        for (int i = whole; i < n; i++) {
            max = Math.max(max, x[xOffset + i]);
        }
        return max;
    }

    @Override
    public void shiftAndScale(float[] y, int yOffset, float[] x, int xOffset, int n, float shift, float factor) {
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = firstLanes(n - i);
            fromArray(FLOATS, x, xOffset + i, mask).add(shift).mul(factor).intoArray(y, yOffset + i, mask);
        }
    }

    @Override
    public void add(float[] sum, int sumOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = firstLanes(n - i);
            fromArray(FLOATS, sum, sumOffset + i, mask).add(fromArray(FLOATS, x, xOffset + i, mask)).intoArray(sum,
                    sumOffset + i, mask);
        }
    }

    @Override
    public void addProducts(float[] sum, int sumOffset, float[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = firstLanes(n - i);
            fromArray(FLOATS, x, xOffset + i, mask)
                    .fma(fromArray(FLOATS, y, yOffset + i, mask), fromArray(FLOATS, sum, sumOffset + i, mask))
                    .intoArray(sum, sumOffset + i, mask);
        }
    }

    @Override
    public void addSquares(float[] sum, int sumOffset, float[] x, int xOffset, float[] centre, int centreOffset,
            int n) {
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = firstLanes(n - i);
            FloatVector difference = fromArray(FLOATS, x, xOffset + i, mask)
                    .sub(fromArray(FLOATS, centre, centreOffset + i, mask));
            difference.fma(difference, fromArray(FLOATS, sum, sumOffset + i, mask)).intoArray(sum, sumOffset + i, mask);
        }
    }

    @Override
    public void multiply(float[] y, int yOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = firstLanes(n - i);
            fromArray(FLOATS, y, yOffset + i, mask).mul(fromArray(FLOATS, x, xOffset + i, mask)).intoArray(y,
                    yOffset + i, mask);
        }
    }

    @Override
    public void normalise(float[] y, int yOffset, float[] hat, int hatOffset, float[] x, int xOffset, float[] mean,
            int meanOffset, float[] factor, int factorOffset, float[] gamma, int gammaOffset, float[] beta,
            int betaOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = firstLanes(n - i);
            FloatVector h = fromArray(FLOATS, x, xOffset + i, mask).sub(fromArray(FLOATS, mean, meanOffset + i, mask))
                    .mul(fromArray(FLOATS, factor, factorOffset + i, mask));
            h.intoArray(hat, hatOffset + i, mask);
            h.fma(fromArray(FLOATS, gamma, gammaOffset + i, mask), fromArray(FLOATS, beta, betaOffset + i, mask))
                    .intoArray(y, yOffset + i, mask);
        }
    }

    @Override
    public void affine(float[] y, int yOffset, float[] x, int xOffset, float[] gamma, int gammaOffset, float[] beta,
            int betaOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = firstLanes(n - i);
            fromArray(FLOATS, x, xOffset + i, mask)
                    .fma(fromArray(FLOATS, gamma, gammaOffset + i, mask), fromArray(FLOATS, beta, betaOffset + i, mask))
                    .intoArray(y, yOffset + i, mask);
        }
    }

    @Override
    public void backward(float[] y, int yOffset, float[] x, int xOffset, float[] hat, int hatOffset, float[] a,
            int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = firstLanes(n - i);
            FloatVector centred = fromArray(FLOATS, x, xOffset + i, mask).sub(fromArray(FLOATS, a, aOffset + i, mask));
            fromArray(FLOATS, hat, hatOffset + i, mask).neg().fma(fromArray(FLOATS, b, bOffset + i, mask), centred)
                    .mul(fromArray(FLOATS, c, cOffset + i, mask)).intoArray(y, yOffset + i, mask);
        }
    }

    @Override
    public void backwardOfRow(float[] y, int yOffset, float[] x, int xOffset, float[] hat, int hatOffset, float a,
            float b, float c, int n) {
        FloatVector weights = FloatVector.broadcast(FLOATS, b);
        for (int i = 0; i < n; i += LANES) {
            VectorMask<Float> mask = firstLanes(n - i);
            FloatVector centred = fromArray(FLOATS, x, xOffset + i, mask).sub(a);
            fromArray(FLOATS, hat, hatOffset + i, mask).neg().fma(weights, centred).mul(c).intoArray(y, yOffset + i,
                    mask);
        }
    }
}
