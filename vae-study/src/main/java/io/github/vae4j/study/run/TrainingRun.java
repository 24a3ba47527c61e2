package io.github.vae4j.study.run;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.History;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.Vae;
import io.github.vae4j.kernels.KernelInfo;
import io.github.vae4j.kernels.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Trains one model into a folder: `model.safetensors`, `checkpoint.vae4j`, `history.csv`, `config.properties`, `results.json`.
/// Ctrl-C ends it after the current step, with everything saved.
public final class TrainingRun {
    private static final String CHECKPOINT = "checkpoint.vae4j";

    private final OutputFolder out;
    private final TrainingData data;
    private final RunConfiguration wanted;
    private final Map<String, String> source;

    /// A run that has not begun.
    ///
    /// @param out receives the files
    /// @param data to learn from
    /// @param wanted model and training
    /// @param source where the data comes from, by the names of the options
    public TrainingRun(OutputFolder out, TrainingData data, RunConfiguration wanted, Map<String, String> source) {
        this.out = out;
        this.data = data;
        this.source = new LinkedHashMap<>(source);
        Path checkpoint = out.file(CHECKPOINT);
        this.wanted = new RunConfiguration(wanted.spec(), wanted.training().withCheckpoint(checkpoint, 1));
    }

    /// Whether there is something to go on from.
    ///
    /// @return true if a checkpoint is in the folder
    public boolean hasCheckpoint() {
        return Files.exists(out.file(CHECKPOINT));
    }

    /// Trains and writes the files.
    ///
    /// @param resume whether to go on from the checkpoint in the folder, if there is one
    /// @param listener is told how it goes
    /// @param stopped is told if the training was stopped before its end, when all is saved
    /// @return what happened
    /// @throws IOException if a file cannot be read or written
    public History run(boolean resume, TrainingListener listener, Consumer<String> stopped) throws IOException {
        try (Trainer trainer = trainer(resume)) {
            trainer.addListener(listener);
            out.write("config.properties", wanted.text(source));
            try (Interruption _ = Interruption.stops(trainer)) {
                History history = trainer.fit(data.train(), data.validation());
                trainer.vae().save(out.file("model.safetensors"));
                out.write("history.csv", csv(history));
                out.writeJson("results.json", results(history));
                if (history.end() == History.End.STOPPED) {
                    // Said here because the process ends as soon as all is saved.
                    stopped.accept("stopped: " + history.epochs().size() + " epochs are saved, go on with --resume");
                }
                return history;
            }
        }
    }

    private Trainer trainer(boolean resume) throws IOException {
        Path checkpoint = out.file(CHECKPOINT);
        if (!resume || !hasCheckpoint()) {
            Files.deleteIfExists(checkpoint);
            return Trainer.of(Vae.create(wanted.spec(), wanted.training().seed()), wanted.training());
        }
        Trainer trainer = Trainer.resume(checkpoint, wanted.training().threads(), wanted.training().epochs());
        try {
            wanted.requireSameAs(new RunConfiguration(trainer.vae().spec(), trainer.config()));
            return trainer;
        } catch (IllegalArgumentException e) {
            trainer.close();
            throw e;
        }
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
        map.put("dataSha256", data.train().contentHash());
        map.put("kernels", kernels.implementation());
        map.put("simdBits", kernels.vectorBits());
        map.put("jdk", Runtime.version().toString());
        return map;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String csv(History history) {
        StringBuilder text = new StringBuilder(
                "epoch,cost,reconstruction,kl,validationReconstruction,validationKl,learningRate,seconds,samplesPerSecond\n");
        for (EpochReport row : history.epochs()) {
            text.append(row.epoch());
            double[] values = {row.cost(), row.reconstruction(), row.kl(), row.validationReconstruction(),
                row.validationKl(), row.learningRate(), row.seconds(), row.samplesPerSecond()};
            for (double value : values) {
                text.append(',').append(Double.isNaN(value) ? "" : Double.toString(value));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
