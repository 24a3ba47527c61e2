package io.github.vae4j.metrics.information;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Accumulator;
import io.github.vae4j.metrics.AccumulatorFormatException;
import io.github.vae4j.metrics.Moments;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.internal.AccumulatorBytes;
import io.github.vae4j.metrics.internal.AccumulatorContent;
import io.github.vae4j.metrics.internal.MomentSums;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.UnitDivergence;
import io.github.vae4j.metrics.units.ActiveUnits;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;

/// Active units and the aggregated posterior of codes q(z|x) that arrive in parts, or lie in many places.
///
/// However the codes were cut, results agree as those of [io.github.vae4j.metrics.units.MomentAccumulator] do; divergences
/// and mean variances, which are sums of numbers of one sign, within `2 (k + 2) u` of themselves, k the parts and merges
/// and the most rows of a part on the way of a row to the result. exp is that of StrictMath: the same bits on every
/// machine.
public final class PosteriorAccumulator implements Accumulator<Posterior, AggregatePosterior, PosteriorAccumulator> {
    private final MomentSums means;
    private final double[] variances;
    private final double[] divergences;

    /// An accumulator without codes.
    ///
    /// @param d number of latent units, 1 to 46,340
    /// @throws IllegalArgumentException if `d` is out of range
    public PosteriorAccumulator(int d) {
        this(new MomentSums(d), new double[d], new double[d]);
    }

    private PosteriorAccumulator(MomentSums means, double[] variances, double[] divergences) {
        this.means = means;
        this.variances = variances;
        this.divergences = divergences;
    }

    @Override
    public void add(Posterior part) {
        if (part.units() != means.columns()) {
            throw new IllegalArgumentException("part must have " + means.columns() + " units but has " + part.units());
        }
        means.add(part.mean(), 0, part.rows());
        try (Workers one = Workers.of(1)) {
            addSums(AggregatePosterior.variances(part, one), UnitDivergence.sums(part, one));
        }
    }

    private void addSums(double[] variance, double[] divergence) {
        for (int j = 0; j < variances.length; j++) {
            variances[j] += variance[j];
            divergences[j] += divergence[j];
        }
    }

    @Override
    public void merge(PosteriorAccumulator other) {
        means.merge(other.means);
        addSums(other.variances, other.divergences);
    }

    @Override
    public long count() {
        return means.count();
    }

    /// The moments of the means E[z|x].
    ///
    /// @return the moments; NaN if there is no code
    public Moments meanMoments() {
        return means.moments();
    }

    /// Rate and moments of the aggregated posterior, as of all codes at once.
    ///
    /// @return the moments
    /// @throws NoAnswerException if there is no code
    @Override
    public AggregatePosterior result() {
        requireCodes();
        Moments moments = means.moments();
        return AggregatePosterior.of(means.means(), NumberLists.flat(moments.covariance()), perCode(variances),
                perCode(divergences), means.count());
    }

    /// Which units are active, as of all codes at once but for the intervals: resamples would need the codes. Here they
    /// come from the standard errors of the variances, see [ActiveUnits#of(Moments, java.util.List, double)].
    ///
    /// @param threshold 0 or more, see [ActiveUnits#DEFAULT_THRESHOLD]
    /// @return the statistics
    /// @throws IllegalArgumentException if `threshold` is out of range
    /// @throws NoAnswerException if there is no code
    public ActiveUnits activeUnits(double threshold) {
        requireCodes();
        return ActiveUnits.of(means.moments(), NumberLists.of(perCode(divergences)), threshold);
    }

    private void requireCodes() {
        if (means.count() == 0) {
            throw new NoAnswerException("the accumulator has no codes yet: add some first");
        }
    }

    private double[] perCode(double[] sums) {
        return Arrays.stream(sums).map(sum -> sum / means.count()).toArray();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        long length = MomentSums.length(means.columns()) + 2L * Double.BYTES * means.columns();
        AccumulatorBytes.write(out, AccumulatorBytes.Kind.POSTERIOR, length, this::writeContent);
    }

    private void writeContent(DataOutput out) throws IOException {
        means.writeTo(out);
        AccumulatorBytes.writeDoubles(out, variances);
        AccumulatorBytes.writeDoubles(out, divergences);
    }

    /// Reads what [#writeTo] has written, bit for bit, and nothing behind it.
    ///
    /// @param in where from
    /// @return an accumulator that continues where the other was
    /// @throws AccumulatorFormatException if the bytes are something else, cut short, damaged or of a newer version
    /// @throws IOException if reading fails
    public static PosteriorAccumulator readFrom(InputStream in) throws IOException {
        AccumulatorContent content = AccumulatorBytes.read(in, AccumulatorBytes.Kind.POSTERIOR);
        MomentSums means = MomentSums.of(content);
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
