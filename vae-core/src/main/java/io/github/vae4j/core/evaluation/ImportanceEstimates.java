package io.github.vae4j.core.evaluation;

import java.util.List;

/// Estimates of log p(x) of each sample by [ImportanceSampling], in nats.
///
/// The array is the record's own, not a copy. A row has, for each repeat, the estimate; then for each repeat the effective
/// sample size; then for each repeat what the estimate is too low by (the jackknife's estimate of its bias, NaN with one
/// draw); then for each number of draws of [ImportanceSampling#curve] the mean over the repeats of the bound.
///
/// @param samples number of samples
/// @param how they were made
/// @param values (samples, [#columns])
@SuppressWarnings("ArrayRecordComponent") // large results: copies would double the memory
public record ImportanceEstimates(int samples, ImportanceSampling how, double[] values) {
    /// Checks the length.
    ///
    /// @throws IllegalArgumentException if the array has another one
    public ImportanceEstimates {
        if (values.length != (long) samples * columns(how)) {
            throw new IllegalArgumentException("values must have " + samples + " x " + columns(how) + " numbers but has "
                    + values.length);
        }
    }

    /// Numbers of a row.
    ///
    /// @param how the estimates are made
    /// @return 3 for each repeat, 1 for each point of the curve
    public static int columns(ImportanceSampling how) {
        return 3 * how.repeats() + how.curve().size();
    }

    /// Estimates of several blocks of samples, one after the other.
    ///
    /// @param blocks all made the same way
    /// @return of all samples
    /// @throws IllegalArgumentException if there is no block, or they were made in different ways
    public static ImportanceEstimates joined(List<ImportanceEstimates> blocks) {
        if (blocks.stream().map(ImportanceEstimates::how).distinct().count() != 1) {
            throw new IllegalArgumentException("blocks must be one or more, all made the same way, but are "
                    + blocks.size() + " made in " + blocks.stream().map(ImportanceEstimates::how).distinct().toList());
        }
        ImportanceSampling how = blocks.getFirst().how;
        int samples = blocks.stream().mapToInt(ImportanceEstimates::samples).reduce(0, Math::addExact);
        double[] all = new double[Math.multiplyExact(samples, columns(how))];
        int at = 0;
        for (ImportanceEstimates block : blocks) {
            System.arraycopy(block.values, 0, all, at, block.values.length);
            at += block.values.length;
        }
        return new ImportanceEstimates(samples, how, all);
    }

    private double value(int sample, int column) {
        return values[sample * columns(how) + column];
    }

    private double mean(int sample, int first) {
        double sum = 0;
        for (int r = 0; r < how.repeats(); r++) {
            sum += value(sample, first + r);
        }
        return sum / how.repeats();
    }

    /// The estimate of one repeat.
    ///
    /// @param sample from 0
    /// @param repeat from 0
    /// @return log p(x), nats
    public double logLikelihood(int sample, int repeat) {
        return value(sample, repeat);
    }

    /// The mean of the repeats.
    ///
    /// @param sample from 0
    /// @return log p(x), nats
    public double logLikelihood(int sample) {
        return mean(sample, 0);
    }

    /// How many draws of equal weight would be as good, the mean of the repeats. With few of them the estimate rests on a
    /// draw or two.
    ///
    /// @param sample from 0
    /// @return from 1 to the number of draws
    public double effectiveDraws(int sample) {
        return mean(sample, how.repeats());
    }

    /// What the estimate is too low by, by the jackknife, the mean of the repeats.
    ///
    /// @param sample from 0
    /// @return nats; NaN with one draw
    public double shortfall(int sample) {
        return mean(sample, 2 * how.repeats());
    }

    /// The bound after fewer draws.
    ///
    /// @param sample from 0
    /// @param point index in [ImportanceSampling#curve]
    /// @return nats
    public double curve(int sample, int point) {
        return value(sample, 3 * how.repeats() + point);
    }

    /// Its size, not its values.
    @Override
    public String toString() {
        return "ImportanceEstimates[samples=" + samples + ", how=" + how + "]";
    }
}
