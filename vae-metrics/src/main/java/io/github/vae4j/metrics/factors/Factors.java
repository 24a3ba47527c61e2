package io.github.vae4j.metrics.factors;

import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The values of the generative factors (shape, scale, position, ...) of every sample. Immutable.
///
/// Each number that occurs is a value of its factor; values are numbered from 0 in rising order, however large or sparse
/// the numbers are. Statistics of categories use the values, those of real-valued factors the [numbers][#number].
///
/// Factors of training and test samples should be [selected][#select] from those of all samples: values then have the
/// same numbers. Where they were made apart, values are matched by their numbers.
public final class Factors {
    private final int[] values;
    /// Per factor the numbers of its values, rising.
    private final double[][] numbers;
    private final List<String> names;

    private Factors(int[] values, double[][] numbers, List<String> names) {
        this.values = values;
        this.numbers = numbers;
        this.names = names;
    }

    /// Factors that are called "0", "1", ...
    ///
    /// @param n number of samples, 1 or more
    /// @param factors number of factors, 1 or more
    /// @param values the value of each factor, (n, factors) row-major, any whole numbers; copied
    /// @return the factors
    /// @throws IllegalArgumentException if the sizes do not fit
    public static Factors of(int n, int factors, int[] values) {
        return of(n, factors, Arrays.stream(values).asDoubleStream().toArray());
    }

    /// Real-valued factors that are called "0", "1", ...
    ///
    /// @param n number of samples, 1 or more
    /// @param factors number of factors, 1 or more
    /// @param values the value of each factor, (n, factors) row-major, finite; copied
    /// @return the factors
    /// @throws IllegalArgumentException if the sizes do not fit or a value is not finite
    public static Factors of(int n, int factors, double[] values) {
        if (n < 1 || factors < 1 || values.length != (long) n * factors) {
            throw new IllegalArgumentException("values must have n = " + n + " rows, 1 or more, of factors = " + factors
                    + " columns, 1 or more, but has " + values.length + " elements");
        }
        int[] indices = new int[values.length];
        double[][] numbers = new double[factors][];
        for (int factor = 0; factor < factors; factor++) {
            double[] column = new double[n];
            for (int row = 0; row < n; row++) {
                // Minus zero is zero.
                column[row] = values[row * factors + factor] + 0.0;
                if (!Double.isFinite(column[row])) {
                    throw new IllegalArgumentException("values has " + column[row] + " in row " + row + ", factor "
                            + factor + ": expected finite values; remove such rows first");
                }
            }
            numbers[factor] = Arrays.stream(column).sorted().distinct().toArray();
            for (int row = 0; row < n; row++) {
                indices[row * factors + factor] = Arrays.binarySearch(numbers[factor], column[row]);
            }
        }
        return new Factors(indices, numbers, IntStream.range(0, factors).mapToObj(Integer::toString).toList());
    }

    /// The same factors by other names.
    ///
    /// @param names one for each factor
    /// @return the factors
    /// @throws IllegalArgumentException if there are not as many names as factors
    public Factors withNames(String... names) {
        if (names.length != count()) {
            throw new IllegalArgumentException("expected " + count() + " names, one for each factor, but got "
                    + names.length);
        }
        return new Factors(values, numbers, List.of(names));
    }

    /// The factors of some of the samples, in the order given. Values keep their numbering, also if some do not occur.
    ///
    /// @param picked numbers of samples, 1 or more; the same one may occur several times
    /// @return their factors
    /// @throws IllegalArgumentException if there is none
    /// @throws IndexOutOfBoundsException if there is no such sample
    public Factors select(int... picked) {
        if (picked.length == 0) {
            throw new IllegalArgumentException("expected 1 or more samples but got none");
        }
        int[] selected = new int[picked.length * count()];
        for (int i = 0; i < picked.length; i++) {
            System.arraycopy(values, Objects.checkIndex(picked[i], n()) * count(), selected, i * count(), count());
        }
        return new Factors(selected, numbers, names);
    }

