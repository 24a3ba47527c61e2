package io.github.vae4j.metrics;

import java.util.List;
import java.util.stream.IntStream;

/// The class of every sample, with the names of the classes. Immutable. Classes may be empty.
public final class Labels {
    private final int[] classes;
    private final int[] counts;
    private final List<String> names;

    private Labels(int[] classes, List<String> names) {
        this.classes = classes.clone();
        this.names = List.copyOf(names);
        this.counts = new int[names.size()];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= counts.length) {
                throw new IllegalArgumentException("label " + classes[i] + " of sample " + i
                        + " is out of range: expected 0 to " + (counts.length - 1));
            }
            counts[classes[i]]++;
        }
    }

    /// Labels whose classes are called "0", "1", ... up to the largest label.
    ///
    /// @param labels the class of every sample, from 0; copied
    /// @return the labels
    /// @throws IllegalArgumentException if a label is negative
    public static Labels of(int... labels) {
        int size = IntStream.of(labels).max().orElse(-1) + 1;
        return new Labels(labels, IntStream.range(0, Math.max(size, 0)).mapToObj(Integer::toString).toList());
    }

    /// Labels with named classes.
    ///
    /// @param labels the class of every sample, from 0 to `names.size() - 1`; copied
    /// @param names the names of all classes
    /// @return the labels
    /// @throws IllegalArgumentException if a label has no name
    public static Labels of(int[] labels, List<String> names) {
        return new Labels(labels, names);
    }

    /// The number of samples.
    ///
    /// @return 0 or more
    public int size() {
        return classes.length;
    }

    /// The number of classes, empty ones included.
    ///
    /// @return 0 or more
    public int classCount() {
        return counts.length;
    }

    /// The class of one sample.
    ///
    /// @param sample its index
    /// @return the class, from 0
    /// @throws IndexOutOfBoundsException if there is no such sample
    public int get(int sample) {
        return classes[sample];
    }

    /// The number of samples of one class.
    ///
    /// @param label the class
    /// @return 0 or more
    /// @throws IndexOutOfBoundsException if there is no such class
    public int count(int label) {
        return counts[label];
    }

    /// The names of all classes.
    ///
    /// @return an immutable list
    public List<String> names() {
        return names;
    }

    int nonEmptyClasses() {
        return (int) IntStream.of(counts).filter(c -> c > 0).count();
    }

    @Override
    public String toString() {
        return size() + " samples in " + nonEmptyClasses() + " of " + classCount() + " classes";
    }
}
