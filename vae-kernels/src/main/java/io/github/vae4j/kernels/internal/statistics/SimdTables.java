package io.github.vae4j.kernels.internal.statistics;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import io.github.vae4j.kernels.internal.latent.SimdNormalDensity;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// [ScalarTables] with vectors.
public final class SimdTables implements TableKernels {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int D = DOUBLES.length();
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int F = FLOATS.length();
    /// Steps of a sum after which a tile goes to the next columns, so that its part of `b` stays in the cache.
    private static final int DEPTH = 256;

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    private static final DoubleVector INDEX = DoubleVector.zero(DOUBLES).addIndex(1);
    private static final FloatVector MINUS_TWO = FloatVector.broadcast(FLOATS, -2f);

    @Override
    public void addProducts(double[] out, int outOffset, double[] a, int aOffset, double[] b, int bOffset, int m, int n,
            int k) {
        addProducts(out, outOffset, a, aOffset, k, 1, b, bOffset, m, n, k);
    }

    @Override
    public void addProductsTransA(double[] out, int outOffset, double[] a, int aOffset, double[] b, int bOffset, int m,
            int n, int k) {
        addProducts(out, outOffset, a, aOffset, 1, m, b, bOffset, m, n, k);
    }

    /// Element (i, l) of `a` lies at `i aRow + l aColumn`.
    private static void addProducts(double[] out, int outOffset, double[] a, int aOffset, int aRow, int aColumn,
            double[] b, int bOffset, int m, int n, int k) {
        int pairs = n - n % (2 * D);
        int whole = n - n % D;
        for (int from = 0; from < k; from += DEPTH) {
            int depth = Math.min(DEPTH, k - from);
            int aAt = aOffset + from * aColumn;
            int bAt = bOffset + from * n;
            int i = 0;
            for (; i + 4 <= m; i += 4) {
                for (int j = 0; j < pairs; j += 2 * D) {
                    fourRows(out, outOffset + i * n + j, n, a, aAt + i * aRow, aRow, aColumn, b, bAt + j, depth);
                }
            }
            for (; i + 2 <= m; i += 2) {
                for (int j = 0; j < pairs; j += 2 * D) {
                    twoRows(out, outOffset + i * n + j, n, a, aAt + i * aRow, aRow, aColumn, b, bAt + j, depth);
                }
            }
            for (int j = 0; j < pairs && i < m; j += 2 * D) {
                oneRow(out, outOffset + i * n + j, n, a, aAt + i * aRow, aColumn, b, bAt + j, depth);
            }
            int row = 0;
            for (; row + 8 <= m && pairs < whole; row += 8) {
                eightHalfRows(out, outOffset + row * n + pairs, n, a, aAt + row * aRow, aRow, aColumn, b, bAt + pairs,
                        depth);
            }
            for (; row < m && pairs < whole; row++) {
                halfRow(out, outOffset + row * n + pairs, n, a, aAt + row * aRow, aColumn, b, bAt + pairs, depth);
            }
        }
        if (whole < n) {
            ScalarTables.addProducts(out, outOffset, a, aOffset, aRow, aColumn, b, bOffset, m, whole, n, 0, k);
        }
    }

