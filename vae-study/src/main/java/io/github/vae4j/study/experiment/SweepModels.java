package io.github.vae4j.study.experiment;

import io.github.vae4j.core.History;
import io.github.vae4j.core.ModelFormatException;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.study.run.Interruption;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The models of a sweep in their folder, each trained once.
///
/// The name of a model ends in a hash of how it was trained, of its data, too: a model trained in another way has another
/// name, and since files appear as a whole, a model that is there is the one wanted. Beside it lies `name.properties`, the
/// same in words. While it is trained there is a checkpoint.
final class SweepModels {
    private static final int HASH_BYTES = 6;
    // Epochs that may be lost if the process dies; all are kept if it is asked to end.
    private static final int CHECKPOINT_EVERY = 5;

    private final Path folder;
    private final String version;

    /// @param folder of the sweep
    /// @param version of vae4j
    SweepModels(Path folder, String version) {
        this.folder = folder.resolve("models");
        this.version = version;
    }

    /// A model after training.
    ///
    /// @param samples it learned from
    /// @param found whether it was there before
    record Trained(Vae vae, int samples, boolean found) {}

    void prepare() throws IOException {
        Files.createDirectories(folder);
    }

    Path folder() {
        return folder;
    }

    /// Whether nothing is there that could count.
    boolean isEmpty() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{safetensors,checkpoint}")) {
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
        String configuration = wanted.text(others);
        String full = name + "-" + hash(configuration);
        Path file = folder.resolve(full + ".safetensors");
        Vae found = resume ? whole(file) : null;
        if (found != null) {
            return new Trained(found, train.size(), true);
        }
        OutputFolder.replace(folder.resolve(full + ".properties"), configuration);
        Path checkpoint = folder.resolve(full + ".checkpoint");
        Vae vae = trained(wanted, train, checkpoint, resume, interruption);
        vae.save(file);
        Files.deleteIfExists(checkpoint);
        return new Trained(vae, train.size(), false);
    }

    private static Vae trained(RunConfiguration wanted, Dataset train, Path checkpoint, boolean resume,
            Interruption interruption) throws IOException {
        if (interruption.isRequested()) {
            throw new StoppedException("stopped before " + checkpoint.getFileName() + ": go on with --resume");
        }
        try (Trainer trainer = trainer(wanted, checkpoint, resume)) {
            interruption.add(trainer);
            History history = trainer.fit(train);
            interruption.remove(trainer);
            if (history.end() == History.End.STOPPED) {
                throw new StoppedException("stopped at " + checkpoint.getFileName() + ": go on with --resume");
            }
            return trainer.vae();
        }
    }

    private static Trainer trainer(RunConfiguration wanted, Path checkpoint, boolean resume) throws IOException {
        if (resume && Files.exists(checkpoint)) {
            try {
                return Trainer.resume(checkpoint, 1);
            } catch (ModelFormatException e) {
                // Damaged: it is as if it were not there.
                Files.delete(checkpoint);
            }
        }
        return Trainer.of(Vae.create(wanted.spec(), wanted.training().seed()),
                wanted.training().withCheckpoint(checkpoint, CHECKPOINT_EVERY));
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

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
