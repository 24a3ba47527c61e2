package io.github.vae4j.metrics.factors;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.RandomStreams;
import java.util.List;

/// A table of codes and factors, sorted by the values of each factor.
final class FactorTable implements FactorSource {
    private final Codes codes;
    private final Factors factors;
    // Per factor: the rows, those of one value side by side, and where each value's begin.
    private final int[][] rows;
    private final int[][] starts;

    FactorTable(Codes codes, Factors factors) {
        factors.check("codes", codes);
        this.codes = codes;
        this.factors = factors;
        this.rows = new int[factors.count()][factors.n()];
        this.starts = new int[factors.count()][];
        for (int factor = 0; factor < factors.count(); factor++) {
            int[] start = new int[factors.size(factor) + 1];
            for (int row = 0; row < factors.n(); row++) {
                start[factors.valueOf(row, factor) + 1]++;
            }
            for (int value = 0; value < factors.size(factor); value++) {
                start[value + 1] += start[value];
            }
            starts[factor] = start;
            int[] next = start.clone();
            for (int row = 0; row < factors.n(); row++) {
                rows[factor][next[factors.valueOf(row, factor)]++] = row;
            }
        }
    }

    @Override
    public int factors() {
        return factors.count();
    }

    @Override
    public int units() {
        return codes.units();
    }

    @Override
    public List<String> names() {
        return factors.names();
    }

    @Override
    public void draw(int factor, int groups, int size, long seed, int draw, float[] out) {
        int units = codes.units();
        int[] bits = new int[groups * (size + 1)];
        Philox.bits(bits, 0, bits.length, seed, RandomStreams.FACTORS, draw, 0);
        for (int group = 0; group < groups; group++) {
            int place = group * (size + 1);
            int value = factors.valueOf(below(factors.n(), bits[place]), factor);
            int first = starts[factor][value];
            int count = starts[factor][value + 1] - first;
            for (int i = 0; i < size; i++) {
                int row = rows[factor][first + below(count, bits[place + 1 + i])];
                System.arraycopy(codes.values(), row * units, out, (group * size + i) * units, units);
            }
        }
    }

    /// A number from 0 to `count - 1`: the high half of a product, uniform to 2^-32 count.
    static int below(int count, int bits) {
        return (int) ((bits & 0xffffffffL) * count >>> 32);
    }
}