    /// The number of samples.
    ///
    /// @return 1 or more
    public int n() {
        return values.length / numbers.length;
    }

    /// The number of factors.
    ///
    /// @return 1 or more
    public int count() {
        return numbers.length;
    }

    /// The number of values that a factor has.
    ///
    /// @param factor from 0
    /// @return 1 or more
    /// @throws IndexOutOfBoundsException if there is no such factor
    public int size(int factor) {
        return numbers[factor].length;
    }

    /// The value of one factor of one sample.
    ///
    /// @param row the sample, from 0
    /// @param factor from 0
    /// @return from 0 to `size(factor) - 1`
    /// @throws IndexOutOfBoundsException if there is no such sample or factor
    public int valueOf(int row, int factor) {
        return values[Checks.index(row, n(), factor, count())];
    }

    /// The number that a value stands for, as it was given.
    ///
    /// @param factor from 0
    /// @param value from 0 to `size(factor) - 1`
    /// @return the number
    /// @throws IndexOutOfBoundsException if there is no such factor or value
    public double number(int factor, int value) {
        return numbers[factor][value];
    }

    /// The names of the factors.
    ///
    /// @return an immutable list
    public List<String> names() {
        return names;
    }

    /// One factor as the class of every sample; the classes are called after the numbers of the values.
    ///
    /// @param factor from 0
    /// @return n labels of `size(factor)` classes
    /// @throws IndexOutOfBoundsException if there is no such factor
    public Labels column(int factor) {
        return Labels.of(values(factor), valueNames(factor));
    }

    /// The names of the values of a factor: their numbers.
    ///
    /// @param factor from 0
    /// @return one for each value
    /// @throws IndexOutOfBoundsException if there is no such factor
    public List<String> valueNames(int factor) {
        return Arrays.stream(numbers[factor])
                .mapToObj(number -> number == Math.rint(number) && Math.abs(number) < 0x1p53
                        ? Long.toString((long) number)
                        : Double.toString(number))
                .toList();
    }

    /// The value of one factor of every sample.
    int[] values(int factor) {
        return IntStream.range(0, n()).map(row -> valueOf(row, factor)).toArray();
    }

    /// The value of one factor of every sample as `reference` numbers values; -1 for one that it does not have.
    int[] values(int factor, Factors reference) {
        int[] numbering = Arrays.stream(numbers[factor])
                .mapToInt(number -> Math.max(Arrays.binarySearch(reference.numbers[factor], number), -1)).toArray();
        return IntStream.range(0, n()).map(row -> numbering[valueOf(row, factor)]).toArray();
    }

    /// One factor of every sample as the number that was given.
    double[] numbers(int factor) {
        return IntStream.range(0, n()).mapToDouble(row -> numbers[factor][valueOf(row, factor)]).toArray();
    }

    /// Throws unless codes, called `name`, have a row for each of these samples.
    void check(String name, Codes codes) {
        if (codes.rows() != n()) {
            throw new IllegalArgumentException(name + " must have one row for each of the " + n()
                    + " samples of its factors but has " + codes.rows());
        }
    }

    /// Throws unless codes and factors of training and test samples fit each other.
    static void check(Codes train, Factors trainFactors, Codes test, Factors testFactors) {
        trainFactors.check("train", train);
        testFactors.check("test", test);
        Checks.sameUnits(train, test);
        if (!testFactors.names.equals(trainFactors.names)) {
            throw new IllegalArgumentException("the factors of the test samples are " + testFactors.names
                    + " but those of the training samples " + trainFactors.names);
        }
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (int factor = 0; factor < count(); factor++) {
            parts.add(names.get(factor) + " (" + size(factor) + ")");
        }
        return n() + " samples of " + count() + " factors: " + parts.stream().collect(Collectors.joining(", "));
    }
}
