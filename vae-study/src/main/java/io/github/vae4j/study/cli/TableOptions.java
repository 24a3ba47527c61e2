package io.github.vae4j.study.cli;

import io.github.vae4j.core.data.Column;
import io.github.vae4j.core.data.ColumnChoice;
import io.github.vae4j.core.data.CsvFormat;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.SampleAxis;
import io.github.vae4j.study.report.PlainText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say how files of data are read: what is not given is found out.
final class TableOptions {
    private static final Map<String, Character> DELIMITERS = Map.of("comma", ',', "semicolon", ';', "tab", '\t', "\\t",
            '\t', "space", ' ', "blank", ' ', "bar", '|', "pipe", '|');

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--label-column",
            paramLabel = "COLUMN",
            description = "The column of the labels, by name, or by number from 0 (-1 is the last): of the file of"
                    + " --labels, if it is given; of a .npz archive the array.") private @Nullable String labelColumn;

    @Option(
            names = "--header",
            paramLabel = "yes|no",
            description = "CSV: whether the first line names the columns (default: found out).") private @Nullable String header;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "CSV: what separates cells, a character or comma, semicolon, tab, space, bar (default: found"
                    + " out).") private @Nullable String delimiter;

    @Option(
            names = "--decimal",
            paramLabel = "point|comma",
            description = "CSV: how numbers are written, 0.5 or 0,5 (default: found out).") private @Nullable String decimal;

    @Option(
            names = "--index-column",
            paramLabel = "COLUMN|none",
            description = "The column that names the rows, which is no feature (default: found out).") private @Nullable String indexColumn;

    @Option(
            names = "--drop-columns",
            split = ",",
            paramLabel = "COLUMN",
            description = "Columns to leave out, by name or number.") private List<
                    String> dropColumns = new ArrayList<>();

    @Option(
            names = "--missing",
            paramLabel = "refuse|drop|mask",
            description = "Missing values: an error (default), leave their rows out, or keep them as missing.") private @Nullable String missing;

    @Option(
            names = {"--array", "--layer"},
            paramLabel = "NAME",
            description = "The array of a .npz archive with the samples, the layer of a .h5ad file (default: found out; X).") private @Nullable String array;

    @Option(
            names = "--samples",
            paramLabel = "rows|columns",
            description = "Of a sparse matrix: where its samples are (default: as its files say, else rows).") private @Nullable String samples;

    /// How files are read; what is found out is printed to `err`, if it is not `null`.
    ReadOptions options(@Nullable PrintWriter err) {
        try {
            ReadOptions options = ReadOptions.defaults().withCsv(csv()).withColumns(columns());
            options = missing == null ? options : options.withMissing(treatment(missing));
            if (samples != null) {
                options = options.withSamples(
                        choice("--samples", samples, "columns", "rows", "column", "row") ? SampleAxis.COLUMNS
                                : SampleAxis.ROWS);
            }
            options = array == null ? options : options.withArray(array);
            return err == null ? options : options.withNotes(note -> {
                err.println(PlainText.line(note));
                err.flush();
            });
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private CsvFormat csv() {
        CsvFormat csv = CsvFormat.recognised();
        csv = header == null ? csv : csv.withHeader(choice("--header", header, "yes", "no", "true", "false"));
        csv = decimal == null ? csv : csv.withDecimalComma(choice("--decimal", decimal, "comma", "point", ",", "."));
        return delimiter == null ? csv : csv.withDelimiter(character(delimiter));
    }

    private ColumnChoice columns() {
        ColumnChoice columns = ColumnChoice.recognised();
        columns = labelColumn == null ? columns : columns.withLabel(Column.of(labelColumn));
        if (indexColumn != null) {
            columns = indexColumn.equals("none") ? columns.withoutIndex() : columns.withIndex(Column.of(indexColumn));
        }
        return columns.withDropped(dropColumns.stream().map(Column::of).toList());
    }

    /// @return `true` for the first word or the third, `false` for the second or the fourth
    private static boolean choice(String option, String value, String yes, String no, String alsoYes, String alsoNo) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (word.equals(yes) || word.equals(alsoYes)) {
            return true;
        }
        if (word.equals(no) || word.equals(alsoNo)) {
            return false;
        }
        throw new IllegalArgumentException(option + " must be " + yes + " or " + no + " but is '" + value + "'");
    }

    private static char character(String value) {
        Character named = DELIMITERS.get(value.toLowerCase(Locale.ROOT));
        if (named == null && value.length() != 1) {
            throw new IllegalArgumentException(
                    "--delimiter must be one character, or comma, semicolon, tab, space or bar but is '" + value + "'");
        }
        return named == null ? value.charAt(0) : named;
    }

    private static Missing treatment(String value) {
        for (Missing missing : Missing.values()) {
            if (missing.name().equalsIgnoreCase(value)) {
                return missing;
            }
        }
        throw new IllegalArgumentException("--missing must be refuse, drop or mask but is '" + value + "'");
    }

    /// The options that were given, by their names.
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, "label-column", labelColumn);
        put(settings, "header", header);
        put(settings, "delimiter", delimiter);
        put(settings, "decimal", decimal);
        put(settings, "index-column", indexColumn);
        put(settings, "drop-columns", dropColumns.isEmpty() ? null : String.join(",", dropColumns));
        put(settings, "missing", missing);
        put(settings, "array", array);
        put(settings, "samples", samples);
        return settings;
    }

    private static void put(Map<String, String> settings, String name, @Nullable String value) {
        if (value != null) {
            settings.put(name, value);
        }
    }
}
