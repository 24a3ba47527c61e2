package io.github.vae4j.core.data;

import io.github.vae4j.core.data.view.Conditioned;
import io.github.vae4j.core.data.view.Relabelled;
import io.github.vae4j.core.data.view.Subset;
import io.github.vae4j.kernels.Philox;
import java.util.List;
import java.util.stream.IntStream;

/// A fixed sequence of samples, each a row of `features()` numbers, with optional labels.
///
/// Implementations are immutable and may be read by many threads at once. Bytes stay bytes: a row becomes floats when
/// it is read.
public interface Dataset {
    /// The number of samples.
    ///
    /// @return 0 or more
    int size();

    /// The number of values of one sample.
    ///
    /// @return 1 or more
    int features();

    /// Writes one sample as floats.
    ///
    /// @param sample index of the sample, from 0 to `size() - 1`
    /// @param epoch the training epoch, from 0; only data that is re-drawn every epoch looks at it
    /// @param out receives `features()` values
    /// @param outOffset index of the first value in `out`
    /// @throws IllegalArgumentException if there is no such sample
    /// @throws IndexOutOfBoundsException if `out` is too short
    void read(int sample, int epoch, float[] out, int outOffset);

    /// Whether every value is known, without reading it, to be finite and in [0, 1].
    ///
    /// @return `true` for scaled bytes and binarised data
    boolean isUnitRange();

    /// Whether values may be missing. A missing value is NaN.
    ///
    /// @return `false` unless the data was read with [Missing#MASK] and values are missing
    default boolean hasMissing() {
        return false;
    }

    /// Whether the samples carry labels.
    ///
    /// @return `true` if [#label] may be called
    boolean hasLabels();

    /// The class of one sample.
    ///
    /// @param sample index of the sample
    /// @return index into [#classNames()]
    /// @throws IllegalStateException if there are no labels
    /// @throws IllegalArgumentException if there is no such sample
    int label(int sample);

    /// The names of the classes, by label.
    ///
    /// @return an immutable list, empty if there are no labels
    List<String> classNames();

    /// The conditions of the samples, for models that are given them, see [Condition].
    ///
    /// @return an immutable list, empty if there are none
    default List<Condition> conditions() {
        return List.of();
    }

    /// A condition of one sample.
    ///
    /// @param sample index of the sample
    /// @param column index into [#conditions()]
    /// @return the number of the category, or the number
    /// @throws IllegalArgumentException if there is no such sample
    /// @throws IllegalStateException if there are no conditions
    default float condition(int sample, int column) {
        throw new IllegalStateException("the data set has no conditions");
    }

    /// The names of the values of a sample, for example from the header of a table.
    ///
    /// @return an immutable list of `features()` names, empty if they have none
    default List<String> featureNames() {
        return List.of();
    }

    /// The number of a sample's row in what it was read from, whatever view it is seen through.
    ///
    /// @param sample index of the sample
    /// @return the number of the row, from 0; header lines, comments and blank lines do not count, rows that were left
    ///     out for missing values do
    /// @throws IllegalArgumentException if there is no such sample
    default int row(int sample) {
        return sample;
    }

    /// What a sample is called in what it was read from: the value of an index column, the name of an image's file, or
    /// else the number of its row.
    ///
    /// @param sample index of the sample
    /// @return the name
    /// @throws IllegalArgumentException if there is no such sample
    default String id(int sample) {
        return Integer.toString(row(sample));
    }

    /// Where a sample stands in what it was read from, for messages, whatever view it is seen through.
    ///
    /// @param sample index of the sample
    /// @return for example `x.csv, line 302` or `x.npy, row 300 (counted from 0)`
    /// @throws IllegalArgumentException if there is no such sample
    default String place(int sample) {
        return "sample " + sample;
    }

    /// A SHA-256 over size, values and the class names of the samples, in hexadecimal: equal data has equal hashes,
    /// whatever file it came from and however it is kept. Computed on first use: it reads all data once.
    ///
    /// @return 64 characters
    String contentHash();

    /// Height and width if the samples are images, else `{1, features()}`.
    ///
    /// @return a new array of two numbers whose product is `features()`
    int[] imageShape();

    /// Whether [#read] gives other values in another epoch.
    ///
    /// @return `false` unless values are drawn anew every epoch
    default boolean isRedrawn() {
        return false;
    }

    /// The first samples.
    ///
    /// @param n how many, from 0 to `size()`
    /// @return a view
    /// @throws IllegalArgumentException if `n` is out of range
    default Dataset take(int n) {
        return range(0, n);
    }

    /// Consecutive samples.
    ///
    /// @param from index of the first
    /// @param to index after the last
    /// @return a view
    /// @throws IllegalArgumentException unless `0 <= from <= to <= size()`
    default Dataset range(int from, int to) {
        if (from < 0 || from > to || to > size()) {
            throw new IllegalArgumentException("range " + from + " to " + to + " is not in 0 to " + size());
        }
        return subset(IntStream.range(from, to).toArray());
    }

    /// Samples by their indices.
    ///
    /// @param indices of the samples, in the order wanted; an index may be there more than once
    /// @return a view
    /// @throws IllegalArgumentException if an index is not in 0 to `size() - 1`
    default Dataset subset(int... indices) {
        return new Subset(this, indices.clone());
    }

    /// The same samples with labels, in place of those they may have.
    ///
    /// @param labels one for each sample
    /// @return a view
    /// @throws IllegalArgumentException if there are more or fewer labels than samples
    default Dataset withLabels(Labels labels) {
        return new Relabelled(this, labels);
    }

    /// The same samples with conditions, in place of those they may have.
    ///
    /// @param conditions a row for each sample
    /// @return a view
    /// @throws IllegalArgumentException if there are more or fewer rows than samples
    default Dataset withConditions(Conditions conditions) {
        return new Conditioned(this, conditions);
    }

    /// The samples of some classes, in their order. Labels and class names stay as they are.
    ///
    /// @param labels of the classes
    /// @return a view
    /// @throws IllegalArgumentException if there is no such class
    /// @throws IllegalStateException if there are no labels
    default Dataset ofClasses(int... labels) {
        if (!hasLabels()) {
            throw new IllegalStateException("the data set has no labels");
        }
        boolean[] wanted = new boolean[classNames().size()];
        for (int label : labels) {
            if (label < 0 || label >= wanted.length) {
                throw new IllegalArgumentException("class " + label + " is not in 0 to " + (wanted.length - 1));
            }
            wanted[label] = true;
        }
        return subset(IntStream.range(0, size()).filter(sample -> wanted[label(sample)]).toArray());
    }

    /// The samples in random order, each order as likely as any other.
    ///
    /// @param seed of the order
    /// @param epoch gives another order for the same seed
    /// @return a view: the same on every machine and with any number of threads
    default Dataset shuffled(long seed, int epoch) {
        int[] order = new int[size()];
        // Counter word of the random order; the seed is the user's.
        Philox.permutation(order, order.length, seed, 0x64617434, epoch);
        return subset(order);
    }
}
