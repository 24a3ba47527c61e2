package io.github.vae4j.core.data;

import io.github.vae4j.core.data.view.Joined;
import io.github.vae4j.core.data.view.SameClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A data set in the parts that it comes in. If the parts have labels, they have the same classes, also those that a part
/// has no sample of.
///
/// @param train what to learn from; all samples if the data comes in one piece
/// @param validation what to watch learning on, if there is such a part
/// @param test what to judge by, if there is such a part
public record Parts(Dataset train, Optional<Dataset> validation, Optional<Dataset> test) {
    /// Gives the parts the same classes.
    ///
    /// @throws IllegalArgumentException if the parts have different numbers of features
    public Parts {
        List<Dataset> same = SameClasses.of(present(train, validation, test));
        int next = 0;
        train = same.get(next++);
        validation = validation.isPresent() ? Optional.of(same.get(next++)) : validation;
        test = test.isPresent() ? Optional.of(same.get(next)) : test;
    }

    /// Data in one piece.
    ///
    /// @param data all samples
    /// @return the only part
    public static Parts of(Dataset data) {
        return new Parts(data, Optional.empty(), Optional.empty());
    }

    private static List<Dataset> present(Dataset train, Optional<Dataset> validation, Optional<Dataset> test) {
        List<Dataset> parts = new ArrayList<>();
        parts.add(train);
        validation.ifPresent(parts::add);
        test.ifPresent(parts::add);
        return parts;
    }

    /// All samples: the training part, then validation, then test.
    ///
    /// @return a view; without labels if a part has none
    public Dataset all() {
        List<Dataset> parts = present(train, validation, test);
        return parts.size() == 1 ? train : new Joined(parts);
    }
}
