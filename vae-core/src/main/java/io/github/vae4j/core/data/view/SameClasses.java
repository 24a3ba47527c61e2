package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.label.ClassNames;
import java.util.ArrayList;
import java.util.List;

/// Gives the parts of one data set the same classes, where one of them lacks some.
public final class SameClasses {
    private SameClasses() {}

    /// The same data sets; those with labels have the classes of all.
    ///
    /// @throws IllegalArgumentException if they have different numbers of features
    public static List<Dataset> of(List<Dataset> parts) {
        List<String> names = new ArrayList<>();
        boolean differ = false;
        List<String> first = parts.stream().filter(Dataset::hasLabels).map(Dataset::classNames).findFirst()
                .orElse(List.of());
        for (Dataset part : parts) {
            if (part.features() != parts.getFirst().features()) {
                throw new IllegalArgumentException("parts of one data set have " + parts.getFirst().features()
                        + " and " + part.features() + " features");
            }
            names.addAll(part.classNames());
            differ |= part.hasLabels() && !part.classNames().equals(first);
        }
        if (!differ) {
            return parts;
        }
        ClassNames classes = ClassNames.of(names);
        return parts.stream().map(part -> part.hasLabels() ? relabelled(part, classes) : part).toList();
    }

    private static Dataset relabelled(Dataset part, ClassNames classes) {
        int[] index = part.classNames().stream().mapToInt(classes::index).toArray();
        int[] labels = new int[part.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = index[part.label(i)];
        }
        return part.withLabels(Labels.of(labels, classes.names()));
    }
}
