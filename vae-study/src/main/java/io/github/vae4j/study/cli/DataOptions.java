package io.github.vae4j.study.cli;

import io.github.vae4j.core.data.DataStore;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.study.run.DataSource;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that name the data.
final class DataOptions {
    private static final String DIGITS = "digits";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--data",
            description = "mnist, fashion-mnist, digits, mails, or a file or folder: CSV, .npy, .npz, IDX, images,"
                    + " sparse matrices (default: digits, with --data-dir mnist; of topics mails, of recommend planted users).") private @Nullable String data;

    @Option(
            names = "--data-dir",
            description = "Folder to look for the files of mnist and fashion-mnist first.") private @Nullable Path folder;

    @Option(
            names = "--labels",
            description = "For a file: another one with a label for each sample: one a line, CSV, .npy, .npz, IDX.") private @Nullable Path labels;

    @Option(
            names = "--condition",
            split = ",",
            paramLabel = "COLUMN|label|FILE[:COLUMN]",
            description = "What encoder and decoder are given beside a sample: a column of the data (of obs in a .h5ad"
                    + " file), its labels, or a file with a line for each sample. Entries are categories; with :number after"
                    + " it, numbers.") private List<String> conditions = new ArrayList<>();

    @Mixin private final TableOptions tables = new TableOptions();

    /// Where the data comes from; downloads and what is found out are printed to `err`, if it is not `null`.
    DataSource source(@Nullable PrintWriter err) {
        return source(DIGITS, err);
    }

    /// The same for a command with another set of its own.
    ///
    /// @param otherwise the data if none is named
    DataSource source(String otherwise, @Nullable PrintWriter err) {
        String name = name(otherwise);
        DataStore store = folder == null ? DataStore.standard() : DataStore.standard(folder);
        try {
            return new DataSource(name, labels, tables.options(err),
                    err == null ? store : store.withProgress(new DownloadLines(err)), conditions);
        } catch (IllegalArgumentException e) {
            boolean unknown = !Datasets.names().contains(name) && !Files.exists(Path.of(name));
            String nearest = unknown ? NearestMatch.find(name, Datasets.names()) : null;
            throw new ParameterException(spec.commandLine(),
                    e.getMessage() + (nearest == null ? "" : ", did you mean '" + nearest + "'?"), e);
        }
    }

    /// Refuses conditions, where a command has no use for them.
    ///
    /// @param why the rest of the sentence
    void refuseConditions(String why) {
        if (!conditions.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--condition is for train and encode: " + why);
        }
    }

    /// Whether the user has named the data.
    boolean isNamed() {
        return data != null;
    }

    private String name(String otherwise) {
        return data != null ? data : folder != null && otherwise.equals(DIGITS) ? "mnist" : otherwise;
    }

    /// The options in force, by their names.
    Map<String, String> settings() {
        return settings(DIGITS);
    }

    /// The same for a command with another set of its own.
    ///
    /// @param otherwise the data if none is named
    Map<String, String> settings(String otherwise) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("data", name(otherwise));
        put(settings, "data-dir", folder);
        put(settings, "labels", labels);
        put(settings, "condition", conditions.isEmpty() ? null : String.join(",", conditions));
        settings.putAll(tables.settings());
        return settings;
    }

    private static void put(Map<String, String> settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.put(name, value.toString());
        }
    }
}
