package io.github.vae4j.metrics;

import io.github.vae4j.metrics.internal.NumberLists;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The class of every sample, with the names of the classes. Immutable. Classes are numbered from 0; some may be empty.
///
/// Labels of training and test samples must agree on the classes: make labels of all samples, and [#select] those of each
/// set.
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

    /// Labels that are numbers: years, identifiers, digits. Each number that occurs is a class, in rising order, by the name
    /// of the number; how large the numbers are does not matter.
    ///
    /// @param numbers one for each sample, any
    /// @return the labels
    public static Labels of(int... numbers) {
        int[] distinct = IntStream.of(numbers).sorted().distinct().toArray();
        int[] classes = new int[numbers.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = Arrays.binarySearch(distinct, numbers[i]);
        }
        return new Labels(classes, IntStream.of(distinct).mapToObj(Integer::toString).toList());
    }

    /// Labels with named classes, of which some may have no sample.
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

    /// The class of every sample.
    ///
    /// @return a copy
    public int[] toArray() {
        return classes.clone();
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

    /// The number of classes that have samples.
    ///
    /// @return 0 to [#classCount]
    public int nonEmptyClasses() {
        return (int) IntStream.of(counts).filter(c -> c > 0).count();
    }

    /// The labels of some of the samples, in the order given, with all classes.
    ///
    /// @param picked numbers of samples; the same one may occur several times
    /// @return their labels
    /// @throws IndexOutOfBoundsException if there is no such sample
    public Labels select(int... picked) {
        return new Labels(IntStream.of(picked).map(this::get).toArray(), names);
    }

    /// The samples of every class, rising.
    ///
    /// @return one list a class
    public List<List<Integer>> members() {
        int[][] members = new int[counts.length][];
        int[] next = new int[counts.length];
        Arrays.setAll(members, c -> new int[counts[c]]);
        for (int i = 0; i < classes.length; i++) {
            members[classes[i]][next[classes[i]]++] = i;
        }
        return Arrays.stream(members).map(NumberLists::of).toList();
    }

    @Override
    public String toString() {
        return size() + " samples in " + nonEmptyClasses() + " of " + classCount() + " classes";
    }
}
