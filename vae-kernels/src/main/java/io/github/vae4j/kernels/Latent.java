package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.latent.LatentKernels;
import io.github.vae4j.kernels.internal.latent.ScalarLatent;
import io.github.vae4j.kernels.internal.latent.SimdLatent;

/// The latent space of a VAE: q(z|x) = N(mean, diag(exp(logvar))), p(z) = N(0, I).
///
/// `mean` and `logvar` are (rows, cols) with one common stride, so that both may lie side by side in the output of one
/// layer; `z`, `eps` and `dz` are dense. Rows are summed in 16 lanes as in [Losses]. All values are in nats.
public final class Latent {
    private static final LatentKernels TWIN = KernelSelection.twin(ScalarLatent::new, () -> new SimdLatent());

    private Latent() {}

    /// `kl[r] = sum_j (mean^2 + exp(logvar) - 1 - logvar) / 2`, the divergence of q(z|x) from p(z) (Kingma and Welling
    /// 2014, appendix B). Accurate near 0, too, where exp(logvar) - 1 - logvar would cancel.
    ///
    /// @param kl receives one value per row
    /// @param klOffset index of the first
    /// @param mean of q(z|x)
    /// @param meanOffset index of its first element
    /// @param logvar log variance of q(z|x)
    /// @param logvarOffset index of its first element
    /// @param stride distance between the rows of `mean`, and of `logvar`
    /// @param rows number of rows
    /// @param cols number of latent units
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void kl(float[] kl, int klOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset,
            int stride, int rows, int cols) {
        moments(mean, meanOffset, logvar, logvarOffset, stride, rows, cols);
        output("kl", kl, klOffset, rows, mean, meanOffset, logvar, logvarOffset, stride, rows, cols);
        TWIN.kl(kl, klOffset, mean, meanOffset, logvar, logvarOffset, stride, rows, cols);
    }

    /// Adds the divergence of every latent unit, summed over the rows, to `sums`: terms in float as in [#kl], sums in
    /// double, rows in rising order.
    ///
    /// @param sums one running sum per unit, at least `cols` long
    /// @param mean of q(z|x)
    /// @param meanOffset index of its first element
    /// @param logvar log variance of q(z|x)
    /// @param logvarOffset index of its first element
    /// @param stride distance between the rows of `mean`, and of `logvar`
    /// @param rows number of rows
    /// @param cols number of latent units
    /// @throws IllegalArgumentException if sizes or ranges are wrong
    public static void klPerUnit(double[] sums, float[] mean, int meanOffset, float[] logvar, int logvarOffset,
            int stride, int rows, int cols) {
        moments(mean, meanOffset, logvar, logvarOffset, stride, rows, cols);
        if (sums.length < cols) {
            throw new IllegalArgumentException("sums must have at least " + cols + " elements but has " + sums.length);
        }
        TWIN.klPerUnit(sums, mean, meanOffset, logvar, logvarOffset, stride, rows, cols);
    }

    /// `z = mean + exp(logvar / 2) eps` (Kingma and Welling 2014, section 2.4).
    ///
    /// @param z receives (rows, cols), dense; may be `eps` itself at the same offset
    /// @param zOffset index of its first element
    /// @param mean of q(z|x)
    /// @param meanOffset index of its first element
    /// @param logvar log variance of q(z|x)
    /// @param logvarOffset index of its first element
    /// @param stride distance between the rows of `mean`, and of `logvar`
    /// @param eps standard normal noise, (rows, cols), dense
    /// @param epsOffset index of its first element
    /// @param rows number of rows
    /// @param cols number of latent units
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void reparameterise(float[] z, int zOffset, float[] mean, int meanOffset, float[] logvar,
            int logvarOffset, int stride, float[] eps, int epsOffset, int rows, int cols) {
        moments(mean, meanOffset, logvar, logvarOffset, stride, rows, cols);
        long n = (long) rows * cols;
        MatrixArguments.vector("eps", eps, epsOffset, n);
        output("z", z, zOffset, n, mean, meanOffset, logvar, logvarOffset, stride, rows, cols);
        MatrixArguments.sameOrDisjoint("z", z, zOffset, "eps", eps, epsOffset, n);
        TWIN.reparameterise(z, zOffset, mean, meanOffset, logvar, logvarOffset, stride, eps, epsOffset, rows, cols);
    }

