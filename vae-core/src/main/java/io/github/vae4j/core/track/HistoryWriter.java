package io.github.vae4j.core.track;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.Terms;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.graph.Criterion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// A listener that writes a line for every epoch when it ends, so that a training can be watched: CSV, or JSON Lines, an
/// object for each line (for example for pandas' `read_json(..., lines=True)`).
///
/// Columns, and members of the objects: `epoch`, `cost`, the terms of the objective by name (without weights), the same on
/// the validation set (`validationKl`), `learningRate`, `seconds`, `samplesPerSecond`, `objective` and
/// `validationObjective` (with the weights of the end); see [EpochReport]. Costs are in nats per sample. What is not known
/// is an empty cell, or `null`. Numbers are written so that reading them gives the same bits.
///
/// The file appears with the first epoch that ends, and holds all finished epochs: those before a resume are written first.
public final class HistoryWriter implements TrainingListener {
    private final Path file;
    private final Trainer trainer;
    private final boolean isJson;
    private boolean begun;

    private HistoryWriter(Path file, Trainer trainer, boolean isJson) {
        this.file = file;
        this.trainer = Objects.requireNonNull(trainer, "trainer");
        this.isJson = isJson;
    }

    /// A writer of CSV that is not yet a listener: give it to [Trainer#addListener].
    ///
    /// @param file in a folder that exists; replaced when the first epoch ends
    /// @param trainer whose history it is
    /// @return the writer
    public static HistoryWriter csv(Path file, Trainer trainer) {
        return new HistoryWriter(file, trainer, false);
    }

    /// A writer of JSON Lines, as [#csv].
    ///
    /// @param file in a folder that exists; replaced when the first epoch ends
    /// @param trainer whose history it is
    /// @return the writer
    public static HistoryWriter jsonLines(Path file, Trainer trainer) {
        return new HistoryWriter(file, trainer, true);
    }

    /// Writes the epochs that are finished, unless that has been done: for a training that ended before another epoch did.
    ///
    /// @throws UncheckedIOException if the file cannot be written
    public void begin() {
        if (begun) {
            return;
        }
        StringBuilder text = new StringBuilder();
        if (!isJson) {
            text.append(String.join(",", names())).append('\n');
        }
        trainer.epochs().forEach(report -> line(text, report));
        write(text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        begun = true;
    }

    /// Adds a line.
    ///
    /// @throws UncheckedIOException if the file cannot be written
    @Override
    public void onEpoch(EpochReport report) {
        if (!begun) {
            begin();
            return;
        }
        StringBuilder text = new StringBuilder();
        line(text, report);
        write(text, StandardOpenOption.APPEND);
    }

    private void write(StringBuilder text, StandardOpenOption... options) {
        try (OutputStream out = Files.newOutputStream(file, options)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            FileSystemException named = new FileSystemException(file.toString(), null,
                    "cannot be written: the folder for it does not exist");
            named.initCause(e);
            throw new UncheckedIOException(named);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> names() {
        List<String> terms = Criterion.names(trainer.config().objective());
        Terms none = Terms.of(terms, new double[terms.size()]);
        return List.copyOf(values(new EpochReport(1, none, 0, 0, null, 0, 0, 0, 0)).keySet());
    }

    private Map<String, Double> values(EpochReport report) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("epoch", (double) report.epoch());
        values.put("cost", report.cost());
        values.putAll(report.terms().toMap());
        Terms validation = report.validation();
        for (String name : report.terms().names()) {
            values.put(validationName(name), validation == null ? Double.NaN : validation.get(name));
        }
        values.put("learningRate", report.learningRate());
        values.put("seconds", report.seconds());
        values.put("samplesPerSecond", report.samplesPerSecond());
        values.put("objective", report.objective());
        values.put("validationObjective", report.validationObjective());
        return values;
    }

    /// `total-correlation` becomes `validationTotalCorrelation`.
    private static String validationName(String term) {
        StringBuilder name = new StringBuilder("validation");
        for (String part : term.split("-", -1)) {
            name.append(part.substring(0, Math.min(1, part.length())).toUpperCase(Locale.ROOT));
            name.append(part.substring(Math.min(1, part.length())));
        }
        return name.toString();
    }

    private void line(StringBuilder text, EpochReport report) {
        Map<String, Double> values = values(report);
        text.append(isJson
                ? values.entrySet().stream()
                        .map(e -> '"' + e.getKey() + "\":" + (Double.isFinite(e.getValue()) ? number(e) : "null"))
                        .collect(Collectors.joining(",", "{", "}"))
                : values.entrySet().stream().map(e -> Double.isNaN(e.getValue()) ? "" : number(e))
                        .collect(Collectors.joining(",")));
        text.append('\n');
    }

    private static String number(Map.Entry<String, Double> value) {
        return value.getKey().equals("epoch")
                ? Integer.toString(value.getValue().intValue())
                : Double.toString(value.getValue());
    }
}
