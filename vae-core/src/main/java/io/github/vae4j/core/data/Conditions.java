package io.github.vae4j.core.data;

import io.github.vae4j.core.data.store.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// The conditions of some rows: of each row, for every [Condition], the number of a category or a number. Immutable.
public final class Conditions {
    private final List<Condition> columns;
    private final float[][] values;
    private final int size;

    /// @param values a column for each condition, not copied
    private Conditions(List<Condition> columns, float[][] values) {
        this.columns = List.copyOf(columns);
        this.values = values;
        size = values.length == 0 ? 0 : values[0].length;
        Condition.requireDifferentNames(columns);
    }

    /// No condition at all.
    ///
    /// @return nothing that a conditional model could use
    public static Conditions none() {
        return new Conditions(List.of(), new float[0][]);
    }

    /// A condition of categories.
    ///
    /// @param name of the condition
    /// @param labels the category of each row
    /// @return one condition
    /// @throws IllegalArgumentException if the name is empty, or there is no category
    public static Conditions of(String name, Labels labels) {
        float[] column = new float[labels.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = labels.get(i);
        }
        return new Conditions(List.of(Condition.ofCategories(name, labels.names())), new float[][] {column});
    }

    /// A condition of numbers.
    ///
    /// @param name of the condition
    /// @param numbers one of each row, finite; of about the size of 1
    /// @return one condition
    /// @throws IllegalArgumentException if the name is empty, or a number is not finite
    public static Conditions of(String name, float... numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (!Float.isFinite(numbers[i])) {
                throw new IllegalArgumentException(
                        "the condition '" + name + "' of row " + i + " is " + numbers[i]
                                + ", expected a finite number");
            }
        }
        return new Conditions(List.of(Condition.ofNumber(name)), new float[][] {numbers.clone()});
    }

    /// The conditions of all samples of a data set.
    ///
    /// @param data whose conditions they are
    /// @return as many rows as there are samples
    public static Conditions of(Dataset data) {
        List<Condition> columns = data.conditions();
        float[][] values = new float[columns.size()][data.size()];
        for (int c = 0; c < values.length; c++) {
            for (int i = 0; i < data.size(); i++) {
                values[c][i] = data.condition(i, c);
            }
        }
        return new Conditions(columns, values);
    }

    /// These conditions and others of the same rows.
    ///
    /// @param others to add
    /// @return all of them
    /// @throws IllegalArgumentException if there are more or fewer rows, or two conditions have one name
    public Conditions and(Conditions others) {
        if (others.size != size) {
            throw new IllegalArgumentException("conditions of one data set have " + size + " and " + others.size
                    + " rows, expected one for each sample");
        }
        List<Condition> all = new ArrayList<>(columns);
        all.addAll(others.columns);
        float[][] more = Arrays.copyOf(values, all.size());
        System.arraycopy(others.values, 0, more, values.length, others.values.length);
        return new Conditions(all, more);
    }

    /// Consecutive rows.
    ///
    /// @param from the first
    /// @param to after the last
    /// @return their conditions
    /// @throws IllegalArgumentException unless `0 <= from <= to <= size()`
    public Conditions range(int from, int to) {
        if (from < 0 || from > to || to > size) {
            throw new IllegalArgumentException("range " + from + " to " + to + " is not in 0 to " + size);
        }
        return new Conditions(columns,
                Arrays.stream(values).map(column -> Arrays.copyOfRange(column, from, to)).toArray(float[][]::new));
    }

    /// The same condition for many rows.
    ///
    /// @param row whose conditions
    /// @param count number of rows
    /// @return `count` equal rows
    /// @throws IllegalArgumentException if there is no such row
    public Conditions repeated(int row, int count) {
        Samples.check(row, size);
        float[][] same = new float[values.length][count];
        for (int c = 0; c < same.length; c++) {
            Arrays.fill(same[c], values[c][row]);
        }
        return new Conditions(columns, same);
    }

    /// The number of rows.
    ///
    /// @return 0 or more
    public int size() {
        return size;
    }

    /// What they are.
    ///
    /// @return an immutable list
    public List<Condition> columns() {
        return columns;
    }

    /// One value.
    ///
    /// @param row from 0
    /// @param column index into [#columns()]
    /// @return the number of the category, or the number
    /// @throws IllegalArgumentException if there is no such row
    public float get(int row, int column) {
        Samples.check(row, size);
        return values[column][row];
    }

    // ---- for a model

    /// The conditions that a model knows, in its order, with its categories; others are left out.
    ///
    /// @param wanted conditions of the model
    /// @param place names a row in messages
    /// @return the conditions of the same rows
    /// @throws IllegalArgumentException if one is missing or of another kind, or a row has a category that the model does not
    ///     know
    public Conditions as(List<Condition> wanted, IntFunction<String> place) {
        float[][] matched = new float[wanted.size()][];
        for (int c = 0; c < matched.length; c++) {
            matched[c] = column(wanted.get(c), place);
        }
        return new Conditions(wanted, matched);
    }

    private float[] column(Condition wanted, IntFunction<String> place) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).equals(wanted)) {
                return values[c];
            }
            if (columns.get(c).name().equals(wanted.name())) {
                return translated(columns.get(c), values[c], wanted, place);
            }
        }
        throw new IllegalArgumentException(missing(wanted, columns));
    }

    private static float[] translated(Condition from, float[] column, Condition to, IntFunction<String> place) {
        if (from.isNumber() != to.isNumber()) {
            throw new IllegalArgumentException("the condition '" + to.name() + "' of the model is "
                    + (to.isNumber() ? "a number" : "one of " + to.categories()) + ", but that of the data is "
                    + (from.isNumber() ? "a number" : "one of " + from.categories()));
        }
        float[] result = new float[column.length];
        for (int i = 0; i < result.length; i++) {
            String name = from.categories().get((int) column[i]);
            int category = to.categories().indexOf(name);
            if (category < 0) {
                throw new IllegalArgumentException(place.apply(i) + ": the condition '" + to.name() + "' is '" + name
                        + "', which the model has not seen; it knows " + String.join(", ", to.categories()));
            }
            result[i] = category;
        }
        return result;
    }

    private static String missing(Condition wanted, List<Condition> given) {
        return "the model needs the condition '" + wanted.name() + "' ("
                + (wanted.isNumber() ? "a number" : String.join(", ", wanted.categories())) + ") of every sample, and "
                + (given.isEmpty() ? "none is given" : "given are " + given.stream().map(Condition::name).toList())
                + ": give it with --condition (--given for sample), Dataset.withConditions or Evaluator.given";
    }

    /// Writes the values of one row that a model is given: one-hot categories and numbers, one after the other.
    ///
    /// @param row from 0
    /// @param out receives as many values as [Condition#width(List)] says
    /// @param at index of the first
    /// @throws IllegalArgumentException if there is no such row
    public void write(int row, float[] out, int at) {
        Samples.check(row, size);
        int next = at;
        for (int c = 0; c < values.length; c++) {
            next = columns.get(c).write(values[c][row], out, next);
        }
    }

    /// What they are, and the number of rows.
    @Override
    public String toString() {
        return "Conditions[" + columns + ", " + size + " rows]";
    }
}
