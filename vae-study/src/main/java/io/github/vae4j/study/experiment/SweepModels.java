package io.github.vae4j.study.experiment;

import io.github.vae4j.core.History;
import io.github.vae4j.core.ModelFormatException;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.file.AtomicFile;
import io.github.vae4j.core.file.Sha256;
import io.github.vae4j.study.run.Interruption;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import io.github.vae4j.study.run.TrainingJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The models of a sweep in their folder, each trained once.
///
/// The name of a model ends in a hash of how it was trained, of its data, too: a model trained in another way has another
/// name, and since files appear as a whole, a model that is there is the one wanted. Next to it lies `name.properties`, the
/// same in words. While it is trained there is a checkpoint.
final class SweepModels {
    private static final String FOLDER = "models";
    private static final int HASH_DIGITS = 12;
    // Epochs that may be lost if the process dies; all are kept if it is asked to end.
    private static final int CHECKPOINT_EVERY = 5;

    private final OutputFolder folder;
    private final String version;
    private final TrainingJob.Begun begun;
    private boolean hasBegun;

    /// @param folder of the sweep
    /// @param version of vae4j
    /// @param begun is called when the first model begins to train
    SweepModels(OutputFolder folder, String version, TrainingJob.Begun begun) {
        this.folder = folder;
        this.version = version;
        this.begun = begun;
    }

    /// A model after training.
    ///
    /// @param samples it learned from
    /// @param found whether it was there before
    record Trained(Vae vae, int samples, boolean found) {}

    Path place() {
        return folder.place(FOLDER);
    }

    /// Whether nothing is there that could count.
    boolean isEmpty() throws IOException {
        Path models = folder.working(FOLDER);
        if (!Files.isDirectory(models)) {
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(models, "*.{safetensors,checkpoint}")) {
            return !files.iterator().hasNext();
        }
    }

    /// The model, from the folder or trained.
    ///
    /// @param name to begin its file's name with
    /// @param resume whether what is in the folder counts
    /// @throws StoppedException if the process is ending; the checkpoint is saved then
    Trained model(String name, RunConfiguration wanted, Dataset train, boolean resume, Interruption interruption)
            throws IOException {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("vae4j", version);
        others.put("data-sha256", train.contentHash());
        String identity = wanted.identity(others);
        String full = FOLDER + "/" + name + "-"
                + Sha256.hex(identity.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
        Path file = folder.working(full + ".safetensors");
        Vae found = resume ? whole(file) : null;
        if (found != null) {
            return new Trained(found, train.size(), true);
        }
        if (interruption.isRequested()) {
            throw new StoppedException("stopped before " + full + ": go on with --resume");
        }
        String checkpoint = full + ".checkpoint";
        TrainingJob job = new TrainingJob(folder, checkpoint, CHECKPOINT_EVERY, wanted, train, null);
        TrainingJob.Trained trained = job.run(resume && isWhole(job, checkpoint), interruption, () -> {
            begin();
            folder.prepare(full + ".safetensors", full + ".properties");
            AtomicFile.write(folder.working(full + ".properties"), identity.getBytes(StandardCharsets.UTF_8));
        }, new TrainingListener() {});
        if (trained.history().end() == History.End.STOPPED) {
            throw new StoppedException("stopped at " + checkpoint + ": go on with --resume");
        }
        trained.vae().save(file);
        Files.deleteIfExists(folder.working(checkpoint));
        return new Trained(trained.vae(), train.size(), false);
    }

    private synchronized void begin() throws IOException {
        if (!hasBegun) {
            begun.run();
            hasBegun = true;
        }
    }

    /// A damaged checkpoint is as good as none.
    private boolean isWhole(TrainingJob job, String checkpoint) throws IOException {
        try {
            job.requireSame();
            return true;
        } catch (ModelFormatException e) {
            Files.deleteIfExists(folder.working(checkpoint));
            return false;
        }
    }

    private static @Nullable Vae whole(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return Vae.load(file);
        } catch (ModelFormatException e) {
            return null;
        }
    }
}
