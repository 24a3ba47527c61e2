package io.github.vae4j.kernels.internal.latent;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.HALF_LOG_2PI;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.HALF;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.all;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;

import io.github.vae4j.kernels.internal.elementary.LaneTree;
import io.github.vae4j.kernels.internal.elementary.ScalarElementary;
import io.github.vae4j.kernels.internal.elementary.SimdElementary;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The latent-space kernels with the Vector API; rows are summed as those of the losses are.
///
/// Where values are written one by one, those behind a row's last whole vector go through the specification: a load or
/// store under a mask takes a tenth of what C2 inlines in one method.
public final class SimdLatent implements LatentKernels {
    private static final int STEP = LaneTree.LANES;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private static final ScalarLatent TAIL = new ScalarLatent();

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(FLOATS, x, at);
    }

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
        float sum = HotLatent.doubledKl(0, mean, meanAt, logvar, logvarAt, cols);
        if (LANES == 8) {
            sum += HotLatent.doubledKl(8, mean, meanAt, logvar, logvarAt, cols);
        } else if (LANES == 4) {
            sum = (sum + HotLatent.doubledKl(4, mean, meanAt, logvar, logvarAt, cols))
                    + (HotLatent.doubledKl(8, mean, meanAt, logvar, logvarAt, cols)
                            + HotLatent.doubledKl(12, mean, meanAt, logvar, logvarAt, cols));
        }
        return sum;
    }

    private static FloatVector doubledKl(FloatVector mean, FloatVector logvar) {
        return mean.fma(mean, SimdElementary.expMinusTangent(logvar));
    }

    @Override
    public void klPerUnit(double[] sums, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride,
            int rows, int cols) {
        int whole = FLOATS.loopBound(cols);
        for (int r = 0; r < rows; r++) {
            addKl(sums, mean, meanOffset + r * stride, logvar, logvarOffset + r * stride, whole);
            for (int i = whole; i < cols; i++) {
                sums[i] += ScalarLatent.kl(mean[meanOffset + r * stride + i], logvar[logvarOffset + r * stride + i]);
            }
        }
    }

    private static void addKl(double[] sums, float[] mean, int meanAt, float[] logvar, int logvarAt, int n) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector kl = doubledKl(load(mean, meanAt + i), load(logvar, logvarAt + i)).mul(HALF);
            DoubleVector low = (DoubleVector) kl.convertShape(F2D, DOUBLES, 0);
            DoubleVector high = (DoubleVector) kl.convertShape(F2D, DOUBLES, 1);
            DoubleVector.fromArray(DOUBLES, sums, i).add(low).intoArray(sums, i);
            DoubleVector.fromArray(DOUBLES, sums, i + LANES / 2).add(high).intoArray(sums, i + LANES / 2);
        }
    }

    @Override
    public void reparameterise(float[] z, int zOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset,
            int stride, float[] eps, int epsOffset, int rows, int cols) {
        int whole = FLOATS.loopBound(cols);
        HotLatent.reparameterise(z, zOffset, mean, meanOffset, logvar, logvarOffset, stride, eps, epsOffset, rows,
                cols, whole);
        if (whole < cols) {
            TAIL.reparameterise(z, zOffset, mean, meanOffset, logvar, logvarOffset, stride, eps, epsOffset, rows, cols,
                    whole);
        }
    }

    @Override
    public void reparameteriseBackward(float[] dMean, int dMeanOffset, float[] dLogvar, int dLogvarOffset, float[] dz,
            int dzOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride, float[] eps,
            int epsOffset, float[] klWeight, int klWeightOffset, int rows, int cols) {
        int whole = FLOATS.loopBound(cols);
        HotLatent.reparameteriseBackward(dMean, dMeanOffset, dLogvar, dLogvarOffset, dz, dzOffset, mean, meanOffset,
                logvar, logvarOffset, stride, eps, epsOffset, klWeight, klWeightOffset, rows, cols, whole);
        if (whole < cols) {
            TAIL.reparameteriseBackward(dMean, dMeanOffset, dLogvar, dLogvarOffset, dz, dzOffset, mean, meanOffset,
                    logvar, logvarOffset, stride, eps, epsOffset, klWeight, klWeightOffset, rows, cols, whole);
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
        float sum = HotLatent.density(0, z, zAt, mean, meanAt, logvar, logvarAt, cols);
        if (LANES == 8) {
            sum += HotLatent.density(8, z, zAt, mean, meanAt, logvar, logvarAt, cols);
        } else if (LANES == 4) {
            sum = (sum + HotLatent.density(4, z, zAt, mean, meanAt, logvar, logvarAt, cols))
                    + (HotLatent.density(8, z, zAt, mean, meanAt, logvar, logvarAt, cols)
                            + HotLatent.density(12, z, zAt, mean, meanAt, logvar, logvarAt, cols));
        }
        return sum;
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
        int whole = FLOATS.loopBound(rows);
        for (int r = 0; r < whole; r += LANES) {
            FloatVector max = max(values, valuesOffset + r, samples, rows);
            VectorMask<Float> infinite = max.lanewise(ABS).compare(EQ, Float.POSITIVE_INFINITY);
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int s = 0; s < samples; s++) {
                sum = sum.add(SimdElementary.expNonPositive(load(values, valuesOffset + s * rows + r).sub(max)));
            }
            SimdElementary.logNormal(sum).add(max).sub(logSamples).blend(max, infinite).intoArray(out, outOffset + r);
        }
        for (int r = whole; r < rows; r++) {
            out[outOffset + r] = ScalarLatent.logMeanExp(values, valuesOffset + r, samples, rows, logSamples);
        }
    }

    private static FloatVector max(float[] values, int at, int samples, int rows) {
        FloatVector max = all(Float.NEGATIVE_INFINITY);
        for (int s = 0; s < samples; s++) {
            max = max.max(load(values, at + s * rows));
        }
        return max;
    }
}
