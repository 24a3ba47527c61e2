package io.github.vae4j.metrics.internal;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/// Immutable lists of numbers that are kept as primitives: results as long as the data cost no object a number.
public final class NumberLists {
    private NumberLists() {}

    private static final class Doubles extends AbstractList<Double> implements RandomAccess {
        private final double[] values;
        private final int from;
        private final int size;

        Doubles(double[] values, int from, int size) {
            this.values = values;
            this.from = from;
            this.size = size;
        }

        @Override
        public Double get(int index) {
            return values[from + Objects.checkIndex(index, size)];
        }

        @Override
        public int size() {
            return size;
        }
    }

    private static final class Integers extends AbstractList<Integer> implements RandomAccess {
        private final int[] values;

        Integers(int[] values) {
            this.values = values;
        }

        @Override
        public Integer get(int index) {
            return values[Objects.checkIndex(index, values.length)];
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    /// A list of these numbers; the array must not change any more.
    public static List<Double> of(double[] values) {
        return new Doubles(values, 0, values.length);
    }

    /// A list of these numbers; the array must not change any more.
    public static List<Integer> of(int[] values) {
        return new Integers(values);
    }

    /// The rows of a row-major matrix; the array must not change any more.
    public static List<List<Double>> rows(double[] values, int columns) {
        return IntStream.range(0, columns == 0 ? 0 : values.length / columns)
                .mapToObj(row -> (List<Double>) new Doubles(values, row * columns, columns)).toList();
    }

    /// The rows of a row-major matrix of counts.
    public static List<List<Integer>> intRows(int[] values, int columns) {
        return IntStream.range(0, columns == 0 ? 0 : values.length / columns)
                .mapToObj(row -> of(Arrays.copyOfRange(values, row * columns, (row + 1) * columns))).toList();
    }

    /// An immutable copy; lists of this class are their own.
    public static List<Double> copy(List<Double> list) {
        return list instanceof Doubles ? list : of(toArray(list));
    }

    /// An immutable copy; lists of this class are their own.
    public static List<Integer> copyInts(List<Integer> list) {
        return list instanceof Integers ? list : of(list.stream().mapToInt(Integer::intValue).toArray());
    }

    /// An immutable copy of rows of numbers.
    public static List<List<Double>> copyRows(List<List<Double>> rows) {
        return rows.stream().map(NumberLists::copy).toList();
    }

    /// The numbers of a list as an array of their own.
    public static double[] toArray(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// The numbers of rows of one length as one row-major array.
    public static double[] flat(List<List<Double>> rows) {
        return rows.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    }
}
