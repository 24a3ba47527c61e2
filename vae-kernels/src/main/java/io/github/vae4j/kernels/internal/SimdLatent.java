package io.github.vae4j.kernels.internal;

import static io.github.vae4j.kernels.internal.ElementaryConstants.HALF_LOG_2PI;
import static io.github.vae4j.kernels.internal.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.SimdElementary.all;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The latent-space kernels with the Vector API; for the sums of rows see [SimdLosses].
///
/// Rows are short (a VAE has tens of latent units), so every vector is loaded under a mask: one loop, no tail.
public final class SimdLatent implements LatentKernels {
    private static final int STEP = LaneTree.LANES;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private static final DoubleVector DOUBLE_LANE_NUMBERS = DoubleVector.zero(DOUBLES).addIndex(1);

    private static FloatVector load(float[] x, int at, VectorMask<Float> mask) {
        return FloatVector.fromArray(FLOATS, x, at, mask);
    }

    @Override
    public void kl(float[] kl, int klOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride,
            int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            kl[klOffset + r] = 0.5f * klRow(mean, meanOffset + r * stride, logvar, logvarOffset + r * stride, cols);
        }
    }

    private static float klRow(float[] mean, int meanAt, float[] logvar, int logvarAt, int cols) {
        float sum = klStrip(0, mean, meanAt, logvar, logvarAt, cols);
        if (LANES == 8) {
            sum += klStrip(8, mean, meanAt, logvar, logvarAt, cols);
        } else if (LANES == 4) {
            sum = (sum + klStrip(4, mean, meanAt, logvar, logvarAt, cols))
                    + (klStrip(8, mean, meanAt, logvar, logvarAt, cols)
                            + klStrip(12, mean, meanAt, logvar, logvarAt, cols));
        }
        return sum;
    }

    private static float klStrip(int lane, float[] mean, int meanAt, float[] logvar, int logvarAt, int cols) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = lane; i < cols; i += STEP) {
            VectorMask<Float> mask = SimdElementary.firstLanes(cols - i);
            sum = sum.add(doubledKl(load(mean, meanAt + i, mask), load(logvar, logvarAt + i, mask)), mask);
        }
        return LaneTree.sum(sum);
    }

    private static FloatVector doubledKl(FloatVector mean, FloatVector logvar) {
        return mean.fma(mean, SimdElementary.expMinusTangent(logvar));
    }

    @Override
    public void klPerUnit(double[] sums, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride,
            int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            int at = r * stride;
            for (int i = 0; i < cols; i += LANES) {
                VectorMask<Float> mask = SimdElementary.firstLanes(cols - i);
                FloatVector kl = doubledKl(load(mean, meanOffset + at + i, mask),
                        load(logvar, logvarOffset + at + i, mask)).mul(0.5f);
                accumulate(sums, i, cols, kl, 0);
                accumulate(sums, i + LANES / 2, cols, kl, 1);
            }
        }
    }

    private static void accumulate(double[] sums, int at, int cols, FloatVector terms, int part) {
        if (at < cols) {
            VectorMask<Double> mask = DOUBLE_LANE_NUMBERS.compare(LT, (double) (cols - at));
            DoubleVector wide = (DoubleVector) terms.convertShape(F2D, DOUBLES, part);
            DoubleVector.fromArray(DOUBLES, sums, at, mask).add(wide).intoArray(sums, at, mask);
        }
    }

    @Override
    public void reparameterise(float[] z, int zOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset,
            int stride, float[] eps, int epsOffset, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < cols; i += LANES) {
                VectorMask<Float> mask = SimdElementary.firstLanes(cols - i);
                FloatVector deviation = SimdElementary.exp(load(logvar, logvarOffset + r * stride + i, mask).mul(0.5f));
                deviation.fma(load(eps, epsOffset + r * cols + i, mask), load(mean, meanOffset + r * stride + i, mask))
                        .intoArray(z, zOffset + r * cols + i, mask);
            }
        }
    }

    @Override
    public void reparameteriseBackward(float[] dMean, int dMeanOffset, float[] dLogvar, int dLogvarOffset, float[] dz,
            int dzOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride, float[] eps,
            int epsOffset, float[] klWeight, int klWeightOffset, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            int at = r * stride;
            for (int i = 0; i < cols; i += LANES) {
                VectorMask<Float> mask = SimdElementary.firstLanes(cols - i);
                FloatVector gradient = load(dz, dzOffset + r * cols + i, mask);
                FloatVector weight = load(klWeight, klWeightOffset + i, mask);
                FloatVector lv = load(logvar, logvarOffset + at + i, mask);
                FloatVector noise = gradient.mul(load(eps, epsOffset + r * cols + i, mask))
                        .mul(SimdElementary.exp(lv.mul(0.5f)));
                weight.fma(load(mean, meanOffset + at + i, mask), gradient)
                        .intoArray(dMean, dMeanOffset + at + i, mask);
                weight.fma(SimdElementary.expm1(lv), noise).mul(0.5f)
                        .intoArray(dLogvar, dLogvarOffset + at + i, mask);
            }
        }
    }

    @Override
    public void logDensity(float[] out, int outOffset, float[] z, int zOffset, float[] mean, int meanOffset,
            float[] logvar, int logvarOffset, int stride, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            float sum = densityRow(z, zOffset + r * cols, mean, meanOffset + r * stride, logvar,
                    logvarOffset + r * stride, cols);
            out[outOffset + r] = -Math.fma(0.5f, sum, cols * HALF_LOG_2PI);
        }
    }

    private static float densityRow(float[] z, int zAt, float[] mean, int meanAt, float[] logvar, int logvarAt,
            int cols) {
        float sum = densityStrip(0, z, zAt, mean, meanAt, logvar, logvarAt, cols);
        if (LANES == 8) {
            sum += densityStrip(8, z, zAt, mean, meanAt, logvar, logvarAt, cols);
        } else if (LANES == 4) {
            sum = (sum + densityStrip(4, z, zAt, mean, meanAt, logvar, logvarAt, cols))
                    + (densityStrip(8, z, zAt, mean, meanAt, logvar, logvarAt, cols)
                            + densityStrip(12, z, zAt, mean, meanAt, logvar, logvarAt, cols));
        }
        return sum;
    }

    private static float densityStrip(int lane, float[] z, int zAt, float[] mean, int meanAt, float[] logvar,
            int logvarAt, int cols) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = lane; i < cols; i += STEP) {
            VectorMask<Float> mask = SimdElementary.firstLanes(cols - i);
            FloatVector difference = load(z, zAt + i, mask).sub(load(mean, meanAt + i, mask));
            FloatVector lv = load(logvar, logvarAt + i, mask);
            sum = sum.add(difference.mul(difference).fma(SimdElementary.exp(lv.lanewise(NEG)), lv), mask);
        }
        return LaneTree.sum(sum);
    }

    @Override
    public void standardLogDensity(float[] out, int outOffset, float[] z, int zOffset, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            out[outOffset + r] = -Math.fma(0.5f, squaresRow(z, zOffset + r * cols, cols), cols * HALF_LOG_2PI);
        }
    }

    private static float squaresRow(float[] z, int zAt, int cols) {
        float sum = squaresStrip(0, z, zAt, cols);
        if (LANES == 8) {
            sum += squaresStrip(8, z, zAt, cols);
        } else if (LANES == 4) {
            sum = (sum + squaresStrip(4, z, zAt, cols))
                    + (squaresStrip(8, z, zAt, cols) + squaresStrip(12, z, zAt, cols));
        }
        return sum;
    }

    private static float squaresStrip(int lane, float[] z, int zAt, int cols) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = lane; i < cols; i += STEP) {
            // Lanes outside are zero and add nothing.
            FloatVector v = load(z, zAt + i, SimdElementary.firstLanes(cols - i));
            sum = v.fma(v, sum);
        }
        return LaneTree.sum(sum);
    }

    @Override
    public void logMeanExp(float[] out, int outOffset, float[] values, int valuesOffset, int samples, int rows) {
        float logSamples = ScalarElementary.log(samples);
        for (int r = 0; r < rows; r += LANES) {
            VectorMask<Float> mask = SimdElementary.firstLanes(rows - r);
            FloatVector max = max(values, valuesOffset + r, samples, rows, mask);
            FloatVector shift = max.blend(0f, max.lanewise(ABS).compare(EQ, Float.POSITIVE_INFINITY));
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int s = 0; s < samples; s++) {
                sum = sum.add(SimdElementary.exp(load(values, valuesOffset + s * rows + r, mask).sub(shift)));
            }
            SimdElementary.log(sum).add(shift).sub(logSamples).intoArray(out, outOffset + r, mask);
        }
    }

    private static FloatVector max(float[] values, int at, int samples, int rows, VectorMask<Float> mask) {
        FloatVector max = all(Float.NEGATIVE_INFINITY);
        for (int s = 0; s < samples; s++) {
            FloatVector value = load(values, at + s * rows, mask);
            max = max.blend(value, value.compare(GT, max));
        }
        return max;
    }
}
