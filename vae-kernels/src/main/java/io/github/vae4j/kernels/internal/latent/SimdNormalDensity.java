package io.github.vae4j.kernels.internal.latent;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.*;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;

import io.github.vae4j.kernels.internal.OutOfLine;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// [ScalarNormalDensity] with vectors.
@SuppressWarnings("UnusedMethod") // the loops that are compiled apart are found by their names
public final class SimdNormalDensity implements NormalDensityKernels {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int D = DOUBLES.length();

    private static final DoubleVector ZERO = all(0);
    private static final DoubleVector ONE = all(1);
    private static final DoubleVector V_LOG2_E = all(DOUBLE_LOG2_E);
    private static final DoubleVector V_BIASED_ROUNDER = all(DOUBLE_BIASED_ROUNDER);
    private static final DoubleVector V_MINUS_LN2_HIGH = all(-DOUBLE_LN2_HIGH);
    private static final DoubleVector V_MINUS_LN2_LOW = all(-DOUBLE_LN2_LOW);
    private static final DoubleVector V_EXP_NORMAL_MIN = all(DOUBLE_EXP_NORMAL_MIN);
    private static final DoubleVector V_EXP_2 = all(DOUBLE_EXP_2);
    private static final DoubleVector V_EXP_3 = all(DOUBLE_EXP_3);
    private static final DoubleVector V_EXP_4 = all(DOUBLE_EXP_4);
    private static final DoubleVector V_EXP_5 = all(DOUBLE_EXP_5);
    private static final DoubleVector V_EXP_6 = all(DOUBLE_EXP_6);
    private static final DoubleVector V_EXP_7 = all(DOUBLE_EXP_7);
    private static final DoubleVector V_EXP_8 = all(DOUBLE_EXP_8);
    private static final DoubleVector V_EXP_9 = all(DOUBLE_EXP_9);
    private static final DoubleVector V_EXP_10 = all(DOUBLE_EXP_10);
    private static final DoubleVector V_EXP_11 = all(DOUBLE_EXP_11);

    private static final VectorShuffle<Double> NEIGHBOUR_1 = VectorShuffle.fromOp(DOUBLES, i -> i ^ 1);
    private static final VectorShuffle<Double> NEIGHBOUR_2 = VectorShuffle.fromOp(DOUBLES, i -> (i ^ 2) % D);
    private static final VectorShuffle<Double> NEIGHBOUR_4 = VectorShuffle.fromOp(DOUBLES, i -> (i ^ 4) % D);

    private static final OutOfLine RAISE = apart("raise");
    private static final OutOfLine ADD = apart("add");

