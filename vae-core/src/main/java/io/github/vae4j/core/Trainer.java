package io.github.vae4j.core;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.event.TrainingEvents;
import io.github.vae4j.core.model.CheckpointFile;
import io.github.vae4j.core.train.DataCheck;
import io.github.vae4j.core.train.Loop;
import io.github.vae4j.core.train.RunState;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Trains a [Vae].
///
/// For the same specification, data, configuration and seed the parameters have the same bits after every step, for any
/// number of threads, on any machine, and whether or not training was stopped and resumed in between.
///
/// A trainer that was made without a team of threads opens one: close it. It is used by one thread at a time, except for
/// [#requestStop].
public final class Trainer implements AutoCloseable {
    private final Vae vae;
    private final TrainingConfig config;
    private final Workers team;
    private final boolean ownsTeam;
    private final float[][] states;
    private final RunState state;
    private final TrainingEvents events = TrainingEvents.create();
    // The parameters after the last step, once the model has returned to the best ones.
    private float @Nullable [] last;
    // Of the last fit.
    private @Nullable Dataset trainData;
    private @Nullable Dataset validationData;
    private volatile TrainingListener[] listeners = {};
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopRequested;

    private Trainer(Vae vae, TrainingConfig config, float[][] states, RunState state, @Nullable Workers team) {
        this.vae = vae;
        this.config = config;
        this.states = states;
        this.state = state;
        ownsTeam = team == null;
        this.team = team == null ? Workers.of(config.threads()) : team;
    }

    /// A trainer for a model, with a team of its own; training changes the model in place.
    ///
    /// @param vae the model
    /// @param config how to train
    /// @return the trainer
    public static Trainer of(Vae vae, TrainingConfig config) {
        return new Trainer(vae, config, config.newStates(vae.parameters().length), new RunState(config), null);
    }

    /// A trainer for a model that works with the caller's team, which outlives it; the configuration's number of threads is
    /// not used.
    ///
    /// @param vae the model
    /// @param config how to train
    /// @param team that shares the work, while [#fit] runs
    /// @return the trainer
    public static Trainer of(Vae vae, TrainingConfig config, Workers team) {
        return new Trainer(vae, config, config.newStates(vae.parameters().length), new RunState(config), team);
    }

    /// The memory that training takes at least, besides the data: parameters, what the optimiser remembers, a copy of both to
    /// return to, and the values of a batch.
    ///
    /// @param spec the model
    /// @param config how to train
    /// @param samples to learn from, 0 or more
    /// @return bytes
    public static long bytesNeeded(VaeSpec spec, TrainingConfig config, int samples) {
        return DataCheck.bytesNeeded(spec, config, samples);
    }

    /// A trainer that continues where a checkpoint was saved, and saves to the same file.
    ///
    /// @param checkpoint as written by a trainer
    /// @param threads that share the work, 1 or more; the results do not depend on it
    /// @return the trainer, with the model and the configuration of the checkpoint
    /// @throws ModelFormatException if the file is damaged or not a vae4j checkpoint that this version reads
    /// @throws IOException if it cannot be read
    /// @throws IllegalArgumentException if `threads` is less than 1
    public static Trainer resume(Path checkpoint, int threads) throws IOException {
        return resume(checkpoint, (_, config) -> config.withThreads(threads));
    }

    /// A trainer that continues where a checkpoint was saved, to another number of epochs. A learning rate schedule keeps the
    /// length that it began with: further epochs have the rate of its end.
    ///
    /// @param checkpoint as written by a trainer
    /// @param threads that share the work, 1 or more; the results do not depend on it
    /// @param epochs in total, those already done included
    /// @return the trainer, with the model and, except for the epochs, the configuration of the checkpoint
    /// @throws ModelFormatException if the file is damaged or not a vae4j checkpoint that this version reads
    /// @throws IOException if it cannot be read
    /// @throws IllegalArgumentException if `threads` is less than 1 or `epochs` negative
    public static Trainer resume(Path checkpoint, int threads, int epochs) throws IOException {
        return resume(checkpoint, (_, config) -> config.withThreads(threads).withEpochs(epochs));
    }

    /// A trainer that continues where a checkpoint was saved, in another way: see [io.github.vae4j.core.spec.Setting.OnResume]
    /// for what may change. From there on the bits are those of a run with such a schedule; the checkpoint records the
    /// change, see [#changes].
    ///
    /// @param checkpoint as written by a trainer
    /// @param change makes the new configuration from the model's specification and the configuration of the checkpoint
    /// @return the trainer, with the model of the checkpoint
    /// @throws ModelFormatException if the file is damaged or not a vae4j checkpoint that this version reads
    /// @throws IOException if it cannot be read
    /// @throws IllegalArgumentException if a setting differs that must not
    public static Trainer resume(Path checkpoint, BiFunction<VaeSpec, TrainingConfig, TrainingConfig> change)
            throws IOException {
        CheckpointFile saved = CheckpointFile.load(checkpoint);
        TrainingConfig config = change.apply(saved.spec(), saved.config());
        return new Trainer(Vae.of(saved.spec(), saved.parameters()), config, saved.states(),
                saved.state().changed(saved.config(), config), null);
    }

    /// The model that is trained.
    ///
    /// @return the model itself
    public Vae vae() {
        return vae;
    }

    /// How it is trained.
    ///
    /// @return the configuration
    public TrainingConfig config() {
        return config;
    }

