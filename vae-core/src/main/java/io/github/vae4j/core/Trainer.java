package io.github.vae4j.core;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.internal.GoodState;
import io.github.vae4j.core.internal.ModelFile;
import io.github.vae4j.core.internal.Streams;
import io.github.vae4j.core.internal.TrainingState;
import io.github.vae4j.core.internal.TrainingStep;
import io.github.vae4j.kernels.Optimisers;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Trains a [Vae].
///
/// For the same specification, data, configuration and seed the parameters have the same bits after every step, for any
/// number of threads, on any machine, and whether or not training was stopped and resumed in between.
///
/// A trainer owns a team of threads: close it. It is used by one thread at a time, except for [#requestStop].
public final class Trainer implements AutoCloseable {
    // Beyond it the squares that Adam keeps overflow, and the update would silently become zero.
    private static final double MAX_GRADIENT_NORM = 1e19;
    // How often the state is copied within an epoch; at its first step it always is. One copy costs half a step.
    private static final int STEPS_BETWEEN_COPIES = 1_000;

    private final Vae vae;
    private final TrainingConfig config;
    private final Workers team;
    private final float[] first;
    private final float[] second;
    private final TrainingState state;
    private float @Nullable [] best;
    // The parameters after the last step, once the model has gone back to the best ones.
    private float @Nullable [] last;
    // Of the last fit.
    private @Nullable Dataset trainData;
    private @Nullable Dataset validationData;
    private TrainingListener[] listeners = {};
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopRequested;

    private Trainer(Vae vae, TrainingConfig config, float[] first, float[] second, float @Nullable [] best,
            TrainingState state) {
        this.vae = vae;
        this.config = config;
        this.first = first;
        this.second = second;
        this.best = best;
        this.state = state;
        team = Workers.of(config.threads());
    }

    /// A trainer for a model; training changes the model in place.
    ///
    /// @param vae the model
    /// @param config how to train
    /// @return the trainer
    public static Trainer of(Vae vae, TrainingConfig config) {
        int n = vae.parameters().length;
        return new Trainer(vae, config, new float[n], new float[config.optimiser().moments() > 1 ? n : 0], null,
                new TrainingState());
    }

    /// A trainer that goes on where a checkpoint was saved, and saves to the same file.
    ///
    /// @param checkpoint as written by a trainer
    /// @param threads that share the work, 1 or more; the results do not depend on it
    /// @return the trainer, with the model and the configuration of the checkpoint
    /// @throws ModelFormatException if the file is damaged or not a vae4j checkpoint of this version
    /// @throws IOException if it cannot be read
    /// @throws IllegalArgumentException if `threads` is less than 1
    public static Trainer resume(Path checkpoint, int threads) throws IOException {
        ModelFile.Checkpoint saved = ModelFile.loadCheckpoint(checkpoint);
        return resume(saved, saved.config().withThreads(threads));
    }

    /// A trainer that goes on where a checkpoint was saved, to another number of epochs.
    ///
    /// @param checkpoint as written by a trainer
    /// @param threads that share the work, 1 or more; the results do not depend on it
    /// @param epochs in total, those already done included
    /// @return the trainer, with the model and, but for the epochs, the configuration of the checkpoint
    /// @throws ModelFormatException if the file is damaged or not a vae4j checkpoint of this version
    /// @throws IOException if it cannot be read
    /// @throws IllegalArgumentException if `threads` is less than 1 or `epochs` negative
    public static Trainer resume(Path checkpoint, int threads, int epochs) throws IOException {
        ModelFile.Checkpoint saved = ModelFile.loadCheckpoint(checkpoint);
        return resume(saved, saved.config().withThreads(threads).withEpochs(epochs));
    }