    private static OutOfLine apart(String name) {
        return new OutOfLine(MethodHandles.lookup(), name, double[].class, int.class, double[].class, int.class,
                double[].class, int.class, int.class, int.class);
    }

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(DOUBLES, value);
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(DOUBLES, x, at);
    }

    @Override
    public void logDensities(double[] out, int outOffset, double[] sums, int sumsOffset, float[] z, int zOffset,
            double[] mean, int meanOffset, double[] peak, int peakOffset, double[] curvature, int curvatureOffset,
            int rows, int cols) {
        int whole = DOUBLES.loopBound(cols);
        for (int r = 0; r < rows; r++) {
            int outAt = outOffset + r * cols;
            int sumsAt = sumsOffset + r * cols;
            DoubleVector point = all(z[zOffset + r]);
            for (int c = 0; c < whole; c += D) {
                DoubleVector difference = point.sub(load(mean, meanOffset + c));
                DoubleVector value = difference.mul(difference).fma(load(curvature, curvatureOffset + c),
                        load(peak, peakOffset + c));
                value.intoArray(out, outAt + c);
                load(sums, sumsAt + c).add(value).intoArray(sums, sumsAt + c);
            }
            ScalarNormalDensity.logDensities(out, outAt, sums, sumsAt, z[zOffset + r], mean, meanOffset, peak,
                    peakOffset,
                    curvature, curvatureOffset, whole, cols);
        }
    }

    @Override
    public void addExp(double[] largest, int largestOffset, double[] sums, int sumsOffset, double[] x, int xOffset,
            int rows, int cols) {
        try {
            RAISE.loop().invokeExact(largest, largestOffset, sums, sumsOffset, x, xOffset, rows, cols);
            ADD.loop().invokeExact(largest, largestOffset, sums, sumsOffset, x, xOffset, rows, cols);
        } catch (Throwable e) {
            throw OutOfLine.unchecked(e);
        }
    }

    /// The new largest exponents, and sums relative to them.
    private static void raise(double[] largest, int largestOffset, double[] sums, int sumsOffset, double[] x,
            int xOffset, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            double before = largest[largestOffset + r];
            double max = max(before, x, xOffset + r * cols, cols - cols % LANES, cols) + 0.0;
            largest[largestOffset + r] = max;
            sums[sumsOffset + r] *= ScalarNormalDensity.shrinkage(before, max);
        }
    }

    private static void add(double[] largest, int largestOffset, double[] sums, int sumsOffset, double[] x, int xOffset,
            int rows, int cols) {
        int whole = cols - cols % LANES;
        for (int r = 0; r < rows; r++) {
            int row = xOffset + r * cols;
            double max = largest[largestOffset + r];
            double sum = whole == 0 ? 0 : sumOfLanes(x, row, row + whole, max);
            sums[sumsOffset + r] += ScalarNormalDensity.addRest(sum, x, row + whole, row + cols, max);
        }
    }

    private static double max(double before, double[] x, int at, int whole, int n) {
        DoubleVector best = all(before);
        for (int i = 0; i < whole; i += D) {
            DoubleVector value = load(x, at + i);
            best = best.blend(value, value.compare(GT, best));
        }
        // The order does not matter: zeros of both signs become one.
        double max = best.reduceLanes(MAX);
        for (int i = whole; i < n; i++) {
            max = x[at + i] > max ? x[at + i] : max;
        }
        return max;
    }

    private static double sumOfLanes(double[] x, int from, int to, double max) {
        if (D == 8) {
            return strip(0, x, from, to, max) + strip(8, x, from, to, max);
        }
        if (D == 4) {
            return (strip(0, x, from, to, max) + strip(4, x, from, to, max))
                    + (strip(8, x, from, to, max) + strip(12, x, from, to, max));
        }
        double low = (strip(0, x, from, to, max) + strip(2, x, from, to, max))
                + (strip(4, x, from, to, max) + strip(6, x, from, to, max));
        return low + ((strip(8, x, from, to, max) + strip(10, x, from, to, max))
                + (strip(12, x, from, to, max) + strip(14, x, from, to, max)));
    }

    /// As [ScalarNormalDensity#expNonPositive].
    public static DoubleVector expNonPositive(DoubleVector v) {
        DoubleVector t = v.fma(V_LOG2_E, V_BIASED_ROUNDER);
        DoubleVector n = t.sub(V_BIASED_ROUNDER);
        DoubleVector r = n.fma(V_MINUS_LN2_HIGH, v);
        r = n.fma(V_MINUS_LN2_LOW, r);
        DoubleVector p = r.fma(V_EXP_11, V_EXP_10);
        p = p.fma(r, V_EXP_9);
        p = p.fma(r, V_EXP_8);
        p = p.fma(r, V_EXP_7);
        p = p.fma(r, V_EXP_6);
        p = p.fma(r, V_EXP_5);
        p = p.fma(r, V_EXP_4);
        p = p.fma(r, V_EXP_3);
        p = p.fma(r, V_EXP_2);
        p = p.fma(r.mul(r), r);
        DoubleVector power = t.reinterpretAsLongs().lanewise(LSHL, 52).reinterpretAsDoubles();
        return p.add(ONE).mul(power).blend(ZERO, v.compare(LT, V_EXP_NORMAL_MIN));
    }

    /// The sum of the D lanes from `lane` on, as a tree of neighbours.
    private static double strip(int lane, double[] x, int from, int to, double max) {
        DoubleVector shift = all(max);
        // Not the constant: a sum that starts as an object stays one, and is allocated for every vector.
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        for (int i = from + lane; i < to; i += LANES) {
            sum = sum.add(expNonPositive(load(x, i).sub(shift)));
        }
        sum = sum.add(sum.rearrange(NEIGHBOUR_1));
        if (D >= 4) {
            sum = sum.add(sum.rearrange(NEIGHBOUR_2));
        }
        if (D >= 8) {
            sum = sum.add(sum.rearrange(NEIGHBOUR_4));
        }
        return sum.lane(0);
    }
}
