package io.github.vae4j.study.run;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.History;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.track.HistoryWriter;
import io.github.vae4j.kernels.KernelInfo;
import io.github.vae4j.kernels.Kernels;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Trains one model into a folder: `model.safetensors`, `checkpoint.vae4j`, `config.properties`, `results.json`, and while it
/// trains `history.csv` and `history.jsonl`. Ctrl-C ends it after the current step, with everything saved.
public final class TrainingRun {
    private static final String CHECKPOINT = "checkpoint.vae4j";
    private static final String CSV = "history.csv";
    private static final String JSON_LINES = "history.jsonl";

    private final OutputFolder folder;
    private final TrainingData data;
    private final String configuration;
    private final TrainingJob job;
    private final Tracking tracking;
    private List<HistoryWriter> histories = List.of();

    /// A run that has not begun.
    ///
    /// @param folder receives the files
    /// @param data to learn from
    /// @param wanted model and training
    /// @param source where the data comes from, by the names of the options
    /// @param tracking what else is written while it trains
    public TrainingRun(OutputFolder folder, TrainingData data, RunConfiguration wanted, Map<String, String> source,
            Tracking tracking) {
        this.folder = folder;
        this.data = data;
        configuration = wanted.text(source);
        this.tracking = tracking;
        job = new TrainingJob(folder, CHECKPOINT, 1, wanted, data.train(), data.validation());
    }

    /// Whether there is something to go on from.
    ///
    /// @return true if a checkpoint is in the folder
    public boolean hasCheckpoint() {
        return job.hasCheckpoint();
    }

    /// Trains and writes the files.
    ///
    /// @param resume whether to go on from the checkpoint in the folder, if there is one
    /// @param listener is notified of steps and epochs
    /// @param stopped receives a sentence if the training was stopped before its end, when all is saved
    /// @return what happened
    /// @throws IOException if a file cannot be read or written
    /// @throws IllegalArgumentException as [TrainingJob#run]
    public History run(boolean resume, TrainingListener listener, Consumer<String> stopped) throws IOException {
        try (Interruption interruption = Interruption.open()) {
            TrainingJob.Trained trained = job.run(resume, interruption, () -> folder.begun(configuration), listener,
                    this::attach);
            History history = trained.history();
            // Also after no epoch at all.
            histories.forEach(HistoryWriter::begin);
            trained.vae().save(folder.file("model.safetensors"));
            folder.write("config.properties", configuration);
            folder.writeJson("results.json", results(history));
            folder.commit();
            if (history.end() == History.End.STOPPED) {
                // Said here because the process ends as soon as all is saved.
                stopped.accept("stopped: " + history.epochs().size() + " epochs are saved, go on with --resume");
            }
            return history;
        }
    }

    private Closeable attach(Trainer trainer) throws IOException {
        folder.prepare(CSV, JSON_LINES);
        List<HistoryWriter> writers = List.of(HistoryWriter.csv(folder.working(CSV), trainer),
                HistoryWriter.jsonLines(folder.working(JSON_LINES), trainer));
        writers.forEach(trainer::addListener);
        histories = writers;
        return tracking.attach(trainer, data);
    }

    private Map<String, @Nullable Object> results(History history) {
        KernelInfo kernels = Kernels.describe();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("epochs", history.epochs().size());
        map.put("end", history.end().name().toLowerCase(Locale.ROOT));
        map.put("samplesPerSecond", finite(history.medianSamplesPerSecond()));
        if (!history.epochs().isEmpty()) {
            EpochReport last = history.last();
            map.put("cost", last.cost());
            map.put("reconstruction", last.reconstruction());
            map.put("kl", last.kl());
            map.put("validationCost", finite(last.validationCost().orElse(Double.NaN)));
            map.put("seconds", history.epochs().stream().mapToDouble(EpochReport::seconds).sum());
        }
        map.put("trainSamples", data.train().size());
        if (data.train().hasMissing()) {
            map.put("missingValues", missing(data.train()));
        }
        map.put("dataSha256", data.train().contentHash());
        map.put("kernels", kernels.implementation());
        map.put("simdBits", kernels.vectorBits());
        map.put("jdk", Runtime.version().toString());
        return map;
    }

    private static long missing(Dataset samples) {
        float[] row = new float[samples.features()];
        long missing = 0;
        for (int i = 0; i < samples.size(); i++) {
            samples.read(i, 0, row, 0);
            for (float value : row) {
                missing += Float.isNaN(value) ? 1 : 0;
            }
        }
        return missing;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
