package io.github.vae4j.kernels.internal.rows;

import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.firstLanes;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.github.vae4j.kernels.internal.elementary.LaneTree;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// [RowKernels] with the Vector API. Strips of a row belong to the lanes of one register, as in the losses. What is left of a
/// row behind the last whole vector is a masked load in sums, where lanes outside add zero, and left to the twin otherwise.
public final class SimdRows implements RowKernels {
    private static final int STEP = LaneTree.LANES;
    private static final ScalarRows REST = new ScalarRows();

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
        int i = lane;
        for (; i <= n - LANES; i += STEP) {
            sum = sum.add(fromArray(FLOATS, x, xAt + i));
        }
        if (i < n) {
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
        int i = lane;
        for (; i <= n - LANES; i += STEP) {
            sum = fromArray(FLOATS, x, xAt + i).fma(fromArray(FLOATS, y, yAt + i), sum);
        }
        if (i < n) {
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
        int i = lane;
        for (; i <= n - LANES; i += STEP) {
            FloatVector difference = fromArray(FLOATS, x, xAt + i).sub(centres);
            sum = difference.fma(difference, sum);
        }
        if (i < n) {
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
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            fromArray(FLOATS, x, xOffset + i).add(shift).mul(factor).intoArray(y, yOffset + i);
        }
        REST.shiftAndScale(y, yOffset + whole, x, xOffset + whole, n - whole, shift, factor);
    }

    @Override
    public void add(float[] sum, int sumOffset, float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            fromArray(FLOATS, sum, sumOffset + i).add(fromArray(FLOATS, x, xOffset + i)).intoArray(sum,
                    sumOffset + i);
        }
        REST.add(sum, sumOffset + whole, x, xOffset + whole, n - whole);
    }

    @Override
    public void addProducts(float[] sum, int sumOffset, float[] x, int xOffset, float[] y, int yOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            fromArray(FLOATS, x, xOffset + i)
                    .fma(fromArray(FLOATS, y, yOffset + i), fromArray(FLOATS, sum, sumOffset + i))
                    .intoArray(sum, sumOffset + i);
        }
        REST.addProducts(sum, sumOffset + whole, x, xOffset + whole, y, yOffset + whole, n - whole);
    }

    @Override
    public void addSquares(float[] sum, int sumOffset, float[] x, int xOffset, float[] centre, int centreOffset,
            int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector difference = fromArray(FLOATS, x, xOffset + i)
                    .sub(fromArray(FLOATS, centre, centreOffset + i));
            difference.fma(difference, fromArray(FLOATS, sum, sumOffset + i)).intoArray(sum, sumOffset + i);
        }
        REST.addSquares(sum, sumOffset + whole, x, xOffset + whole, centre, centreOffset + whole, n - whole);
    }

    @Override
    public void multiply(float[] y, int yOffset, float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            fromArray(FLOATS, y, yOffset + i).mul(fromArray(FLOATS, x, xOffset + i)).intoArray(y,
                    yOffset + i);
        }
        REST.multiply(y, yOffset + whole, x, xOffset + whole, n - whole);
    }

    @Override
    public void normalise(float[] y, int yOffset, float[] hat, int hatOffset, float[] x, int xOffset, float[] mean,
            int meanOffset, float[] factor, int factorOffset, float[] gamma, int gammaOffset, float[] beta,
            int betaOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector h = fromArray(FLOATS, x, xOffset + i).sub(fromArray(FLOATS, mean, meanOffset + i))
                    .mul(fromArray(FLOATS, factor, factorOffset + i));
            h.intoArray(hat, hatOffset + i);
            h.fma(fromArray(FLOATS, gamma, gammaOffset + i), fromArray(FLOATS, beta, betaOffset + i))
                    .intoArray(y, yOffset + i);
        }
        REST.normalise(y, yOffset + whole, hat, hatOffset + whole, x, xOffset + whole, mean, meanOffset + whole, factor,
                factorOffset + whole, gamma, gammaOffset + whole, beta, betaOffset + whole, n - whole);
    }

    @Override
    public void affine(float[] y, int yOffset, float[] x, int xOffset, float[] gamma, int gammaOffset, float[] beta,
            int betaOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            fromArray(FLOATS, x, xOffset + i)
                    .fma(fromArray(FLOATS, gamma, gammaOffset + i), fromArray(FLOATS, beta, betaOffset + i))
                    .intoArray(y, yOffset + i);
        }
        REST.affine(y, yOffset + whole, x, xOffset + whole, gamma, gammaOffset + whole, beta, betaOffset + whole,
                n - whole);
    }

    @Override
    public void backward(float[] y, int yOffset, float[] x, int xOffset, float[] hat, int hatOffset, float[] a,
            int aOffset, float[] b, int bOffset, float[] c, int cOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector centred = fromArray(FLOATS, x, xOffset + i).sub(fromArray(FLOATS, a, aOffset + i));
            fromArray(FLOATS, hat, hatOffset + i).neg().fma(fromArray(FLOATS, b, bOffset + i), centred)
                    .mul(fromArray(FLOATS, c, cOffset + i)).intoArray(y, yOffset + i);
        }
        REST.backward(y, yOffset + whole, x, xOffset + whole, hat, hatOffset + whole, a, aOffset + whole, b,
                bOffset + whole, c, cOffset + whole, n - whole);
    }

    @Override
    public void backwardOfRow(float[] y, int yOffset, float[] x, int xOffset, float[] hat, int hatOffset, float a,
            float b, float c, int n) {
        FloatVector weights = FloatVector.broadcast(FLOATS, b);
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector centred = fromArray(FLOATS, x, xOffset + i).sub(a);
            fromArray(FLOATS, hat, hatOffset + i).neg().fma(weights, centred).mul(c).intoArray(y, yOffset + i);
        }
        REST.backwardOfRow(y, yOffset + whole, x, xOffset + whole, hat, hatOffset + whole, a, b, c, n - whole);
    }
}
