package io.github.vae4j.core.train;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.StepReport;
import io.github.vae4j.core.Terms;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.TrainingException;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.event.TrainingEvents;
import io.github.vae4j.core.graph.Criterion;
import io.github.vae4j.core.internal.Streams;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.kernels.Optimisers;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The loop over epochs and steps of one call of [io.github.vae4j.core.Trainer#fit(Dataset)].
public final class Loop {
    // Beyond it the squares that Adam keeps overflow, and the update would silently become zero.
    private static final double MAX_GRADIENT_NORM = 1e19;

    private final TrainingConfig config;
    private final RunState state;
    private final float[] parameters;
    private final Step step;
    private final BatchFeed feed;
    private final @Nullable Validation validation;
    private final FiniteGuard guard;
    private final List<String> names;
    private final int[] order;
    private final int stepsPerEpoch;
    private final Supplier<TrainingListener[]> listeners;
    private final BooleanSupplier stop;
    private final TrainingEvents events = TrainingEvents.create();

    /// Checks the data and allocates the memory.
    ///
    /// @param states what the optimiser remembers
    /// @param listeners asked for before every step
    /// @param stop whether to return after the current step
    /// @throws IllegalArgumentException if the data cannot be trained on
    public Loop(VaeSpec spec, TrainingConfig config, RunState state, float[] parameters, float[][] states, Workers team,
            Dataset train, @Nullable Dataset validated, Supplier<TrainingListener[]> listeners, BooleanSupplier stop) {
        this.config = config;
        this.state = state;
        this.parameters = parameters;
        this.listeners = listeners;
        this.stop = stop;
        new DataCheck(spec, config).require(train, validated);
        state.hashes.require(train, validated);
        int batch = config.batchSize();
        step = new Step(spec, config, parameters, states, Math.min(batch, train.size()), team);
        feed = step.feed(train);
        validation = validated == null ? null : new Validation(validated, step, Math.min(batch, train.size()));
        names = Criterion.names(config.objective());
        float[][] arrays = new float[states.length + 1][];
        arrays[0] = parameters;
        System.arraycopy(states, 0, arrays, 1, states.length);
        guard = new FiniteGuard(state, names, arrays);
        order = new int[train.size()];
        stepsPerEpoch = config.dropLast() ? train.size() / batch : Math.ceilDiv(train.size(), batch);
    }

    /// Trains to the end of the current epoch; `false` if a stop was requested before.
    ///
    /// @throws TrainingException if the loss or the gradient is no longer finite
    public boolean epoch() {
        events.beginEpoch();
        drawOrder();
        double rate = state.learningRate(config);
        int samples = 0;
        while (state.position.stepInEpoch < stepsPerEpoch) {
            if (stop.getAsBoolean()) {
                return false;
            }
            int from = state.position.stepInEpoch * config.batchSize();
            samples = Math.min(config.batchSize(), order.length - from);
            double cost = step(from, samples, rate);
            TrainingListener[] told = listeners.get();
            if (told.length > 0) {
                StepReport report = report(samples, cost, rate);
                for (TrainingListener listener : told) {
                    listener.onStep(report);
                }
            }
        }
        if (samples > 0) {
            // The last batch once more: no epoch ends, and no checkpoint is saved, with parameters that are of no use.
            step.forward();
            requireFinite("loss after it", step.evaluate(progress()), samples, state.position.stepInEpoch);
        }
        return true;
    }

    private void drawOrder() {
        if (config.shuffle()) {
            Philox.permutation(order, order.length, config.seed(), Streams.SHUFFLE, state.position.epoch);
        } else {
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
        }
    }

    private Progress progress() {
        return new Progress(state.position.epoch + (double) state.position.stepInEpoch / stepsPerEpoch,
                state.position.step);
    }

    private double step(int from, int samples, double rate) {
        long start = System.nanoTime();
        Position position = state.position;
        events.beginStep();
        events.beginReading();
        step.read(feed, order, from, samples, config.seed(), position.epoch, position.step);
        events.endReading(position.epoch + 1, position.stepInEpoch + 1, samples);
        step.forward();
        double cost = step.evaluate(progress());
        requireFinite("loss", cost, samples, position.stepInEpoch + 1);
        guard.keep();
        step.backward();
        if (config.clipNorm() == 0 && !step.needsWholeGradient() && step.gradientNormBound() <= MAX_GRADIENT_NORM) {
            step.update(rate, position.step + 1);
        } else {
            step.computeGradients();
            double norm = step.gradientNorm();
            if (!(norm <= MAX_GRADIENT_NORM)) {
                throw TrainingException.gradient(position.epoch + 1, position.stepInEpoch + 1, norm,
                        step.firstNotFinite(), config, rate, position.step > 0);
            }
            double clip = config.clipNorm() > 0 ? Optimisers.clippingScale(norm * norm, config.clipNorm()) : 1;
            step.apply(clip, rate, position.step + 1);
        }
        position.step++;
        position.stepInEpoch++;
        state.sums.add(step.criterion().sums(), samples, cost, step.criterion().objective());
        state.sums.addSeconds((System.nanoTime() - start) * 1e-9);
        events.endStep(position.epoch + 1, position.stepInEpoch, samples, cost, rate);
        return cost;
    }

    private StepReport report(int samples, double cost, double rate) {
        return new StepReport(state.position.epoch + 1, state.position.stepInEpoch, stepsPerEpoch, samples,
                terms(samples), cost, rate);
    }

    private Terms terms(int samples) {
        double[] means = step.criterion().sums().clone();
        for (int i = 0; i < means.length; i++) {
            means[i] /= samples;
        }
        return Terms.of(names, means);
    }

    /// `stepInEpoch` is that of the loss, from 1: one more than is done, or as many after the last.
    private void requireFinite(String what, double cost, int samples, int stepInEpoch) {
        if (Double.isFinite(cost)) {
            return;
        }
        Terms terms = terms(samples);
        double rate = state.learningRate(config);
        boolean isUpdated = state.position.step > 0;
        guard.restore();
        throw TrainingException.loss(state.position.epoch + 1, stepInEpoch, what, cost, terms,
                guard.isKept() ? state.position.stepInEpoch + 1 : 0, config, rate, isUpdated);
    }

    /// Ends the epoch: validates, judges, and starts the next one.
    ///
    /// @throws TrainingException if the validation loss is not finite
    public EpochReport finishEpoch() {
        Validation.Result validated = validation == null ? null : validation.run(config.seed());
        if (validated != null && !Double.isFinite(validated.objective())) {
            double rate = state.learningRate(config);
            int stepInEpoch = state.position.stepInEpoch;
            guard.restore();
            throw TrainingException.loss(state.position.epoch + 1, stepInEpoch, "validation loss after it",
                    validated.objective(), validated.terms(), guard.isKept() ? state.position.stepInEpoch + 1 : 0,
                    config,
                    rate, true);
        }
        EpochSums sums = state.sums;
        EpochReport report = new EpochReport(state.position.epoch + 1, sums.means(), sums.cost(), sums.objective(),
                validated == null ? null : validated.terms(), validated == null ? Double.NaN : validated.objective(),
                state.learningRate(config), sums.seconds(), sums.samplesPerSecond());
        state.epochs.add(report);
        state.position.epoch++;
        state.position.stepInEpoch = 0;
        sums.clear();
        if (config.objective().isFinal(progress())) {
            double objective = validated == null ? report.objective() : report.validationObjective();
            state.early.judge(state.position.epoch, objective, parameters);
            state.plateau.judge(objective);
        }
        events.endEpoch(report);
        return report;
    }
}
