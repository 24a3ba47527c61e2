package io.github.vae4j.study.run;

import io.github.vae4j.core.data.DataStore;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A data set in the parts of a study. The last twelfth of the training part is for validation: with MNIST the last
/// 5,000 of its 60,000 images, as in the article.
///
/// @param name as the user gave it
/// @param train to learn from
/// @param validation to watch the cost on, or null if there is too little data
/// @param test to measure on, or null if the data has no test part
public record TrainingData(String name, Dataset train, @Nullable Dataset validation, @Nullable Dataset test) {
    private static final int VALIDATION_SHARE = 12;

    /// Loads a data set.
    ///
    /// @param name one of [Datasets#names()], or a path
    /// @param store where named data sets are
    /// @return its parts
    /// @throws IOException if it cannot be read
    /// @throws IllegalArgumentException if there is nothing of that name
    public static TrainingData load(String name, DataStore store) throws IOException {
        if (Datasets.names().contains(name)) {
            Split split = Datasets.named(name, store);
            return of(name, split.train(), split.test());
        }
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is neither a data set (" + String.join(", ", Datasets.names())
                            + ") nor a file or folder");
        }
        return of(name, Datasets.open(path), null);
    }

    private static TrainingData of(String name, Dataset learning, @Nullable Dataset test) {
        int validation = learning.size() / VALIDATION_SHARE;
        int train = learning.size() - validation;
        return new TrainingData(name, learning.take(train),
                validation == 0 ? null : learning.range(train, learning.size()), test);
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