    /// The way back through [#reparameterise], with the gradient of the KL term added:
    /// `dMean = dz + w mean` and `dLogvar = (dz eps exp(logvar / 2) + w (exp(logvar) - 1)) / 2`, where w is the KL
    /// weight of the unit.
    ///
    /// @param dMean receives (rows, cols), rows `stride` apart
    /// @param dMeanOffset index of its first element
    /// @param dLogvar receives (rows, cols), rows `stride` apart
    /// @param dLogvarOffset index of its first element
    /// @param dz derivative of the cost by z, dense
    /// @param dzOffset index of its first element
    /// @param mean of q(z|x)
    /// @param meanOffset index of its first element
    /// @param logvar log variance of q(z|x)
    /// @param logvarOffset index of its first element
    /// @param stride distance between the rows of `mean`, `logvar`, `dMean` and `dLogvar`
    /// @param eps the noise of the forward pass, dense
    /// @param epsOffset index of its first element
    /// @param klWeight weight of each unit's KL term: beta, divided by the rows if the cost is a mean
    /// @param klWeightOffset index of its first element
    /// @param rows number of rows
    /// @param cols number of latent units
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void reparameteriseBackward(float[] dMean, int dMeanOffset, float[] dLogvar, int dLogvarOffset,
            float[] dz, int dzOffset, float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride,
            float[] eps, int epsOffset, float[] klWeight, int klWeightOffset, int rows, int cols) {
        moments(mean, meanOffset, logvar, logvarOffset, stride, rows, cols);
        long n = (long) rows * cols;
        MatrixArguments.vector("dz", dz, dzOffset, n);
        MatrixArguments.vector("eps", eps, epsOffset, n);
        MatrixArguments.vector("klWeight", klWeight, klWeightOffset, cols);
        MatrixArguments.matrix("dMean", dMean, dMeanOffset, stride, rows, cols, "mean", rows, cols);
        MatrixArguments.matrix("dLogvar", dLogvar, dLogvarOffset, stride, rows, cols, "logvar", rows, cols);
        gradient("dMean", dMean, dMeanOffset, dz, dzOffset, mean, meanOffset, logvar, logvarOffset, stride, eps,
                epsOffset, klWeight, klWeightOffset, rows, cols);
        gradient("dLogvar", dLogvar, dLogvarOffset, dz, dzOffset, mean, meanOffset, logvar, logvarOffset, stride, eps,
                epsOffset, klWeight, klWeightOffset, rows, cols);
        MatrixArguments.columnsApart("dMean", dMean, dMeanOffset, "dLogvar", dLogvar, dLogvarOffset, stride, rows,
                cols);
        TWIN.reparameteriseBackward(dMean, dMeanOffset, dLogvar, dLogvarOffset, dz, dzOffset, mean, meanOffset, logvar,
                logvarOffset, stride, eps, epsOffset, klWeight, klWeightOffset, rows, cols);
    }

    /// `out[r] = log N(z; mean, diag(exp(logvar)))`.
    ///
    /// @param out receives one value per row
    /// @param outOffset index of the first
    /// @param z points, (rows, cols), dense
    /// @param zOffset index of its first element
    /// @param mean of the distribution
    /// @param meanOffset index of its first element
    /// @param logvar log variance of the distribution
    /// @param logvarOffset index of its first element
    /// @param stride distance between the rows of `mean`, and of `logvar`
    /// @param rows number of rows
    /// @param cols number of columns
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void logDensity(float[] out, int outOffset, float[] z, int zOffset, float[] mean, int meanOffset,
            float[] logvar, int logvarOffset, int stride, int rows, int cols) {
        moments(mean, meanOffset, logvar, logvarOffset, stride, rows, cols);
        long n = (long) rows * cols;
        MatrixArguments.vector("z", z, zOffset, n);
        output("out", out, outOffset, rows, mean, meanOffset, logvar, logvarOffset, stride, rows, cols);
        MatrixArguments.disjoint("out", out, outOffset, (long) outOffset + rows, "z", z, zOffset, zOffset + n);
        TWIN.logDensity(out, outOffset, z, zOffset, mean, meanOffset, logvar, logvarOffset, stride, rows, cols);
    }

