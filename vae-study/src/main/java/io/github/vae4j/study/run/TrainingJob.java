package io.github.vae4j.study.run;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.History;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The training of one model, with a checkpoint in a folder: begun or continued, stopped by Ctrl-C with everything saved.
/// A command trains one, a study two, a sweep many.
public final class TrainingJob {
    private final OutputFolder folder;
    private final String checkpoint;
    private final RunConfiguration wanted;
    private final Dataset train;
    private final @Nullable Dataset validation;

    /// A training that has not begun.
    ///
    /// @param folder of the run
    /// @param checkpoint name of the working file
    /// @param everyEpochs epochs between two checkpoints
    /// @param wanted model and training
    /// @param train to learn from
    /// @param validation to watch the cost on, or null
    public TrainingJob(OutputFolder folder, String checkpoint, int everyEpochs, RunConfiguration wanted, Dataset train,
            @Nullable Dataset validation) {
        this.folder = folder;
        this.checkpoint = checkpoint;
        this.train = train;
        this.validation = validation;
        this.wanted = new RunConfiguration(wanted.spec(),
                wanted.training().withCheckpoint(folder.working(checkpoint), everyEpochs));
    }

    /// A model after training.
    ///
    /// @param vae the model
    /// @param history of all its epochs
    public record Trained(Vae vae, History history) {}

    /// Whether there is something to continue.
    ///
    /// @return `true` if the checkpoint is there
    public boolean hasCheckpoint() {
        return Files.exists(path());
    }

    private Path path() {
        return folder.working(checkpoint);
    }

    /// Refuses a checkpoint of another model or another training, or a damaged one. Nothing changes.
    ///
    /// @throws IllegalArgumentException if a setting differs that must not
    /// @throws IOException if the checkpoint cannot be read
    public void requireSame() throws IOException {
        if (hasCheckpoint()) {
            resumed().close();
        }
    }

    private String name() throws IOException {
        return "the checkpoint " + folder.place(checkpoint)
                + (folder.continuesForce()
                        ? " of the run that --force began (remove " + folder.place(OutputFolder.HIDDEN)
                                + " to give it up)"
                        : "");
    }

    private Trainer resumed() throws IOException {
        String name = name();
        return Trainer.resume(path(), (spec, saved) -> {
            wanted.requireSameAs(new RunConfiguration(spec, saved), name);
            return wanted.training();
        });
    }

    /// Called once when there is something to continue.
    @FunctionalInterface
    public interface Begun {
        /// The first epoch is done, or training was stopped before, and a checkpoint may be there.
        ///
        /// @throws IOException if what this writes cannot be written; training ends then
        void run() throws IOException;
    }

    /// What listens to a training and must be closed when it ends.
    @FunctionalInterface
    public interface Attachment {
        /// A trainer is about to train.
        ///
        /// @param trainer to listen to
        /// @return to be closed after training, however it ends
        /// @throws IOException if what is needed for that cannot be written
        Closeable attach(Trainer trainer) throws IOException;
    }

    /// Trains until the epochs are done, or a stop is requested, without anything attached.
    ///
    /// @param resume whether to continue from the checkpoint, if it is there
    /// @param interruption asks the trainer to stop
    /// @param begun is called after the first epoch
    /// @param listener is notified of steps and epochs
    /// @return the model and its history
    /// @throws IOException if the checkpoint cannot be read or a file not be written
    public Trained run(boolean resume, Interruption interruption, Begun begun, TrainingListener listener)
            throws IOException {
        return run(resume, interruption, begun, listener, _ -> () -> {});
    }

    /// Trains until the epochs are done, or a stop is requested. The first bytes that the user sees are those of the first
    /// checkpoint.
    ///
    /// @param resume whether to continue from the checkpoint, if it is there
    /// @param interruption asks the trainer to stop
    /// @param begun is called after the first epoch
    /// @param listener is notified of steps and epochs
    /// @param attachment listens, too, after `listener`
    /// @return the model and its history; [History.End#STOPPED] if a stop was requested: the checkpoint is saved then
    /// @throws IOException if the checkpoint cannot be read or a file not be written
    /// @throws IllegalArgumentException as [#requireSame], or if the data does not suit the model
    /// @throws io.github.vae4j.core.TrainingException if the loss or the gradient is no longer finite
    public Trained run(boolean resume, Interruption interruption, Begun begun, TrainingListener listener,
            Attachment attachment) throws IOException {
        try (Trainer trainer = resume && hasCheckpoint()
                ? resumed()
                : Trainer.of(Vae.create(wanted.spec(), wanted.training().seed()), wanted.training())) {
            requireSameData(trainer);
            FirstEpoch first = new FirstEpoch(begun);
            trainer.addListener(first);
            trainer.addListener(listener);
            History history;
            // The name is written down, nothing else: a stop before the first step saves a checkpoint, too.
            folder.prepare(checkpoint);
            interruption.add(trainer);
            try (Closeable _ = attachment.attach(trainer)) {
                history = trainer.fit(train, validation);
            } finally {
                interruption.remove(trainer);
            }
            if (history.epochs().size() > wanted.training().epochs()) {
                throw new IllegalArgumentException(name() + " has " + history.epochs().size()
                        + " epochs, more than --epochs " + wanted.training().epochs()
                        + ": resume with as many or more, or start anew with --force");
            }
            first.happened();
            return new Trained(trainer.vae(), history);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void requireSameData(Trainer trainer) throws IOException {
        try {
            trainer.requireSameData(train, validation);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name() + " was trained with "
                    + folder.recorded("data").map(data -> "--data " + data).orElse("other data") + ", but "
                    + e.getMessage() + ": resume with the same data and labels or start anew with --force", e);
        }
    }

    /// A first epoch proves that data, model and training fit each other.
    private static final class FirstEpoch implements TrainingListener {
        private final Begun begun;
        private boolean done;

        FirstEpoch(Begun begun) {
            this.begun = begun;
        }

        void happened() throws IOException {
            if (!done) {
                done = true;
                begun.run();
            }
        }

        @Override
        public void onEpoch(EpochReport report) {
            try {
                happened();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
