package io.github.vae4j.study.run;

import io.github.vae4j.core.data.Column;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.LabelReader;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.Parts;
import io.github.vae4j.core.data.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A condition of the samples, as users name it: a column of the data (of a table, of `obs` in a .h5ad file), `label` for the
/// labels of the data, or `FILE` or `FILE:COLUMN` with a line for each sample. `:number` after it takes numbers as they are;
/// without it each different entry is a category.
///
/// @param name of the condition
/// @param file of its own, or null for a column of the data
/// @param column the column; null for the only one of a file, or for the labels of the data
/// @param isNumber whether it is a number
record ConditionSource(String name, @Nullable Path file, @Nullable String column, boolean isNumber) {
    private static final String LABEL = "label";
    private static final String NUMBER = ":number";

    /// Reads what a user wrote.
    ///
    /// @throws IllegalArgumentException if it is empty
    static ConditionSource of(String text) {
        boolean isNumber = text.endsWith(NUMBER);
        String rest = isNumber ? text.substring(0, text.length() - NUMBER.length()) : text;
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("--condition must be a column, 'label' or a file but is '" + text + "'");
        }
        Path whole = Path.of(rest);
        if (Files.isRegularFile(whole)) {
            String last = String.valueOf(whole.getFileName());
            return new ConditionSource(last.replaceFirst("\\..*", ""), whole, null, isNumber);
        }
        int colon = rest.lastIndexOf(':');
        if (colon > 0 && Files.isRegularFile(Path.of(rest.substring(0, colon)))) {
            String named = rest.substring(colon + 1);
            return new ConditionSource(named, Path.of(rest.substring(0, colon)), named, isNumber);
        }
        return new ConditionSource(rest, null, rest.equals(LABEL) ? null : rest, isNumber);
    }

    /// The conditions of all samples.
    ///
    /// @param source of the data
    /// @param data as it was read: all samples, in the order of the parts
    /// @param others columns of other conditions
    Conditions read(DataSource source, Dataset data, List<Column> others) throws IOException {
        if (file != null) {
            return ofFile(file, data, source.options());
        }
        if (column == null) {
            return ofLabels(data);
        }
        if (Datasets.names().contains(source.name())) {
            throw new IllegalArgumentException("the data set " + source.name() + " has no column '" + column
                    + "': its conditions are 'label' or a file (--condition FILE:COLUMN)");
        }
        return ofColumn(source, column, data, others);
    }

    private Conditions ofLabels(Dataset data) {
        if (!data.hasLabels()) {
            throw new IllegalArgumentException("--condition label needs labels, and the data has none: add --labels or "
                    + "--label-column");
        }
        int[] labels = new int[data.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = data.label(i);
        }
        return Conditions.of(name, Labels.of(labels, data.classNames()));
    }

    private Conditions ofFile(Path of, Dataset data, ReadOptions options) throws IOException {
        ReadOptions plain = ReadOptions.defaults().withNotes(options.notes());
        if (!isNumber) {
            ReadOptions chosen = column == null
                    ? plain
                    : plain.withColumns(plain.columns().withLabel(Column.of(column)));
            return Conditions.of(name, LabelReader.read(of, data.size(), chosen));
        }
        Dataset table = Datasets.open(of, plain);
        if (table.size() != data.size()) {
            throw new IllegalArgumentException(of + " has " + table.size() + " rows, expected one for each of "
                    + data.size() + " samples");
        }
        return numbers(of.toString(), table, column, data);
    }

    private Conditions ofColumn(DataSource source, String of, Dataset data, List<Column> others) throws IOException {
        ReadOptions options = source.options().withNotes(_ -> {});
        List<Column> dropped = others.stream().filter(other -> !other.equals(Column.of(of))).toList();
        if (isNumber) {
            Dataset table = new DataSource(source.name(), source.labels(),
                    options.withColumns(options.columns().withDropped(dropped)), source.store()).read().all();
            return numbers(source.name(), table, of, data);
        }
        Optional<Column> label = source.labels() == null ? options.columns().label() : Optional.empty();
        ReadOptions chosen = options.withColumns(options.columns().withoutLabel().withDropped(dropped)
                .withDropped(label.filter(l -> !l.equals(Column.of(of))).stream().toList())
                .withLabel(Column.of(of)));
        Dataset read = new DataSource(source.name(), null, chosen, source.store()).read().all();
        if (!read.hasLabels()) {
            throw new IllegalArgumentException(
                    source.name() + " has no columns beside its features: give the condition '"
                            + of + "' in a file of its own (--condition FILE:COLUMN)");
        }
        int[] rows = rows(source.name(), read, data);
        int[] labels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = read.label(rows[i]);
        }
        return Conditions.of(name, Labels.of(labels, read.classNames()));
    }

    private Conditions numbers(String from, Dataset table, @Nullable String of, Dataset data) {
        int found = of == null ? 0 : table.featureNames().indexOf(of);
        if (found < 0 || of == null && table.features() > 1) {
            throw new IllegalArgumentException(from + ": expected a column of numbers"
                    + (of == null ? ", found " + table.features()
                            : " '" + of + "', found "
                                    + table.featureNames().stream().limit(20).toList()));
        }
        int[] rows = file == null ? rows(from, table, data) : null;
        float[] row = new float[table.features()];
        float[] numbers = new float[data.size()];
        for (int i = 0; i < numbers.length; i++) {
            table.read(rows == null ? i : rows[i], 0, row, 0);
            numbers[i] = row[found];
        }
        return Conditions.of(name, numbers);
    }

    /// For each sample the one of another reading that is the same row: rows may have been left out.
    private static int[] rows(String from, Dataset read, Dataset data) {
        Map<Integer, Integer> byRow = new HashMap<>();
        boolean isSame = read.size() == data.size();
        for (int i = 0; i < read.size(); i++) {
            byRow.put(read.row(i), i);
            isSame = isSame && read.row(i) == data.row(i);
        }
        int[] rows = new int[data.size()];
        for (int i = 0; i < rows.length; i++) {
            Integer found = isSame ? Integer.valueOf(i) : byRow.get(data.row(i));
            if (found == null || !isSame && byRow.size() < read.size()) {
                throw new IllegalArgumentException(
                        from + ": row " + data.row(i) + " (counted from 0) has no condition");
            }
            rows[i] = found;
        }
        return rows;
    }

    /// Data with all its conditions.
    ///
    /// @param source of the data
    /// @param parts as they were read
    /// @param conditions of the samples, one or more
    static Parts add(DataSource source, Parts parts, List<ConditionSource> conditions) throws IOException {
        Dataset all = parts.all();
        List<Column> columns = columns(conditions);
        Conditions known = null;
        for (ConditionSource each : conditions) {
            Conditions read = each.read(source, all, columns);
            known = known == null ? read : known.and(read);
        }
        if (known == null) {
            return parts;
        }
        int first = parts.train().size();
        int second = first + parts.validation().map(Dataset::size).orElse(0);
        Conditions found = known;
        return new Parts(parts.train().withConditions(found.range(0, first)),
                parts.validation().map(part -> part.withConditions(found.range(first, second))),
                parts.test().map(part -> part.withConditions(found.range(second, found.size()))));
    }

    /// The columns of the data that are conditions, which are no features then.
    static List<Column> columns(List<ConditionSource> conditions) {
        List<Column> columns = new ArrayList<>();
        for (ConditionSource each : conditions) {
            if (each.file == null && each.column != null) {
                columns.add(Column.of(each.column));
            }
        }
        return columns;
    }
}
