package io.github.vae4j.core.data;

import io.github.vae4j.core.data.label.ClassNames;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The class of every sample, from 0 to k - 1, and the names of the classes. Immutable.
public final class Labels {
    private final int[] values;
    private final List<String> names;

    private Labels(int[] values, List<String> names) {
        this.values = values;
        this.names = names;
    }

    /// Labels from any whole numbers: each number that is there is a class, in the order of the numbers, and its name. So
    /// the years 2019 to 2021 are three classes.
    ///
    /// @param values one label per sample
    /// @return labels with as many classes as there are different values
    /// @throws IllegalArgumentException if there are more than 65,536 different values
    public static Labels of(int[] values) {
        int[] distinct = IntStream.of(values).sorted().distinct().toArray();
        if (distinct.length > ClassNames.MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "expected at most " + ClassNames.MAX_CLASSES + " classes, found " + distinct.length);
        }
        int[] classes = new int[values.length];
        Arrays.setAll(classes, i -> Arrays.binarySearch(distinct, values[i]));
        return new Labels(classes, IntStream.of(distinct).mapToObj(Integer::toString).toList());
    }

    /// Labels with names. Classes may be empty.
    ///
    /// @param values one label per sample, indices into `names`
    /// @param names the names of the classes
    /// @return labels
    /// @throws IllegalArgumentException if a label has no name
    public static Labels of(int[] values, List<String> names) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] >= names.size()) {
                throw new IllegalArgumentException(
                        "label " + values[i] + " of sample " + i + " is not in 0 to " + (names.size() - 1));
            }
        }
        return new Labels(values.clone(), List.copyOf(names));
    }

    /// Labels from the name of each sample's class. If all names are whole numbers, classes are in their order and have
    /// them as names, written plainly (`5` for `5.0`); else they are in the order of [String], or of the numbers if all are
    /// numbers. Names such as `007` are no numbers.
    ///
    /// @param classOfSample one name per sample
    /// @return labels with as many classes as there are different names
    /// @throws IllegalArgumentException if there are more than 65,536 different names
    public static Labels ofNames(List<String> classOfSample) {
        ClassNames names = ClassNames.of(classOfSample);
        return new Labels(classOfSample.stream().mapToInt(names::index).toArray(), names.names());
    }

    /// The number of samples.
    ///
    /// @return 0 or more
    public int size() {
        return values.length;
    }

    /// The class of one sample.
    ///
    /// @param sample index of the sample
    /// @return index into [#names()]
    /// @throws IndexOutOfBoundsException if there is no such sample
    public int get(int sample) {
        return values[sample];
    }

    /// The class of every sample.
    ///
    /// @return a new array
    public int[] toArray() {
        return values.clone();
    }

    /// The names of the classes.
    ///
    /// @return an immutable list
    public List<String> names() {
        return names;
    }
}
