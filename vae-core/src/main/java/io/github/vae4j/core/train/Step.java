package io.github.vae4j.core.train;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.graph.Criterion;
import io.github.vae4j.core.graph.Frame;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.Noise;
import io.github.vae4j.core.graph.ParameterUpdate;
import io.github.vae4j.core.graph.Phase;
import io.github.vae4j.core.graph.PhaseClock;
import io.github.vae4j.core.graph.Program;
import io.github.vae4j.core.graph.Rates;
import io.github.vae4j.core.graph.SampleRows;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.kernels.Workers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of training, for batches of up to a fixed size. After construction nothing is allocated.
///
/// A step is [#read] or [#set], [#forward], [#evaluate], [#backward], then [#update]: the gradient of a part of the weights is
/// used up while it is in cache and never stored as a whole. Where the whole gradient must be known before the parameters
/// move, its norm for clipping or because it may have overflowed, [#computeGradients] and [#apply] take the place of
/// [#update]; the bits are the same.
public final class Step {
    private final Program program;
    private final Criterion criterion;
    private final ParameterUpdate parameters;
    private final Workers team;
    private final SampleRows rows;
    private @Nullable PhaseClock clock;

    /// Allocates the memory of a step.
    ///
    /// @param spec the model
    /// @param config objective, optimiser, and how fast each parameter learns
    /// @param values all parameters, updated in place
    /// @param states what the optimiser remembers, updated in place
    /// @param capacity samples of the largest batch
    /// @param team that shares the work
    public Step(VaeSpec spec, TrainingConfig config, float[] values, float[][] states, int capacity, Workers team) {
        this.team = team;
        Objective objective = config.objective();
        Graph graph = ModelGraph.forTraining(spec, objective);
        Rates rates = Rates.of(graph, config.rates());
        program = new Program(graph, values, capacity, team.threads(), !objective.bound().isImportanceWeighted(),
                rates.frozen());
        rows = new SampleRows(spec, graph, values);
        criterion = new Criterion(program, objective);
        parameters = new ParameterUpdate(program, config.optimiser(), states, rates, team.threads());
    }

    /// A feed of samples into this step, with the noise of training.
    public BatchFeed feed(Dataset data) {
        return BatchFeed.forTraining(data, rows, program);
    }

    /// A feed of samples into this step, with the noise of evaluation.
    BatchFeed evaluationFeed(Dataset data) {
        return BatchFeed.forEvaluation(data, rows, program);
    }

    private void run(Phase phase) {
        PhaseClock measured = clock;
        if (measured == null) {
            team.run(phase.tasks(), phase);
        } else {
            measured.run(phase.name(), team, phase.tasks(), phase);
        }
    }

    private void run(List<Phase> phases) {
        for (int i = 0; i < phases.size(); i++) {
            run(phases.get(i));
        }
    }

    /// Measures the phases from now on; `null` ends it.
    public void measure(@Nullable PhaseClock by) {
        clock = by;
    }

    // ---- the batch

    /// Reads a batch from a data set, see [BatchFeed#next].
    public void read(BatchFeed feed, int[] order, int from, int samples, long seed, int epoch, long step) {
        run(feed.next(order, from, samples, seed, epoch, step));
        run(feed.sort());
    }

    /// Sets a batch and its noise.
    ///
    /// @param x samples, for the encoder and the likelihood, each followed by its conditions; NaN is missing
    /// @param noise standard normal numbers for every noise of the model, lowest level first
    public void set(float[] x, int samples, float[]... noise) {
        Frame frame = program.frame();
        frame.batch(samples, samples, 0, 0, true);
        frame.sparse().clear();
        Graph graph = program.graph();
        int width = graph.x().width();
        System.arraycopy(x, 0, frame.values(graph.x()), 0, samples * width);
        int features = graph.target().width();
        for (int r = 0; r < samples; r++) {
            System.arraycopy(x, r * width, frame.values(graph.target()), r * features, features);
            graph.copyCondition(frame, r);
        }
        rows.fill(frame.values(graph.x()), samples);
        for (int i = 0; i < noise.length; i++) {
            Noise to = graph.noises().get(i);
            System.arraycopy(noise[i], 0, frame.values(to.value()), 0, frame.rows(to.value()) * to.value().width());
        }
    }

    // ---- forward and back

    /// Computes the costs of all rows.
    public void forward() {
        run(program.forward());
    }

    /// Puts the objective together.
    ///
    /// @return mean cost of a sample, in nats
    public double evaluate(Progress at) {
        return criterion.evaluate(at);
    }

    /// The objective's terms.
    public Criterion criterion() {
        return criterion;
    }

    /// Computes the derivatives that the gradient is made of.
    public void backward() {
        run(program.backward());
    }

    /// Whether the optimiser must see whole blocks, or parameters are used twice: then [#update] cannot be used.
    public boolean needsWholeGradient() {
        return parameters.needsWholeGradient();
    }

    /// The name of the first value, on the way back, whose gradient is not finite; empty if there is none.
    public String firstNotFinite() {
        return program.firstNotFinite();
    }

    /// A bound of the Euclidean norm of the gradient, without computing it; NaN or infinite if it may not be finite.
    public double gradientNormBound() {
        run(parameters.bound());
        return parameters.normBound();
    }

    /// Moves the parameters along the gradient, which is not kept.
    ///
    /// @param rate learning rate
    /// @param step number of the step, from 1
    public void update(double rate, long step) {
        parameters.prepare(1, rate, step);
        run(parameters.fused());
        program.followBatch();
    }

    /// Computes the gradient and keeps it.
    public void computeGradients() {
        run(parameters.gradients());
    }

    /// The Euclidean norm of the gradient of [#computeGradients]; NaN or infinite if a part of it is.
    public double gradientNorm() {
        run(parameters.norm());
        return parameters.normOfGradient();
    }

    /// Moves the parameters along the gradient of [#computeGradients], times `scale`.
    public void apply(double scale, double rate, long step) {
        parameters.prepare(scale, rate, step);
        run(parameters.apply());
        program.followBatch();
    }

    /// The gradient of the last [#computeGradients], laid out as the parameters.
    public float[] gradients() {
        return parameters.whole();
    }

    /// The compiled graph.
    public Program program() {
        return program;
    }
}
