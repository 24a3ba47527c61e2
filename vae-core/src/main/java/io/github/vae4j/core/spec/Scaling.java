package io.github.vae4j.core.spec;

import io.github.vae4j.core.data.Dataset;
import java.util.List;

/// How samples are scaled before the model sees them. It belongs to the model: what it has learned from the training data is
/// saved with the weights, encoding applies it and decoding undoes it.
///
/// Statistics are computed in double, rows in their order, so that they have the same bits everywhere. To add your own,
/// implement this interface in a record; see [Kind] for its text form.
public interface Scaling {
    /// Samples stay as they are.
    ///
    /// @return the scaling
    static Scaling none() {
        return new NoScaling();
    }

    /// Each feature to mean 0 and variance 1 over the training data; a constant feature becomes 0.
    ///
    /// @return the scaling
    static Scaling standard() {
        return new StandardScaling();
    }

    /// Each feature to [0, 1] over the training data; a constant feature becomes 0.
    ///
    /// @return the scaling
    static Scaling unit() {
        return new UnitScaling();
    }

    /// All features from one range to [0, 1]: `range(0, 255)` for bytes.
    ///
    /// @param from becomes 0
    /// @param to becomes 1, greater than `from`
    /// @return the scaling
    /// @throws IllegalArgumentException if the range is empty or not finite
    static Scaling range(double from, double to) {
        return new RangeScaling(from, to);
    }

    /// `log(1 + x)`: for counts and other values of -1 or more with a long tail.
    ///
    /// @return the scaling
    static Scaling log1p() {
        return new Log1pScaling();
    }

    /// Each sample to Euclidean length 1; a sample of zeros stays as it is. What the model decodes has that length, too: it is
    /// not undone.
    ///
    /// @return the scaling
    static Scaling l2() {
        return new L2Scaling();
    }

    /// Reads a scaling from its text form, see [Kind].
    ///
    /// @param text for example `standard`
    /// @return the scaling
    /// @throws IllegalArgumentException if there is no such kind, or an argument is wrong
    static Scaling parse(String text) {
        return Kinds.read(Scaling.class, text);
    }

    /// The numbers that it learns from the training data.
    ///
    /// @param features values of a sample
    /// @return by default none
    default List<Parameter> parameters(int features) {
        return List.of();
    }

    /// Learns from the training data. Values that are missing, NaN, count for nothing.
    ///
    /// @param data read in its order, as in the first epoch
    /// @return all numbers of [#parameters], one after the other; by default none
    default float[] fit(Dataset data) {
        return new float[0];
    }

    /// Whether a 0 stays 0 and does not count for other values, and the place of a value does not matter: then [#apply] is
    /// given the values other than 0 of a sparse sample, in their order, as if they were all.
    ///
    /// @return by default `false`
    default boolean keepsZeros() {
        return false;
    }

    /// Scales a sample in place. Values that are missing stay NaN, and change nothing else.
    ///
    /// @param x has the sample
    /// @param at index of its first value
    /// @param features values of a sample
    /// @param learned has what was learned
    /// @param learnedAt index of the first number of it
    void apply(float[] x, int at, int features, float[] learned, int learnedAt);

    /// Brings a sample of the model back to the scale of the data, in place, as far as that can be done.
    ///
    /// @param x has the sample
    /// @param at index of its first value
    /// @param features values of a sample
    /// @param learned has what was learned
    /// @param learnedAt index of the first number of it
    void undo(float[] x, int at, int features, float[] learned, int learnedAt);
}