    /// `out[r] = log N(z; 0, I)`.
    ///
    /// @param out receives one value per row
    /// @param outOffset index of the first
    /// @param z points, (rows, cols), dense
    /// @param zOffset index of its first element
    /// @param rows number of rows
    /// @param cols number of columns
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void standardLogDensity(float[] out, int outOffset, float[] z, int zOffset, int rows, int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        long n = (long) rows * cols;
        MatrixArguments.vector("z", z, zOffset, n);
        MatrixArguments.vector("out", out, outOffset, rows);
        MatrixArguments.disjoint("out", out, outOffset, (long) outOffset + rows, "z", z, zOffset, zOffset + n);
        TWIN.standardLogDensity(out, outOffset, z, zOffset, rows, cols);
    }

    /// `out[r] = log(mean over s of exp(values[s, r]))`, shifted by the largest value so that nothing overflows; -infinity
    /// if all values are, +infinity if one is, NaN if one is.
    ///
    /// @param out receives `rows` values
    /// @param outOffset index of the first
    /// @param values (samples, rows), dense
    /// @param valuesOffset index of its first element
    /// @param samples number of values per result, 1 or more
    /// @param rows number of results
    /// @throws IllegalArgumentException if sizes, ranges or overlaps are wrong
    public static void logMeanExp(float[] out, int outOffset, float[] values, int valuesOffset, int samples,
            int rows) {
        MatrixArguments.size("rows", rows);
        if (samples < 1) {
            throw new IllegalArgumentException("samples must be 1 or more but is " + samples);
        }
        long n = (long) samples * rows;
        MatrixArguments.vector("values", values, valuesOffset, n);
        MatrixArguments.vector("out", out, outOffset, rows);
        MatrixArguments.disjoint("out", out, outOffset, (long) outOffset + rows, "values", values, valuesOffset,
                valuesOffset + n);
        TWIN.logMeanExp(out, outOffset, values, valuesOffset, samples, rows);
    }

    private static void moments(float[] mean, int meanOffset, float[] logvar, int logvarOffset, int stride, int rows,
            int cols) {
        MatrixArguments.size("rows", rows);
        MatrixArguments.size("cols", cols);
        MatrixArguments.matrix("mean", mean, meanOffset, stride, rows, cols, "logvar", rows, cols);
        MatrixArguments.matrix("logvar", logvar, logvarOffset, stride, rows, cols, "mean", rows, cols);
    }

    private static void gradient(String name, float[] out, int outOffset, float[] dz, int dzOffset, float[] mean,
            int meanOffset, float[] logvar, int logvarOffset, int stride, float[] eps, int epsOffset, float[] klWeight,
            int klWeightOffset, int rows, int cols) {
        long end = MatrixArguments.end(outOffset, stride, rows, cols);
        long n = (long) rows * cols;
        MatrixArguments.disjoint(name, out, outOffset, end, "dz", dz, dzOffset, dzOffset + n);
        MatrixArguments.disjoint(name, out, outOffset, end, "eps", eps, epsOffset, epsOffset + n);
        MatrixArguments.disjoint(name, out, outOffset, end, "klWeight", klWeight, klWeightOffset,
                klWeightOffset + (long) cols);
        MatrixArguments.columnsApart(name, out, outOffset, "mean", mean, meanOffset, stride, rows, cols);
        MatrixArguments.columnsApart(name, out, outOffset, "logvar", logvar, logvarOffset, stride, rows, cols);
    }

    private static void output(String name, float[] out, int outOffset, long n, float[] mean, int meanOffset,
            float[] logvar, int logvarOffset, int stride, int rows, int cols) {
        MatrixArguments.vector(name, out, outOffset, n);
        long end = outOffset + n;
        MatrixArguments.disjoint(name, out, outOffset, end, "mean", mean, meanOffset,
                MatrixArguments.end(meanOffset, stride, rows, cols));
        MatrixArguments.disjoint(name, out, outOffset, end, "logvar", logvar, logvarOffset,
                MatrixArguments.end(logvarOffset, stride, rows, cols));
    }
}