    /// The epochs that are finished, those before a resume included; a listener's [TrainingListener#onEpoch] sees its own
    /// epoch among them.
    ///
    /// @return an immutable copy, in the order of time
    public List<EpochReport> epochs() {
        return List.copyOf(state.reports());
    }

    /// What changed when this run was continued.
    ///
    /// @return in the order of time
    public List<SettingChange> changes() {
        return state.changes();
    }

    /// Adds a listener, while training from the next step on.
    ///
    /// @param listener notified of every step and epoch
    public void addListener(TrainingListener listener) {
        TrainingListener[] more = Arrays.copyOf(listeners, listeners.length + 1);
        more[more.length - 1] = Objects.requireNonNull(listener, "listener");
        listeners = more;
    }

    /// Asks a running or coming [#fit] to return after the current step; from any thread.
    public void requestStop() {
        stopRequested = true;
    }

    /// Trains without a validation set, see [#fit(Dataset, Dataset)].
    ///
    /// @param train the samples to learn from
    /// @return what happened
    /// @throws IllegalArgumentException as [#fit(Dataset, Dataset)]; also if early stopping is asked for
    public History fit(Dataset train) {
        return fit(train, null);
    }

    /// Trains until the configured epochs are done, early stopping ends it, or a stop is requested; called again, it
    /// continues from there.
    ///
    /// A loss or gradient that is not finite ends training, be it in a step, after the last step of an epoch, or on the
    /// validation set. An epoch that ends so is not counted and not saved; the model returns to parameters that are
    /// known to give a finite loss: see [TrainingException].
    ///
    /// The model's [io.github.vae4j.core.spec.Scaling] and [io.github.vae4j.core.spec.Prior] learn from the training data
    /// first, unless they have before.
    ///
    /// @param train the samples to learn from
    /// @param validation samples on which the objective is reported after every epoch and decides early stopping and
    ///     plateaus; may be `null`
    /// @return what happened, epochs before a resume included
    /// @throws IllegalArgumentException if the data is empty, smaller than a batch while incomplete batches are dropped,
    ///     of another number of features, not what the checkpoint was trained on, or has values that do not suit the
    ///     likelihood (then steps before the batch with that value have been done); if early stopping is asked for without a
    ///     validation set; if a batch fits no array; or if a name of `rates` fits no parameter
    /// @throws TrainingException if the loss or the gradient is no longer finite
    /// @throws UncheckedIOException if a checkpoint cannot be written; the previous one is unchanged
    /// @throws IllegalStateException if this trainer is training already, or closed
    @SuppressWarnings("exports")
    public History fit(Dataset train, @Nullable Dataset validation) {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("this trainer is training already: one call of fit at a time");
        }
        try {
            Loop loop = loop(train, validation);
            trainData = train;
            validationData = validation;
            while (!isDone()) {
                if (!loop.epoch()) {
                    checkpoint();
                    return state.history(History.End.STOPPED);
                }
                endEpoch(loop.finishEpoch());
            }
            returnToBest();
            return state.history(state.early().hasStopped() ? History.End.EARLY_STOPPED : History.End.COMPLETED);
        } finally {
            stopRequested = false;
            busy.set(false);
        }
    }

    /// Refuses other data than that of the checkpoint, as [#fit(Dataset, Dataset)] does before its first step. Reads all
    /// data once.
    ///
    /// @param train the samples to learn from
    /// @param validation as of [#fit(Dataset, Dataset)]; may be `null`
    /// @throws IllegalArgumentException if this trainer continues a run on other data
    @SuppressWarnings("exports")
    public void requireSameData(Dataset train, @Nullable Dataset validation) {
        state.hashes().require(train, validation);
    }

    private Loop loop(Dataset train, @Nullable Dataset validation) {
        if (state.position().epoch() == 0) {
            vae.fit(train, config.seed());
        }
        return new Loop(vae.spec(), config, state, vae.parameters(), states, team, train, validation, () -> listeners,
                () -> stopRequested);
    }

    private void endEpoch(EpochReport report) {
        if (state.position().epoch() % config.checkpointEvery() == 0 || isDone()) {
            checkpoint();
        }
        for (TrainingListener listener : listeners) {
            listener.onEpoch(report);
        }
    }

    private void returnToBest() {
        float[] best = state.early().parameters();
        if (best != null && last == null) {
            last = vae.parameters().clone();
            System.arraycopy(best, 0, vae.parameters(), 0, best.length);
        }
    }

    private boolean isDone() {
        return state.position().epoch() >= config.epochs() || state.early().hasStopped();
    }

    private void checkpoint() {
        Path file = config.checkpoint();
        if (file == null) {
            return;
        }
        try {
            saveCheckpoint(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Saves everything that is needed to continue bit for bit. The file is replaced as a whole or not at all.
    ///
    /// @param file to write
    /// @throws IOException if it cannot be written; what was there is unchanged then
    public void saveCheckpoint(Path file) throws IOException {
        events.beginCheckpoint();
        if (trainData != null) {
            boolean decides = config.earlyStopping() > 0 || config.learningRate().patience() < Integer.MAX_VALUE;
            state.hashes().take(trainData, decides ? validationData : null);
        }
        float[] current = last != null ? last : vae.parameters();
        new CheckpointFile(vae.spec(), current, config, states, state).save(file);
        events.endCheckpoint(file, state.position().epoch());
    }

    /// Ends the threads of this trainer, if they are its own; the model stays usable.
    @Override
    public void close() {
        if (ownsTeam) {
            team.close();
        }
    }
}
