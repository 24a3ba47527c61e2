package io.github.vae4j.kernels.internal.latent;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.HALF_LOG_2PI;

import io.github.vae4j.kernels.internal.elementary.ScalarElementary;

/// The specification of the latent-space kernels; rows are summed as those of the losses are.
public final class ScalarLatent implements LatentKernels {
    private static final int LANES = 16;

    @Override
    public void kl(float[] kl, int klOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride,
            int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            kl[klOffset + r] = 0.5f
                    * klTree(0, LANES, mean, meanOffset + r * stride, logvar, logvarOffset + r * stride, cols);
        }
    }

    private static float klTree(int lane, int count, float[] mean, int meanAt, float[] logvar, int logvarAt, int cols) {
        if (count > 1) {
            int half = count / 2;
            return klTree(lane, half, mean, meanAt, logvar, logvarAt, cols)
                    + klTree(lane + half, half, mean, meanAt, logvar, logvarAt, cols);
        }
        float sum = 0;
        for (int i = lane; i < cols; i += LANES) {
            sum += doubledKl(mean[meanAt + i], logvar[logvarAt + i]);
        }
        return sum;
    }

    private static float doubledKl(float mean, float logvar) {
        return Math.fma(mean, mean, ScalarElementary.expMinusTangent(logvar));
    }

    static float kl(float mean, float logvar) {
        return 0.5f * doubledKl(mean, logvar);
    }

    @Override
    public void klPerUnit(double[] sums, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride,
            int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < cols; i++) {
                sums[i] += kl(mean[meanOffset + r * stride + i], logvar[logvarOffset + r * stride + i]);
            }
        }
    }

    @Override
    public void reparameterise(float[] z, int zOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset,
            int stride, float[] eps, int epsOffset, int rows, int cols) {
        reparameterise(z, zOffset, mean, meanOffset, logvar, logvarOffset, stride, eps, epsOffset, rows, cols, 0);
    }

    /// The columns from `first` on.
    void reparameterise(float[] z, int zOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset,
            int stride, float[] eps, int epsOffset, int rows, int cols, int first) {
        for (int r = 0; r < rows; r++) {
            for (int i = first; i < cols; i++) {
                float deviation = ScalarElementary.exp(0.5f * logvar[logvarOffset + r * stride + i]);
                z[zOffset + r * cols + i] = Math.fma(deviation, eps[epsOffset + r * cols + i],
                        mean[meanOffset + r * stride + i]);
            }
        }
    }

    @Override
    public void reparameteriseBackward(float[] dMean, int dMeanOffset, float[] dLogvar, int dLogvarOffset, float[] dz,
            int dzOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride, float[] eps,
            int epsOffset, float[] klWeight, int klWeightOffset, int rows, int cols) {
        reparameteriseBackward(dMean, dMeanOffset, dLogvar, dLogvarOffset, dz, dzOffset, mean, meanOffset, logvar,
                logvarOffset, stride, eps, epsOffset, klWeight, klWeightOffset, rows, cols, 0);
    }

    /// The columns from `first` on.
    void reparameteriseBackward(float[] dMean, int dMeanOffset, float[] dLogvar, int dLogvarOffset, float[] dz,
            int dzOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride, float[] eps,
            int epsOffset, float[] klWeight, int klWeightOffset, int rows, int cols, int first) {
        for (int r = 0; r < rows; r++) {
            for (int i = first; i < cols; i++) {
                float gradient = dz[dzOffset + r * cols + i];
                float weight = klWeight[klWeightOffset + i];
                float lv = logvar[logvarOffset + r * stride + i];
                float noise = gradient * eps[epsOffset + r * cols + i] * ScalarElementary.exp(0.5f * lv);
                dMean[dMeanOffset + r * stride + i] = Math.fma(weight, mean[meanOffset + r * stride + i], gradient);
                dLogvar[dLogvarOffset + r * stride + i] = 0.5f * Math.fma(weight, ScalarElementary.expm1(lv), noise);
            }
        }
    }

    @Override
    public void logDensity(float[] out, int outOffset, float[] z, int zOffset, float[] mean, int meanOffset,
            float[] logvar, int logvarOffset, int stride, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            float sum = densityTree(0, LANES, z, zOffset + r * cols, mean, meanOffset + r * stride, logvar,
                    logvarOffset + r * stride, cols);
            out[outOffset + r] = -Math.fma(0.5f, sum, cols * HALF_LOG_2PI);
        }
    }

    /// The sum of logvar + (z - mean)^2 exp(-logvar).
    private static float densityTree(int lane, int count, float[] z, int zAt, float[] mean, int meanAt, float[] logvar,
            int logvarAt, int cols) {
        if (count > 1) {
            int half = count / 2;
            return densityTree(lane, half, z, zAt, mean, meanAt, logvar, logvarAt, cols)
                    + densityTree(lane + half, half, z, zAt, mean, meanAt, logvar, logvarAt, cols);
        }
        float sum = 0;
        for (int i = lane; i < cols; i += LANES) {
            float difference = z[zAt + i] - mean[meanAt + i];
            float lv = logvar[logvarAt + i];
            sum += Math.fma(difference * difference, ScalarElementary.exp(-lv), lv);
        }
        return sum;
    }

    @Override
    public void standardLogDensity(float[] out, int outOffset, float[] z, int zOffset, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            out[outOffset + r] = -Math.fma(0.5f, squaresTree(0, LANES, z, zOffset + r * cols, cols),
                    cols * HALF_LOG_2PI);
        }
    }

    private static float squaresTree(int lane, int count, float[] z, int zAt, int cols) {
        if (count > 1) {
            int half = count / 2;
            return squaresTree(lane, half, z, zAt, cols) + squaresTree(lane + half, half, z, zAt, cols);
        }
        float sum = 0;
        for (int i = lane; i < cols; i += LANES) {
            sum = Math.fma(z[zAt + i], z[zAt + i], sum);
        }
        return sum;
    }

    @Override
    public void logMeanExp(float[] out, int outOffset, float[] values, int valuesOffset, int samples, int rows) {
        float logSamples = ScalarElementary.log(samples);
        for (int r = 0; r < rows; r++) {
            out[outOffset + r] = logMeanExp(values, valuesOffset + r, samples, rows, logSamples);
        }
    }

    /// Of `samples` values, `stride` apart.
    static float logMeanExp(float[] values, int at, int samples, int stride, float logSamples) {
        float max = Float.NEGATIVE_INFINITY;
        for (int s = 0; s < samples; s++) {
            max = Math.max(max, values[at + s * stride]);
        }
        if (Math.abs(max) == Float.POSITIVE_INFINITY) {
            return max;
        }
        float sum = 0;
        for (int s = 0; s < samples; s++) {
            sum += ScalarElementary.expNonPositive(values[at + s * stride] - max);
        }
        return ScalarElementary.logNormal(sum) + max - logSamples;
    }
}
