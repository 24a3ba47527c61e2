package io.github.vae4j.metrics.units;

import io.github.vae4j.metrics.Accumulator;
import io.github.vae4j.metrics.AccumulatorFormatException;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Moments;
import io.github.vae4j.metrics.internal.AccumulatorBytes;
import io.github.vae4j.metrics.internal.AccumulatorContent;
import io.github.vae4j.metrics.internal.MomentSums;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Means, covariances, and third and fourth moments of the columns of rows that arrive in parts, or lie in many places.
///
/// Rows are taken in blocks of [#BLOCK]: the moments of a block around its own mean, in two passes (Statistics), which
/// are then merged (Chan, Golub and LeVeque 1983; Pébay 2008 for the higher ones). So a large mean costs no accuracy.
///
/// **However the rows were cut** and merged, results differ by at most twice what each may be off from the exact one:
///
/// - means: `8 k u X`,
/// - covariances: `8 k u X R log2(4 n)`,
/// - third and fourth central moments: `64 k u X (R log2(4 n))^(p-1)`, p = 3 and 4,
///
/// `u = 2^-53`, X the largest magnitude and R the largest range of a column, n the number of rows, and k [#BLOCK] plus
/// the most blocks and merges that lie on the way of a row to the result (docs/NUMERICS.md). That is the worst case; of
/// independent rounding errors `sqrt(k)` is left in the place of k (Higham and Mary 2019), and usually far less. For the
/// same cut and order results are the same bits.
public final class MomentAccumulator implements Accumulator<Codes, Moments, MomentAccumulator> {
    /// Rows whose moments are computed at once.
    public static final int BLOCK = MomentSums.BLOCK;

    private final MomentSums sums;

    /// An accumulator without rows. It holds two (d, d) matrices of double.
    ///
    /// @param d number of columns, 1 to 46,340
    /// @throws IllegalArgumentException if `d` is out of range
    public MomentAccumulator(int d) {
        this(new MomentSums(d));
    }

    private MomentAccumulator(MomentSums sums) {
        this.sums = sums;
    }

    @Override
    public void add(Codes part) {
        if (part.units() != sums.columns()) {
            throw new IllegalArgumentException("part must have " + sums.columns() + " columns but has "
                    + part.units());
        }
        sums.add(part.values(), 0, part.rows());
    }

    @Override
    public void merge(MomentAccumulator other) {
        sums.merge(other.sums);
    }

    /// The number of columns.
    ///
    /// @return 1 or more
    public int columns() {
        return sums.columns();
    }

    @Override
    public long count() {
        return sums.count();
    }

    /// The moments of the rows so far.
    ///
    /// @return the moments; NaN if there is no row
    @Override
    public Moments result() {
        return sums.moments();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        AccumulatorBytes.write(out, AccumulatorBytes.Kind.MOMENTS, MomentSums.length(sums.columns()), sums::writeTo);
    }

    /// Reads what [#writeTo] has written, bit for bit, and nothing behind it.
    ///
    /// @param in where from
    /// @return an accumulator that continues where the other was
    /// @throws AccumulatorFormatException if the bytes are something else, cut short, damaged or of a newer version
    /// @throws IOException if reading fails
    public static MomentAccumulator readFrom(InputStream in) throws IOException {
        AccumulatorContent content = AccumulatorBytes.read(in, AccumulatorBytes.Kind.MOMENTS);
        MomentAccumulator moments = new MomentAccumulator(MomentSums.of(content));
        content.end();
        return moments;
    }

    @Override
    public String toString() {
        return sums.moments().toString();
    }
}