    private static Trainer resume(ModelFile.Checkpoint saved, TrainingConfig config) {
        return new Trainer(Vae.of(saved.model()), config, saved.first(), saved.second(), saved.best(), saved.state());
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

    /// Adds a listener, while training from the next step on.
    ///
    /// @param listener is told of every step and epoch
    public void addListener(TrainingListener listener) {
        TrainingListener[] more = Arrays.copyOf(listeners, listeners.length + 1);
        more[listeners.length] = Objects.requireNonNull(listener, "listener");
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
    /// @throws TrainingException as [#fit(Dataset, Dataset)]
    /// @throws UncheckedIOException as [#fit(Dataset, Dataset)]
    /// @throws IllegalStateException as [#fit(Dataset, Dataset)]
    public History fit(Dataset train) {
        return fit(train, null);
    }

    /// Trains until the configured epochs are done, early stopping strikes, or a stop is requested; called again, it
    /// goes on from there.
    ///
    /// A loss or gradient that is not finite ends training, be it in a step, after the last step of an epoch, or on the
    /// validation set. An epoch that ends so is not counted and not saved; the model goes back to parameters that are
    /// known to give a finite loss: see [TrainingException].
    ///
    /// @param train the samples to learn from
    /// @param validation samples whose cost is reported after every epoch and decides early stopping and plateaus; may
    ///     be `null`
    /// @return what happened, epochs before a resume included
    /// @throws IllegalArgumentException if the data is empty, smaller than a batch while incomplete batches are dropped,
    ///     of another number of features, not what the checkpoint was trained on, or has values that do not suit the
    ///     likelihood; if early stopping is asked for without a validation set; or if a batch fits no array
    /// @throws TrainingException if the loss or the gradient is no longer finite
    /// @throws UncheckedIOException if a checkpoint cannot be written; the previous one is unchanged
    /// @throws IllegalStateException if this trainer is training already, or closed
    @SuppressWarnings("exports")
    public History fit(Dataset train, @Nullable Dataset validation) {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("this trainer is training already: one call of fit at a time");
        }
        try {
            return train(train, validation);
        } finally {
            stopRequested = false;
            busy.set(false);
        }
    }

    private History train(Dataset train, @Nullable Dataset validation) {
        new DataCheck(vae.spec(), config, state).require(train, validation);
        trainData = train;
        validationData = validation;
        int steps = stepsPerEpoch(train.size());
        TrainingStep step = new TrainingStep(vae.spec(), vae.parameters(), first, second,
                Math.min(config.batchSize(), train.size()), team, train, config.optimiser());
        GoodState good = new GoodState(state, vae.parameters(), first, second);
        int[] order = new int[train.size()];
        while (state.epoch < config.epochs() && !state.earlyStopped) {
            drawOrder(order);
            if (!epoch(step, good, train, order, steps)) {
                checkpoint();
                return history(History.End.STOPPED);
            }
            finishEpoch(good, validation);
        }
        if (best != null && last == null) {
            last = vae.parameters().clone();
            System.arraycopy(best, 0, vae.parameters(), 0, best.length);
        }
        return history(state.earlyStopped ? History.End.EARLY_STOPPED : History.End.COMPLETED);
    }

    /// Saves everything that is needed to go on bit for bit. The file is replaced as a whole or not at all.
    ///
    /// @param file to write
    /// @throws IOException if it cannot be written; what was there is unchanged then
    public void saveCheckpoint(Path file) throws IOException {
        if (trainData != null) {
            boolean decides = config.earlyStopping() > 0 || config.learningRate().patience() < Integer.MAX_VALUE;
            state.dataHash = trainData.contentHash();
            state.validationHash = validationData != null && decides ? validationData.contentHash() : null;
        }
        float[] current = last != null ? last : vae.parameters();
        ModelFile.saveCheckpoint(file, new ModelFile.Checkpoint(new ModelFile.Model(vae.spec(), current), config, state,
                first, second, best));
    }

    /// Ends the threads of this trainer; the model stays usable.
    @Override
    public void close() {
        team.close();
    }

    // ---- one epoch

    private void drawOrder(int[] order) {
        if (config.shuffle()) {
            Philox.permutation(order, order.length, config.seed(), Streams.SHUFFLE, state.epoch);
        } else {
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
        }
    }

    /// Goes on with the current epoch; `false` if a stop was requested before its end.
    private boolean epoch(TrainingStep step, GoodState good, Dataset train, int[] order, int steps) {
        double rate = learningRate();
        int rows = 0;
        while (state.stepInEpoch < steps) {
            if (stopRequested) {
                return false;
            }
            int from = state.stepInEpoch * config.batchSize();
            rows = Math.min(config.batchSize(), train.size() - from);
            StepReport report = step(step, good, order, from, rows, steps, rate);
            for (TrainingListener listener : listeners) {
                listener.onStep(report);
            }
        }
        if (rows > 0) {
            // The last batch once more: no epoch ends, and no checkpoint is saved, with parameters that are of no use.
            step.forward();
            requireFiniteLoss("loss after it", step.reconstructionSum() / rows, step.klSum() / rows, steps, good);
        }
        return true;
    }

    private double learningRate() {
        return config.optimiser().learningRate()
                * config.learningRate().factor(state.epoch, config.epochs(), state.plateaus);
    }

    private StepReport step(TrainingStep step, GoodState good, int[] order, int from, int rows, int steps,
            double rate) {
        long start = System.nanoTime();
        Objective objective = config.objective();
        step.load(order, from, rows, config.seed(), state.epoch);
        step.forward();
        double reconstruction = step.reconstructionSum();
        double kl = step.klSum();
        requireFiniteLoss("loss", reconstruction / rows, kl / rows, state.stepInEpoch + 1, good);
        if (!good.isKept() || state.stepInEpoch % STEPS_BETWEEN_COPIES == 0) {
            good.keep();
        }
        double beta = objective.betaAt(state.epoch + (double) state.stepInEpoch / steps);
        double weightedKl = step.backward(beta, objective.freeBits());
        if (config.clipNorm() == 0 && step.gradientNormBound() <= MAX_GRADIENT_NORM) {
            step.update(config.optimiser(), rate, state.step + 1);
        } else {
            step.computeGradients();
            double norm = step.gradientNorm();
            if (!(norm <= MAX_GRADIENT_NORM)) {
                throw TrainingException.gradient(state.epoch + 1, state.stepInEpoch + 1, norm, config, rate,
                        state.step > 0);
            }
            double clip = config.clipNorm() > 0 ? Optimisers.clippingScale(norm * norm, config.clipNorm()) : 1;
            step.apply(config.optimiser(), clip, rate, state.step + 1);
        }

        double cost = reconstruction / rows + weightedKl;
        state.step++;
        state.stepInEpoch++;
        state.samples += rows;
        state.reconstruction += reconstruction;
        state.kl += kl;
        state.cost += cost * rows;
        state.seconds += (System.nanoTime() - start) * 1e-9;
        return new StepReport(state.epoch + 1, state.stepInEpoch, steps, rows, reconstruction / rows, kl / rows, cost,
                rate);
    }

    /// `stepInEpoch` is that of the loss, from 1: one more than is done, or as many after the last.
    private void requireFiniteLoss(String what, double reconstruction, double kl, int stepInEpoch, GoodState good) {
        if (Double.isFinite(reconstruction + kl)) {
            return;
        }
        double rate = learningRate();
        boolean updated = state.step > 0;
        good.restore();
        throw TrainingException.loss(state.epoch + 1, stepInEpoch, what, reconstruction, kl,
                good.isKept() ? state.stepInEpoch + 1 : 0, config, rate, updated);
    }

    private void finishEpoch(GoodState good, @Nullable Dataset validation) {
        double validationReconstruction = Double.NaN;
        double validationKl = Double.NaN;
        if (validation != null) {
            ElboValues values = vae.elbo(validation, config.seed(), team);
            validationReconstruction = values.meanReconstruction();
            validationKl = values.meanKl();
            requireFiniteLoss("validation loss after it", validationReconstruction, validationKl, state.stepInEpoch,
                    good);
        }
        double n = (double) state.samples;
        EpochReport report = new EpochReport(state.epoch + 1, state.reconstruction / n, state.kl / n, state.cost / n,
                validationReconstruction, validationKl, learningRate(), state.seconds, n / state.seconds);
        state.history.add(report);
        state.epoch++;
        state.stepInEpoch = 0;
        state.samples = 0;
        state.reconstruction = 0;
        state.kl = 0;
        state.cost = 0;
        state.seconds = 0;
        judge(report);
        if (state.epoch % config.checkpointEvery() == 0 || state.epoch >= config.epochs() || state.earlyStopped) {
            checkpoint();
        }
        for (TrainingListener listener : listeners) {
            listener.onEpoch(report);
        }
    }

    /// Early stopping and plateaus.
    private void judge(EpochReport report) {
        double cost = report.validationCost().orElse(report.cost());
        if (cost < state.bestCost) {
            state.bestCost = cost;
            state.bestEpoch = state.epoch;
            state.sinceImprovement = 0;
            state.epochsAtPlateau = 0;
            if (config.earlyStopping() > 0) {
                best = best == null ? new float[vae.parameters().length] : best;
                System.arraycopy(vae.parameters(), 0, best, 0, best.length);
            }
            return;
        }
        state.sinceImprovement++;
        state.epochsAtPlateau++;
        if (state.epochsAtPlateau > config.learningRate().patience()) {
            state.plateaus++;
            state.epochsAtPlateau = 0;
        }
        state.earlyStopped = config.earlyStopping() > 0 && state.sinceImprovement >= config.earlyStopping();
    }

    // ---- before and after

    private int stepsPerEpoch(int samples) {
        int batch = config.batchSize();
        return config.dropLast() ? samples / batch : (samples - 1) / batch + 1;
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

    private History history(History.End end) {
        boolean wentBack = best != null && end != History.End.STOPPED;
        return new History(state.history, end, wentBack ? state.bestEpoch : state.epoch);
    }
}
