package io.github.vae4j.kernels.internal.statistics;

import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.INTS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.all;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.firstLanes;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// [ScalarStatistics] with vectors.
///
/// Floats are read in whole registers, each of which becomes two registers of doubles. Vectors of half the width would
/// be a second class of float vectors in the JVM, and loops far from here would be boxed for it (CONTRIBUTING.md, Style).
public final class SimdStatistics implements StatisticsKernels {
    private static final VectorSpecies<Double> DOUBLES = FLOATS.vectorShape().withLanes(double.class);
    private static final int D = DOUBLES.length();
    private static final VectorShuffle<Float> UPPER_HALF = VectorShuffle.fromOp(FLOATS, i -> (i + D) % (2 * D));

    /// Rows of data whose products are added while they stay in cache.
    private static final int ROW_BLOCK = 64;

    @Override
    public double sum(float[] x, int offset, int n) {
        double sum = 0;
        for (int from = 0; from < n; from += CHUNK) {
            sum += sumOfLanes(x, offset + from, offset + Math.min(n, from + CHUNK), 0, LANES);
        }
        return sum;
    }

    /// As in the specification, but two registers of lanes at a time.
    private static double sumOfLanes(float[] x, int from, int to, int lane, int width) {
        if (width > 2 * D) {
            return sumOfLanes(x, from, to, lane, width / 2) + sumOfLanes(x, from, to, lane + width / 2, width / 2);
        }
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int i = from + lane;
        for (; i <= to - 2 * D; i += LANES) {
            FloatVector v = fromArray(FLOATS, x, i);
            low = low.add(lower(v));
            high = high.add(upper(v));
        }
        if (i < to) {
            // Lanes outside are zero, which changes no sum that began with +0.
            FloatVector v = fromArray(FLOATS, x, i, firstLanes(to - i));
            low = low.add(lower(v));
            high = high.add(upper(v));
        }
        return tree(low) + tree(high);
    }

    @Override
    public double dot(float[] a, int aOffset, float[] b, int bOffset, int n) {
        double sum = 0;
        for (int from = 0; from < n; from += CHUNK) {
            sum += dotOfLanes(a, aOffset + from, b, bOffset + from, Math.min(n - from, CHUNK), 0, LANES);
        }
        return sum;
    }

    private static double dotOfLanes(float[] a, int aOffset, float[] b, int bOffset, int n, int lane, int width) {
        if (width > 2 * D) {
            return dotOfLanes(a, aOffset, b, bOffset, n, lane, width / 2)
                    + dotOfLanes(a, aOffset, b, bOffset, n, lane + width / 2, width / 2);
        }
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int i = lane;
        for (; i <= n - 2 * D; i += LANES) {
            FloatVector v = fromArray(FLOATS, a, aOffset + i);
            FloatVector w = fromArray(FLOATS, b, bOffset + i);
            low = lower(v).fma(lower(w), low);
            high = upper(v).fma(upper(w), high);
        }
        if (i < n) {
            VectorMask<Float> mask = firstLanes(n - i);
            FloatVector v = fromArray(FLOATS, a, aOffset + i, mask);
            FloatVector w = fromArray(FLOATS, b, bOffset + i, mask);
            low = lower(v).fma(lower(w), low);
            high = upper(v).fma(upper(w), high);
        }
        return tree(low) + tree(high);
    }

    @Override
    public float maxAbs(float[] x, int offset, int n) {
        IntVector first = IntVector.zero(INTS);
        IntVector second = first;
        int end = offset + n;
        int i = offset;
        for (; i <= end - 2 * FLOATS.length(); i += 2 * FLOATS.length()) {
            first = first.max(magnitudes(x, i));
            second = second.max(magnitudes(x, i + FLOATS.length()));
        }
        int max = first.max(second).reduceLanes(MAX);
        for (; i < end; i++) {
            max = Math.max(max, Float.floatToRawIntBits(x[i]) & Integer.MAX_VALUE);
        }
        return Float.intBitsToFloat(max);
    }

    private static IntVector magnitudes(float[] x, int i) {
        return fromArray(FLOATS, x, i).reinterpretAsInts().and(Integer.MAX_VALUE);
    }

    static DoubleVector lower(FloatVector v) {
        return (DoubleVector) v.convertShape(F2D, DOUBLES, 0);
    }

    static DoubleVector upper(FloatVector v) {
        return lower(v.rearrange(UPPER_HALF));
    }

    /// The sum of all lanes as a tree of neighbours.
    private static double tree(DoubleVector v) {
        return switch (D) {
            case 2 -> v.lane(0) + v.lane(1);
            case 4 -> (v.lane(0) + v.lane(1)) + (v.lane(2) + v.lane(3));
            default -> ((v.lane(0) + v.lane(1)) + (v.lane(2) + v.lane(3)))
                    + ((v.lane(4) + v.lane(5)) + (v.lane(6) + v.lane(7)));
        };
    }

    @Override
    public void columnSums(double[] out, int outOffset, float[] x, int xOffset, int xStride, int rows, int cols) {
        // Columns outside, in strips of a cache line: every line of x is read once, and the sums stay in registers.
        int c = 0;
        for (; c <= cols - 2 * D; c += 2 * D) {
            DoubleVector low = DoubleVector.zero(DOUBLES);
            DoubleVector high = low;
            for (int r = 0, i = xOffset + c; r < rows; r++, i += xStride) {
                FloatVector v = fromArray(FLOATS, x, i);
                low = low.add(lower(v));
                high = high.add(upper(v));
            }
            low.intoArray(out, outOffset + c);
            high.intoArray(out, outOffset + c + D);
        }
        for (; c < cols; c += D) {
            lastColumnSums(out, outOffset + c, x, xOffset + c, xStride, rows, cols - c);
        }
    }

