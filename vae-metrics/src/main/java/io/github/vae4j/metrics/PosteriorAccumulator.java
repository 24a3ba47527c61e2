package io.github.vae4j.metrics;

import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// Active units and the aggregated posterior of codes q(z|x) that arrive in parts, or lie in many places. Accumulators
/// of parts are merged, in any order. One accumulator serves one thread at a time.
///
/// However the codes were cut, results agree as those of [MomentAccumulator] do; divergences and mean variances, which
/// are sums of numbers of one sign, within `2 (k + 2) u` of themselves, k the parts and merges and the most rows of a
/// part on the way of a row to the result. exp is that of StrictMath: the same bits on every machine.
public final class PosteriorAccumulator {
    /// Both sides of the standard normal distribution leave 5 % beyond it.
    private static final double TWO_SIDED = NormalDistribution.quantile(0.975);

    private final MomentAccumulator means;
    private final double[] variances;
    private final double[] divergences;

    /// An accumulator without codes.
    ///
    /// @param d number of latent units, 1 to 46,340
    /// @throws IllegalArgumentException if `d` is out of range
    public PosteriorAccumulator(int d) {
        this(new MomentAccumulator(d), new double[d], new double[d]);
    }

    private PosteriorAccumulator(MomentAccumulator means, double[] variances, double[] divergences) {
        this.means = means;
        this.variances = variances;
        this.divergences = divergences;
    }

    /// Adds codes.
    ///
    /// @param mean of q(z|x), (m, d) row-major
    /// @param logvar log variance of q(z|x), (m, d)
    /// @throws IllegalArgumentException if sizes do not fit or a value is not finite; nothing was added
    public void add(float[] mean, float[] logvar) {
        int d = means.columns();
        LabelledRows.checkRows("mean", mean, d, 0);
        LabelledRows.checkPosterior(mean, logvar, d);
        means.addChecked(mean, 0, mean.length / d);
        double[] variance = new double[d];
        double[] divergence = new double[d];
        for (int i = 0; i < mean.length; i += d) {
            for (int j = 0; j < d; j++) {
                double m = mean[i + j];
                double v = logvar[i + j];
                variance[j] += StrictMath.exp(v);
                divergence[j] += (m * m + StrictMath.expm1(v) - v) / 2;
            }
        }
        addSums(variance, divergence);
    }

    private void addSums(double[] variance, double[] divergence) {
        for (int j = 0; j < variances.length; j++) {
            variances[j] += variance[j];
            divergences[j] += divergence[j];
        }
    }

    /// Adds the codes of another accumulator.
    ///
    /// @param other with the same units; unchanged
    /// @throws IllegalArgumentException if it has another number of units
    public void merge(PosteriorAccumulator other) {
        means.merge(other.means);
        addSums(other.variances, other.divergences);
    }

    /// The number of codes so far.
    ///
    /// @return 0 or more
    public long count() {
        return means.count();
    }

    /// The moments of the means E[z|x].
    ///
    /// @return a copy
    public MomentAccumulator meanMoments() {
        return means.copy();
    }

    /// Rate and moments of the aggregated posterior, as of all codes at once.
    ///
    /// @return the moments
    /// @throws IllegalStateException if there is no code
    public AggregatePosterior aggregatePosterior() {
        means.requireRows();
        return AggregatePosterior.of(means.means(), means.covariance(), perCode(variances), perCode(divergences),
                means.count());
    }

    /// Which units are active, as of all codes at once but for the intervals: resamples would need the codes. Here they
    /// are the variance and 1.96 times its standard error ([MomentAccumulator#varianceError]) on either side, good for
    /// some hundred codes and more.
    ///
    /// @param threshold 0 or more, see [ActiveUnits#DEFAULT_THRESHOLD]
    /// @return the statistics
    /// @throws IllegalArgumentException if `threshold` is out of range
    /// @throws IllegalStateException if there is no code
    public ActiveUnits activeUnits(double threshold) {
        ActiveUnits.checkThreshold(threshold);
        means.requireRows();
        int d = means.columns();
        double[] activity = new double[d];
        double[] low = new double[d];
        double[] high = new double[d];
        for (int j = 0; j < d; j++) {
            activity[j] = means.variance(j);
            double reach = TWO_SIDED * means.varianceError(j);
            low[j] = Math.max(activity[j] - reach, 0);
            high[j] = activity[j] + reach;
        }
        return new ActiveUnits(boxed(activity), boxed(perCode(divergences)),
                means.principalComponents(d).variances(), threshold, boxed(low), boxed(high), above(low, threshold),
                above(high, threshold), means.count());
    }

    private double[] perCode(double[] sums) {
        return Arrays.stream(sums).map(sum -> sum / means.count()).toArray();
    }

    private static List<Double> boxed(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }

    private static int above(double[] values, double threshold) {
        return (int) DoubleStream.of(values).filter(value -> value > threshold).count();
    }

    /// Writes the accumulator: header, content, SHA-256, as docs/METRICS.md describes. The stream is flushed and stays
    /// open.
    ///
    /// @param out where to
    /// @throws IOException if writing fails
    public void writeTo(OutputStream out) throws IOException {
        long length = MomentAccumulator.length(means.columns()) + 2L * Double.BYTES * means.columns();
        AccumulatorBytes.write(out, AccumulatorBytes.Kind.POSTERIOR, length, this::writeContent);
    }

    private void writeContent(DataOutput out) throws IOException {
        means.writeContent(out);
        AccumulatorBytes.writeDoubles(out, variances);
        AccumulatorBytes.writeDoubles(out, divergences);
    }

    /// Reads what [#writeTo] has written, bit for bit, and nothing behind it.
    ///
    /// @param in where from
    /// @return an accumulator that goes on where the other was
    /// @throws AccumulatorFormatException if the bytes are something else, cut short, damaged or of a newer version
    /// @throws IOException if reading fails
    public static PosteriorAccumulator readFrom(InputStream in) throws IOException {
        AccumulatorContent content = AccumulatorBytes.read(in, AccumulatorBytes.Kind.POSTERIOR);
        MomentAccumulator means = MomentAccumulator.of(content);
        PosteriorAccumulator read = new PosteriorAccumulator(means, content.doubles("variances", means.columns()),
                content.doubles("divergences", means.columns()));
        content.end();
        return read;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "posteriors of %d codes of %d units", means.count(), means.columns());
    }
}
