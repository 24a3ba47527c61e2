package io.github.vae4j.study.run;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Parts;
import io.github.vae4j.core.data.Split;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A data set in the parts of a study. A part for validation that the data comes with is taken; else a twelfth of what there
/// is to learn from is for validation. Of data that comes in parts it is the last one: with MNIST the last 5,000 of its
/// 60,000 images, as in the article. Of all other data, and of parts that are sorted by class, it is drawn.
///
/// @param name as the user gave it
/// @param train to learn from
/// @param validation to watch the cost on, or null if there is too little data
/// @param test to measure on, or null if the data has no test part
public record TrainingData(String name, Dataset train, @Nullable Dataset validation, @Nullable Dataset test) {
    private static final int VALIDATION_SHARE = 12;
    // The parts belong to the data: a user's seed leaves them as they are.
    private static final int SEED = 0;

    /// Loads a data set. Without a test part there is none to measure on.
    ///
    /// @param source of the data
    /// @return its parts
    /// @throws IOException if it cannot be read
    public static TrainingData load(DataSource source) throws IOException {
        return of(source.name(), source.read());
    }

    /// Data in the parts that it came in.
    ///
    /// @param name of the data
    /// @param parts of the data
    /// @return with a part for validation
    public static TrainingData of(String name, Parts parts) {
        Dataset test = parts.test().orElse(null);
        if (parts.validation().isPresent()) {
            return new TrainingData(name, parts.train(), parts.validation().get(), test);
        }
        return test == null || isSorted(parts.train())
                ? drawn(name, parts.train(), test)
                : inOrder(name, parts.train(), test);
    }

    /// Data that comes in parts, in its order.
    ///
    /// @param name of the data
    /// @param learning for training and validation
    /// @param test to measure on
    /// @return the parts
    public static TrainingData inOrder(String name, Dataset learning, Dataset test) {
        return of(name, Split.fixed(learning, learning.size() / VALIDATION_SHARE), test);
    }

    /// Data whose validation part is drawn, from all classes if there are labels.
    ///
    /// @param name of the data
    /// @param learning for training and validation
    /// @param test to measure on, or null
    /// @return the parts
    public static TrainingData drawn(String name, Dataset learning, @Nullable Dataset test) {
        return of(name, split(learning, learning.size() / VALIDATION_SHARE), test);
    }

    /// Draws a part, from all classes if there are labels: the same one on every machine.
    ///
    /// @param data the whole
    /// @param size of the second part
    /// @return two parts that keep the order of the data
    public static Split split(Dataset data, int size) {
        return data.hasLabels() ? Split.stratified(data, size, SEED) : Split.random(data, size, SEED);
    }

    private static TrainingData of(String name, Split split, @Nullable Dataset test) {
        return new TrainingData(name, split.train(), split.test().size() == 0 ? null : split.test(), test);
    }

    /// Whether the samples are in the order of their classes, so that the last of them are of one class.
    private static boolean isSorted(Dataset data) {
        if (!data.hasLabels() || data.size() == 0 || data.label(0) == data.label(data.size() - 1)) {
            return false;
        }
        for (int i = 1; i < data.size(); i++) {
            if (data.label(i) < data.label(i - 1)) {
                return false;
            }
        }
        return true;
    }

    /// The number of samples in all parts.
    ///
    /// @return 0 or more
    public int size() {
        return train.size() + (validation == null ? 0 : validation.size()) + (test == null ? 0 : test.size());
    }

    /// A part by its name.
    ///
    /// @param part `train`, `validation` or `test`
    /// @return that part
    /// @throws IllegalArgumentException if the data has no such part
    public Dataset part(String part) {
        Dataset found = switch (part) {
            case "train" -> train;
            case "validation" -> validation;
            case "test" -> test;
            default -> throw new IllegalArgumentException(
                    "unknown part '" + part + "': expected train, validation or test");
        };
        if (found == null) {
            throw new IllegalArgumentException("the data " + name + " has no part for " + part);
        }
        return found;
    }
}