    /// At most D columns.
    private static void lastColumnSums(double[] out, int outOffset, float[] x, int xOffset, int xStride, int rows,
            int cols) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        // Lanes beyond the columns hold what follows in x and are not stored; a mask is for the last rows, where x ends.
        int r = 0;
        int i = xOffset;
        for (; r < rows && i <= x.length - FLOATS.length(); r++, i += xStride) {
            sum = sum.add(lower(fromArray(FLOATS, x, i)));
        }
        for (VectorMask<Float> mask = firstLanes(cols); r < rows; r++, i += xStride) {
            sum = sum.add(lower(fromArray(FLOATS, x, i, mask)));
        }
        sum.intoArray(out, outOffset, DOUBLES.indexInRange(0, cols));
    }

    @Override
    public void scatter(double[] out, int outOffset, double[] centre, int centreOffset, float[] x, int xOffset,
            int xStride, int rows, int cols) {
        Arrays.fill(out, outOffset, outOffset + cols * cols, 0);
        for (int from = 0; from < rows; from += ROW_BLOCK) {
            int count = Math.min(rows - from, ROW_BLOCK);
            int block = xOffset + from * xStride;
            for (int i = 0; i < cols; i++) {
                for (int j = i; j < cols; j += D) {
                    scatterStrip(out, outOffset + i * cols + j, centre, centreOffset + i, centreOffset + j, x,
                            block + i, block + j, xStride, count, cols - j);
                }
            }
        }
    }

    /// One row of the result from column j on: at most D columns.
    private static void scatterStrip(double[] out, int outOffset, double[] centre, int centreI, int centreJ, float[] x,
            int xi, int xj, int xStride, int rows, int cols) {
        VectorMask<Double> mask = DOUBLES.indexInRange(0, cols);
        DoubleVector sum = DoubleVector.fromArray(DOUBLES, out, outOffset, mask);
        DoubleVector centres = DoubleVector.fromArray(DOUBLES, centre, centreJ, mask);
        double centreOfI = centre[centreI];
        // As in lastColumnSums, a mask for the last rows only.
        int r = 0;
        for (int i = xj; r < rows && i <= x.length - FLOATS.length(); r++, i += xStride) {
            sum = DoubleVector.broadcast(DOUBLES, x[xi + r * xStride] - centreOfI)
                    .fma(lower(fromArray(FLOATS, x, i)).sub(centres), sum);
        }
        for (VectorMask<Float> floats = firstLanes(cols); r < rows; r++) {
            sum = DoubleVector.broadcast(DOUBLES, x[xi + r * xStride] - centreOfI)
                    .fma(lower(fromArray(FLOATS, x, xj + r * xStride, floats)).sub(centres), sum);
        }
        sum.intoArray(out, outOffset, mask);
    }

    @Override
    public void distances(float[] out, int outOffset, int outStride, float[] aNorms, int aNormsOffset, float[] bNorms,
            int bNormsOffset, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride, int m, int n,
            int d) {
        for (int i = 0; i < m; i++) {
            float norm = aNorms[aNormsOffset + i];
            int row = outOffset + i * outStride;
            for (int j = 0; j < n; j += FLOATS.length()) {
                VectorMask<Float> inRow = FLOATS.indexInRange(j, n);
                FloatVector norms = fromArray(FLOATS, bNorms, bNormsOffset + j, inRow).add(norm);
                FloatVector product = fromArray(FLOATS, out, row + j, inRow);
                FloatVector distance = product.fma(all(-2f), norms);
                distance.intoArray(out, row + j, inRow);
                long near = distance.compare(GE, norms.mul(NEAR)).not().and(inRow).toLong();
                for (; near != 0; near &= near - 1) {
                    int column = j + Long.numberOfTrailingZeros(near);
                    out[row + column] = StatisticsKernels.squaredDistance(a, aOffset + i * aStride, b,
                            bOffset + column * bStride, d);
                }
            }
        }
    }

    @Override
    public void argMin(int[] out, int outOffset, float[] x, int xOffset, int xStride, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            int row = xOffset + r * xStride;
            out[outOffset + r] = firstEqual(x, row, cols, minimum(x, row, cols));
        }
    }

    /// The smallest element, or infinity.
    private static float minimum(float[] x, int offset, int n) {
        FloatVector best = all(Float.POSITIVE_INFINITY);
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += FLOATS.length()) {
            FloatVector value = fromArray(FLOATS, x, offset + i);
            best = best.blend(value, value.compare(LT, best));
        }
        // The order does not matter for a minimum without NaN (zeros of both signs compare equal later).
        float minimum = best.reduceLanes(MIN);
        for (int i = end; i < n; i++) {
            minimum = x[offset + i] < minimum ? x[offset + i] : minimum;
        }
        return minimum;
    }

    private static int firstEqual(float[] x, int offset, int n, float wanted) {
        int end = FLOATS.loopBound(n);
        for (int i = 0; i < end; i += FLOATS.length()) {
            VectorMask<Float> equal = fromArray(FLOATS, x, offset + i).compare(EQ, wanted);
            if (equal.anyTrue()) {
                return i + equal.firstTrue();
            }
        }
        for (int i = end; i < n; i++) {
            if (x[offset + i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
