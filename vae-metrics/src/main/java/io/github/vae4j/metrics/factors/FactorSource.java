package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Where codes of samples that have a generative factor in common come from: what the scores of Higgins et al. (2017) and
/// Kim and Mnih (2018) need. [#of] draws from a table of codes and factors; [#generated] asks a generator and encoder
/// for any values of the factors; other sources implement this interface.
public interface FactorSource {
    /// The number of factors that can be held.
    ///
    /// @return 1 or more
    int factors();

    /// The number of units of a code.
    ///
    /// @return 1 or more
    int units();

    /// The names of the factors: "0", "1", ... if the source knows no others.
    ///
    /// @return one for each factor
    default List<String> names() {
        return IntStream.range(0, factors()).mapToObj(Integer::toString).toList();
    }

    /// Draws codes in groups. The samples of a group have the same value of one factor, which is drawn anew for each
    /// group; their other factors are drawn anew for each sample. So a group of 1 is drawn freely. Calls come from one
    /// thread at a time.
    ///
    /// @param factor what the samples of a group have in common, from 0
    /// @param groups number of groups, 1 or more
    /// @param size samples of a group, 1 or more
    /// @param seed of the draws; what is drawn depends on it and on `draw` alone
    /// @param draw number of this call, 0 or more
    /// @param codes receives (groups * size, units) row-major, from its start
    void draw(int factor, int groups, int size, long seed, int draw, float[] codes);

    /// Makes samples with given factors and encodes them.
    @FunctionalInterface
    interface Generator {
        /// Fills in the codes of some samples. Codes are means, unless one wants the noise of draws in the score.
        ///
        /// @param factors values of the factors, (rows, factors) row-major
        /// @param rows number of samples
        /// @param codes receives (rows, units) row-major, from its start
        void codes(int[] factors, int rows, float[] codes);
    }

    /// Draws from a table: the common value is that of a random row, and the samples are random rows with this value,
    /// with replacement. If the table has every combination of values once, or each equally often, as dSprites has,
    /// factors are independent and uniform; otherwise they are distributed, and depend on each other, as in the table.
    ///
    /// @param codes codes; not copied
    /// @param factors of the same samples
    /// @return the source
    /// @throws IllegalArgumentException if sizes do not fit
    static FactorSource of(Codes codes, Factors factors) {
        return new FactorTable(codes, factors);
    }

    /// Draws factors independently and uniformly, as disentanglement_lib does, and asks for their codes.
    ///
    /// @param sizes number of values of each factor, 1 to 65,536; copied
    /// @param units number of units of a code, 1 or more
    /// @param generator makes and encodes samples
    /// @return the source
    /// @throws IllegalArgumentException if a number is out of range
    static FactorSource generated(int[] sizes, int units, Generator generator) {
        int[] copy = sizes.clone();
        if (copy.length == 0 || units < 1) {
            throw new IllegalArgumentException("expected 1 or more factors and units but got " + copy.length + " and "
                    + units);
        }
        for (int size : copy) {
            if (size < 1 || size > 1 << 16) {
                throw new IllegalArgumentException("sizes must be from 1 to 65536 but are "
                        + Arrays.toString(copy));
            }
        }
        return new FactorSource() {
            @Override
            public int factors() {
                return copy.length;
            }

            @Override
            public int units() {
                return units;
            }

            @Override
            public void draw(int factor, int groups, int size, long seed, int draw, float[] codes) {
                int rows = groups * size;
                int[] values = new int[rows * copy.length];
                Philox.bits(values, 0, values.length, seed, RandomStreams.FACTORS, draw, 0);
                for (int i = 0; i < values.length; i++) {
                    values[i] = FactorTable.below(copy[i % copy.length], values[i]);
                }
                for (int row = 0; row < rows; row++) {
                    int first = row / size * size;
                    values[row * copy.length + factor] = values[first * copy.length + factor];
                }
                generator.codes(values, rows, codes);
            }
        };
    }
}
