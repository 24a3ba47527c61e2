package io.github.vae4j.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The values of the generative factors (shape, scale, position, ...) of every sample. Immutable.
///
/// The values of a factor are numbered from 0. A factor has as many values as its largest number says, also if some of
/// them have no sample.
public final class Factors {
    /// The most values a factor may have: a larger number is not the number of a value.
    static final int MOST_VALUES = 1 << 16;

    private final int[] values;
    private final int[] sizes;
    private final List<String> names;

    private Factors(int[] values, int[] sizes, List<String> names) {
        this.values = values;
        this.sizes = sizes;
        this.names = names;
    }

    /// Factors that are called "0", "1", ...
    ///
    /// @param n number of samples, 1 or more
    /// @param factors number of factors, 1 or more
    /// @param values the number of each factor's value, (n, factors) row-major, from 0 to 65,535; copied
    /// @return the factors
    /// @throws IllegalArgumentException if the sizes do not fit or a value is out of range
    public static Factors of(int n, int factors, int[] values) {
        if (n < 1 || factors < 1 || values.length != (long) n * factors) {
            throw new IllegalArgumentException("values must have n = " + n + " rows, 1 or more, of factors = " + factors
                    + " columns, 1 or more, but has " + values.length + " elements");
        }
        int[] sizes = new int[factors];
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] >= MOST_VALUES) {
                throw new IllegalArgumentException("value " + values[i] + " of factor " + i % factors + " in row "
                        + i / factors + " is out of range: expected 0 to " + (MOST_VALUES - 1)
                        + ", the number of the value among those of its factor");
            }
            sizes[i % factors] = Math.max(sizes[i % factors], values[i] + 1);
        }
        return new Factors(values.clone(), sizes, IntStream.range(0, factors).mapToObj(Integer::toString).toList());
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
        return new Factors(values, sizes, List.of(names));
    }

    /// The number of samples.
    ///
    /// @return 1 or more
    public int n() {
        return values.length / sizes.length;
    }

    /// The number of factors.
    ///
    /// @return 1 or more
    public int count() {
        return sizes.length;
    }

    /// The number of values that a factor has: its largest one and 1.
    ///
    /// @param factor from 0
    /// @return 1 or more
    /// @throws IndexOutOfBoundsException if there is no such factor
    public int size(int factor) {
        return sizes[factor];
    }

    /// The value of one factor of one sample.
    ///
    /// @param row the sample, from 0
    /// @param factor from 0
    /// @return from 0 to `size(factor) - 1`
    /// @throws IllegalArgumentException if there is no such factor
    /// @throws IndexOutOfBoundsException if there is no such sample
    public int valueOf(int row, int factor) {
        if (factor < 0 || factor >= sizes.length) {
            throw new IllegalArgumentException("factor must be from 0 to " + (sizes.length - 1) + " but is " + factor);
        }
        return values[row * sizes.length + factor];
    }

    /// The names of the factors.
    ///
    /// @return an immutable list
    public List<String> names() {
        return names;
    }

    /// One factor as the class of every sample; the classes are called "0", "1", ... after the values.
    ///
    /// @param factor from 0
    /// @return n labels of `size(factor)` classes
    /// @throws IllegalArgumentException if there is no such factor
    public Labels column(int factor) {
        return Labels.of(values(factor));
    }

    /// The value of one factor of every sample.
    int[] values(int factor) {
        return IntStream.range(0, n()).map(row -> valueOf(row, factor)).toArray();
    }

    /// Throws unless `codes`, called `name`, are finite rows of `units` columns, one for each of these samples.
    void check(String name, float[] codes, int units) {
        LabelledRows.checkRows(name, codes, units, 1);
        if (codes.length / units != n()) {
            throw new IllegalArgumentException(name + " must have one row for each of the " + n()
                    + " samples of its factors but has " + codes.length / units);
        }
    }

    /// Throws unless the factors of test samples are by name those of these, the training samples.
    void checkSame(Factors test) {
        if (!test.names.equals(names)) {
            throw new IllegalArgumentException("the factors of the test samples are " + test.names
                    + " but those of the training samples " + names);
        }
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (int factor = 0; factor < count(); factor++) {
            parts.add(names.get(factor) + " (" + sizes[factor] + ")");
        }
        return n() + " samples of " + count() + " factors: " + parts.stream().collect(Collectors.joining(", "));
    }
}