    /// 4 rows of two registers each: eight sums that do not wait for each other.
    private static void fourRows(double[] out, int at, int stride, double[] a, int aAt, int aRow, int aColumn,
            double[] b, int bAt, int k) {
        DoubleVector sum00 = DoubleVector.fromArray(DOUBLES, out, at);
        DoubleVector sum01 = DoubleVector.fromArray(DOUBLES, out, at + D);
        DoubleVector sum10 = DoubleVector.fromArray(DOUBLES, out, at + stride);
        DoubleVector sum11 = DoubleVector.fromArray(DOUBLES, out, at + stride + D);
        DoubleVector sum20 = DoubleVector.fromArray(DOUBLES, out, at + 2 * stride);
        DoubleVector sum21 = DoubleVector.fromArray(DOUBLES, out, at + 2 * stride + D);
        DoubleVector sum30 = DoubleVector.fromArray(DOUBLES, out, at + 3 * stride);
        DoubleVector sum31 = DoubleVector.fromArray(DOUBLES, out, at + 3 * stride + D);
        for (int l = 0, i = aAt, j = bAt; l < k; l++, i += aColumn, j += stride) {
            DoubleVector left = DoubleVector.fromArray(DOUBLES, b, j);
            DoubleVector right = DoubleVector.fromArray(DOUBLES, b, j + D);
            DoubleVector factor = DoubleVector.broadcast(DOUBLES, a[i]);
            sum00 = factor.fma(left, sum00);
            sum01 = factor.fma(right, sum01);
            factor = DoubleVector.broadcast(DOUBLES, a[i + aRow]);
            sum10 = factor.fma(left, sum10);
            sum11 = factor.fma(right, sum11);
            factor = DoubleVector.broadcast(DOUBLES, a[i + 2 * aRow]);
            sum20 = factor.fma(left, sum20);
            sum21 = factor.fma(right, sum21);
            factor = DoubleVector.broadcast(DOUBLES, a[i + 3 * aRow]);
            sum30 = factor.fma(left, sum30);
            sum31 = factor.fma(right, sum31);
        }
        sum00.intoArray(out, at);
        sum01.intoArray(out, at + D);
        sum10.intoArray(out, at + stride);
        sum11.intoArray(out, at + stride + D);
        sum20.intoArray(out, at + 2 * stride);
        sum21.intoArray(out, at + 2 * stride + D);
        sum30.intoArray(out, at + 3 * stride);
        sum31.intoArray(out, at + 3 * stride + D);
    }

    private static void twoRows(double[] out, int at, int stride, double[] a, int aAt, int aRow, int aColumn,
            double[] b, int bAt, int k) {
        DoubleVector sum00 = DoubleVector.fromArray(DOUBLES, out, at);
        DoubleVector sum01 = DoubleVector.fromArray(DOUBLES, out, at + D);
        DoubleVector sum10 = DoubleVector.fromArray(DOUBLES, out, at + stride);
        DoubleVector sum11 = DoubleVector.fromArray(DOUBLES, out, at + stride + D);
        for (int l = 0, i = aAt, j = bAt; l < k; l++, i += aColumn, j += stride) {
            DoubleVector left = DoubleVector.fromArray(DOUBLES, b, j);
            DoubleVector right = DoubleVector.fromArray(DOUBLES, b, j + D);
            DoubleVector factor = DoubleVector.broadcast(DOUBLES, a[i]);
            sum00 = factor.fma(left, sum00);
            sum01 = factor.fma(right, sum01);
            factor = DoubleVector.broadcast(DOUBLES, a[i + aRow]);
            sum10 = factor.fma(left, sum10);
            sum11 = factor.fma(right, sum11);
        }
        sum00.intoArray(out, at);
        sum01.intoArray(out, at + D);
        sum10.intoArray(out, at + stride);
        sum11.intoArray(out, at + stride + D);
    }

    private static void oneRow(double[] out, int at, int stride, double[] a, int aAt, int aColumn, double[] b,
            int bAt, int k) {
        DoubleVector left = DoubleVector.fromArray(DOUBLES, out, at);
        DoubleVector right = DoubleVector.fromArray(DOUBLES, out, at + D);
        for (int l = 0, i = aAt, j = bAt; l < k; l++, i += aColumn, j += stride) {
            DoubleVector factor = DoubleVector.broadcast(DOUBLES, a[i]);
            left = factor.fma(DoubleVector.fromArray(DOUBLES, b, j), left);
            right = factor.fma(DoubleVector.fromArray(DOUBLES, b, j + D), right);
        }
        left.intoArray(out, at);
        right.intoArray(out, at + D);
    }

