package io.github.vae4j.core.data;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// The class of every sample, and the names of the classes. Immutable.
public final class Labels {
    /// More classes than this are taken for a column that is not a label.
    static final int MAX_CLASSES = 1 << 16;

    private final int[] values;
    private final List<String> names;

    /// The names "0", "1", ..., made when they are asked for: one large label in a small file costs nothing.
    private static final class Numbers extends AbstractList<String> {
        private final int size;

        Numbers(int size) {
            this.size = size;
        }

        @Override
        public String get(int index) {
            return Integer.toString(Objects.checkIndex(index, size));
        }

        @Override
        public int size() {
            return size;
        }
    }

    private Labels(int[] values, List<String> names) {
        this.values = values;
        this.names = names;
    }

    /// Labels 0 to k - 1 whose names are their numbers.
    ///
    /// @param values one label per sample, 0 or more
    /// @return labels with k = largest value + 1 classes
    /// @throws IllegalArgumentException if a label is negative or above 65,535
    public static Labels of(int[] values) {
        int max = -1;
        for (int value : values) {
            max = Math.max(max, value);
        }
        if (max >= MAX_CLASSES) {
            throw new IllegalArgumentException("expected labels below " + MAX_CLASSES + ", found " + max);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                throw new IllegalArgumentException("label " + values[i] + " of sample " + i + " is negative");
            }
        }
        return new Labels(values.clone(), new Numbers(max + 1));
    }

    /// Labels with names.
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

    /// Labels from the name of each sample's class. Classes are put in order: by number if all names are whole numbers
    /// from 0 to 65,535 written plainly (then the label is that number), else by the order of [String].
    ///
    /// @param classOfSample one name per sample
    /// @return labels
    /// @throws IllegalArgumentException if there are more than 65,536 different names
    public static Labels ofNames(List<String> classOfSample) {
        TreeSet<String> distinct = new TreeSet<>(classOfSample);
        if (distinct.size() > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "expected at most " + MAX_CLASSES + " classes, found " + distinct.size());
        }
        int[] values = new int[classOfSample.size()];
        if (areNumbers(distinct)) {
            Arrays.setAll(values, i -> Integer.parseInt(classOfSample.get(i)));
            return of(values);
        }
        List<String> names = List.copyOf(distinct);
        Map<String, Integer> index = new HashMap<>();
        for (String name : names) {
            index.put(name, index.size());
        }
        Arrays.setAll(values, i -> index.getOrDefault(classOfSample.get(i), -1));
        return new Labels(values, names);
    }

    private static boolean areNumbers(Collection<String> names) {
        for (String name : names) {
            boolean digits = !name.isEmpty() && name.length() <= 5 && name.chars().allMatch(c -> c >= '0' && c <= '9');
            boolean plain = digits && (name.length() == 1 || name.charAt(0) != '0');
            if (!plain || Integer.parseInt(name) >= MAX_CLASSES) {
                return false;
            }
        }
        return true;
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