    /// 8 rows of one register each.
    private static void eightHalfRows(double[] out, int at, int stride, double[] a, int aAt, int aRow, int aColumn,
            double[] b, int bAt, int k) {
        DoubleVector sum0 = DoubleVector.fromArray(DOUBLES, out, at);
        DoubleVector sum1 = DoubleVector.fromArray(DOUBLES, out, at + stride);
        DoubleVector sum2 = DoubleVector.fromArray(DOUBLES, out, at + 2 * stride);
        DoubleVector sum3 = DoubleVector.fromArray(DOUBLES, out, at + 3 * stride);
        DoubleVector sum4 = DoubleVector.fromArray(DOUBLES, out, at + 4 * stride);
        DoubleVector sum5 = DoubleVector.fromArray(DOUBLES, out, at + 5 * stride);
        DoubleVector sum6 = DoubleVector.fromArray(DOUBLES, out, at + 6 * stride);
        DoubleVector sum7 = DoubleVector.fromArray(DOUBLES, out, at + 7 * stride);
        for (int l = 0, i = aAt, j = bAt; l < k; l++, i += aColumn, j += stride) {
            DoubleVector right = DoubleVector.fromArray(DOUBLES, b, j);
            sum0 = DoubleVector.broadcast(DOUBLES, a[i]).fma(right, sum0);
            sum1 = DoubleVector.broadcast(DOUBLES, a[i + aRow]).fma(right, sum1);
            sum2 = DoubleVector.broadcast(DOUBLES, a[i + 2 * aRow]).fma(right, sum2);
            sum3 = DoubleVector.broadcast(DOUBLES, a[i + 3 * aRow]).fma(right, sum3);
            sum4 = DoubleVector.broadcast(DOUBLES, a[i + 4 * aRow]).fma(right, sum4);
            sum5 = DoubleVector.broadcast(DOUBLES, a[i + 5 * aRow]).fma(right, sum5);
            sum6 = DoubleVector.broadcast(DOUBLES, a[i + 6 * aRow]).fma(right, sum6);
            sum7 = DoubleVector.broadcast(DOUBLES, a[i + 7 * aRow]).fma(right, sum7);
        }
        sum0.intoArray(out, at);
        sum1.intoArray(out, at + stride);
        sum2.intoArray(out, at + 2 * stride);
        sum3.intoArray(out, at + 3 * stride);
        sum4.intoArray(out, at + 4 * stride);
        sum5.intoArray(out, at + 5 * stride);
        sum6.intoArray(out, at + 6 * stride);
        sum7.intoArray(out, at + 7 * stride);
    }

    private static void halfRow(double[] out, int at, int stride, double[] a, int aAt, int aColumn, double[] b,
            int bAt, int k) {
        DoubleVector sum = DoubleVector.fromArray(DOUBLES, out, at);
        for (int l = 0, i = aAt, j = bAt; l < k; l++, i += aColumn, j += stride) {
            sum = DoubleVector.broadcast(DOUBLES, a[i]).fma(DoubleVector.fromArray(DOUBLES, b, j), sum);
        }
        sum.intoArray(out, at);
    }

    @Override
    public void expNonPositive(double[] out, int outOffset, double[] x, int xOffset, int n) {
        int whole = DOUBLES.loopBound(n);
        for (int i = 0; i < whole; i += D) {
            SimdNormalDensity.expNonPositive(DoubleVector.fromArray(DOUBLES, x, xOffset + i)).intoArray(out,
                    outOffset + i);
        }
        ScalarTables.expNonPositive(out, outOffset, x, xOffset, whole, n);
    }

    @Override
    public int within(int[] places, float[] products, int productsOffset, int productsStride, int rows, int cols,
            float[] rowNorms, int rowNormsOffset, float[] columnNorms, int columnNormsOffset, float[] rowLimits,
            int rowLimitsOffset, float[] columnLimits, int columnLimitsOffset) {
        int whole = FLOATS.loopBound(cols);
        int found = 0;
        for (int r = 0; r < rows; r++) {
            int at = productsOffset + r * productsStride;
            float rowNorm = rowNorms[rowNormsOffset + r];
            float rowLimit = rowLimits[rowLimitsOffset + r];
            FloatVector norm = FloatVector.broadcast(FLOATS, rowNorm);
            FloatVector limit = FloatVector.broadcast(FLOATS, rowLimit);
            for (int c = 0; c < whole; c += F) {
                FloatVector square = squares(products, at + c, columnNorms, columnNormsOffset + c, norm);
                FloatVector other = FloatVector.fromArray(FLOATS, columnLimits, columnLimitsOffset + c);
                long hits = square.compare(LE, limit).or(square.compare(LE, other)).toLong();
                for (; hits != 0; hits &= hits - 1) {
                    places[found++] = r * cols + c + Long.numberOfTrailingZeros(hits);
                }
            }
            found = ScalarTables.within(places, found, products, at, r * cols, whole, cols, rowNorm, columnNorms,
                    columnNormsOffset, rowLimit, columnLimits, columnLimitsOffset);
        }
        return found;
    }

    private static FloatVector squares(float[] products, int at, float[] norms, int normsAt, FloatVector norm) {
        return FloatVector.fromArray(FLOATS, products, at).fma(MINUS_TWO,
                FloatVector.fromArray(FLOATS, norms, normsAt).add(norm));
    }

    @Override
    public long countBelow(float[] products, int productsOffset, int n, float norm, float[] norms, int normsOffset,
            float low,
            float high) {
        FloatVector shift = FloatVector.broadcast(FLOATS, norm);
        FloatVector lowest = FloatVector.broadcast(FLOATS, low);
        FloatVector highest = FloatVector.broadcast(FLOATS, high);
        int whole = FLOATS.loopBound(n);
        long lows = 0;
        long highs = 0;
        for (int i = 0; i < whole; i += F) {
            FloatVector square = squares(products, productsOffset + i, norms, normsOffset + i, shift);
            lows += square.compare(LT, lowest).trueCount();
            highs += square.compare(LT, highest).trueCount();
        }
        return (lows << 32 | highs)
                + ScalarTables.countBelow(products, productsOffset, whole, n, norm, norms, normsOffset, low, high);
    }

    @Override
    public void addRows(double[] sums, int sumsOffset, int[] groups, int groupsOffset, float[] x, int xOffset, int rows,
            int cols) {
        int whole = FLOATS.loopBound(cols);
        for (int r = 0; r < rows; r++) {
            int at = sumsOffset + groups[groupsOffset + r] * cols;
            int row = xOffset + r * cols;
            for (int c = 0; c < whole; c += F) {
                FloatVector values = FloatVector.fromArray(FLOATS, x, row + c);
                DoubleVector low = DoubleVector.fromArray(DOUBLES, sums, at + c);
                DoubleVector high = DoubleVector.fromArray(DOUBLES, sums, at + c + D);
                low.add(SimdStatistics.lower(values)).intoArray(sums, at + c);
                high.add(SimdStatistics.upper(values)).intoArray(sums, at + c + D);
            }
            ScalarTables.addRow(sums, at, x, row, whole, cols);
        }
    }

    @Override
    public void nearest(int[] best, int bestOffset, float[] margins, int marginsOffset, float[] products,
            int productsOffset, int productsStride, float[] norms, int normsOffset, int rows, int cols) {
        int whole = FLOATS.loopBound(cols);
        for (int c = 0; c < whole; c += F) {
            FloatVector least = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
            FloatVector second = least;
            IntVector row = IntVector.zero(INTS);
            for (int r = 0, at = productsOffset + c; r < rows; r++, at += productsStride) {
                FloatVector score = FloatVector.fromArray(FLOATS, products, at).fma(MINUS_TWO,
                        FloatVector.broadcast(FLOATS, norms[normsOffset + r]));
                VectorMask<Float> less = score.compare(LT, least);
                second = second.blend(score, score.compare(LT, second)).blend(least, less);
                least = least.blend(score, less);
                row = row.blend(r, less.cast(INTS));
            }
            row.intoArray(best, bestOffset + c);
            second.sub(least).intoArray(margins, marginsOffset + c);
        }
        ScalarTables.nearest(best, bestOffset, margins, marginsOffset, products, productsOffset, productsStride, norms,
                normsOffset, rows, whole, cols);
    }

    @Override
    public int firstSplit(double[] sums, int sumsOffset, int n, double below, double count, double total,
            double bound) {
        DoubleVector all = DoubleVector.broadcast(DOUBLES, total);
        int whole = DOUBLES.loopBound(n);
        for (int i = 0; i < whole; i += D) {
            DoubleVector b = INDEX.add(below + i);
            DoubleVector a = DoubleVector.broadcast(DOUBLES, count).sub(b);
            DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, sumsOffset + i);
            DoubleVector difference = a.mul(sum).sub(b.mul(all.sub(sum)));
            VectorMask<Double> better = difference.mul(difference).compare(GT, b.mul(a).mul(bound));
            if (better.anyTrue()) {
                return i + better.firstTrue();
            }
        }
        return ScalarTables.firstSplit(sums, sumsOffset, whole, n, below, count, total, bound);
    }
}
