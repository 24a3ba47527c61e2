package io.github.vae4j.core.internal;

import io.github.vae4j.core.Likelihood;
import io.github.vae4j.core.Optimiser;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.kernels.Latent;
import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.Optimisers;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One step of training, for batches of up to a fixed size: all its memory, and its phases.
///
/// A phase is a number of tasks that the team shares; between phases lies a barrier. Tasks are cut by the size of the
/// work and write disjoint ranges, so the result has the same bits for any number of threads. After construction
/// nothing is allocated.
///
/// A step is [#load], [#forward], [#backward], then [#update]: the gradient of a part of the weights is used up while it
/// is in cache and never stored as a whole. Where the whole gradient must be known before the parameters move, its norm
/// for clipping or because it may have overflowed, [#computeGradients] and [#apply] take the place of [#update]; the bits
/// are the same.
public final class TrainingStep {
    // Tasks that go by rows are short: the draw of 8 noise rows, the loss of 8 images.
    private static final int ROWS_PER_TASK = 8;
    // Heads and noise of 32 rows: the small product should not be packed too often.
    private static final int LATENT_ROWS_PER_TASK = 32;
    // 64 KB of parameters: about 10 microseconds of Adam.
    private static final int PARAMETERS_PER_TASK = 16_384;

    private final VaeSpec spec;
    private final int latent;
    private final Workers workers;
    private final float[] parameters;
    private final float[] first;
    private final float[] second;
    private final int logVarianceAt;

    private final float[] x;
    private final float[] noise;
    private final float[] z;
    private final float[] zGradient;
    private final float[] reconstruction;
    private final float[] kl;
    private final float[] logVarianceGradient;
    private final float[] klWeight;
    private final double[] klSums;
    private final double[] bounds;
    private final float[][] scratch;
    private final float[][] partGradient;
    private float @Nullable [] gradients;
    private double @Nullable [] norms;
    private @Nullable StepClock clock;

    private final List<DenseLayer> encoder = new ArrayList<>();
    private final DenseLayer heads;
    private final List<DenseLayer> decoder = new ArrayList<>();
    private final DenseLayer output;
    private final Phase[] forward;
    private final Phase loss;
    private final Phase[] backward;
    private final Phase read;
    private final Phase draw;
    private final Phase bound;
    private final Phase update;
    private final Phase gradient;
    private final Phase norm;
    private final Phase apply;

    // What the phases of the current step need to know.
    private int rows;
    private float scale;
    private Dataset data;
    private int[] order = new int[0];
    private int orderAt;
    private long seed;
    private int epoch;
    private Optimiser optimiser;
    private double gradientScale;
    private double rate;
    private long step;

    /// Work for the team: so and so many tasks.
    private interface Phase extends Workers.Task {
        int tasks();

        String name();
    }

    /// Allocates a workspace. The parameters and moments are the caller's and are updated in place.
    public TrainingStep(VaeSpec spec, float[] parameters, float[] first, float[] second, int capacity,
            Workers workers, Dataset data, Optimiser optimiser) {
        ParameterLayout layout = new ParameterLayout(spec);
        this.spec = spec;
        this.workers = workers;
        this.parameters = parameters;
        this.first = first;
        this.second = second;
        this.data = data;
        this.optimiser = optimiser;
        latent = spec.latent();
        logVarianceAt = layout.logVariance();
        x = new float[Math.multiplyExact(capacity, spec.features())];
        noise = new float[Math.multiplyExact(capacity, latent)];
        z = new float[noise.length];
        zGradient = new float[noise.length];
        reconstruction = new float[capacity];
        kl = new float[capacity];
        logVarianceGradient = new float[capacity];
        klWeight = new float[latent];
        klSums = new double[latent];

        float[] below = x;
        for (ParameterLayout.Dense shape : layout.encoder()) {
            encoder.add(new DenseLayer("encoder " + (encoder.size() + 1), shape, below, capacity, false));
            below = encoder.getLast().output;
        }
        heads = new DenseLayer("heads", layout.heads(), below, capacity, false);
        below = z;
        for (ParameterLayout.Dense shape : layout.decoder()) {
            decoder.add(new DenseLayer("decoder " + (decoder.size() + 1), shape, below, capacity, false));
            below = decoder.getLast().output;
        }
        output = new DenseLayer("output", layout.output(), below, capacity, true);
        scratch = scratch(layout, capacity, workers.threads());

        read = phase("read", () -> Math.ceilDiv(rows, ROWS_PER_TASK), (task, worker) -> read(task));
        draw = phase("noise", () -> Math.ceilDiv(rows, ROWS_PER_TASK), (task, worker) -> draw(task));
        forward = forwardPhases();
        loss = phase("loss", () -> Math.ceilDiv(rows, ROWS_PER_TASK), (task, worker) -> loss(task));
        backward = backwardPhases();
        DenseLayer[] layers = layers();
        bounds = new double[layers.length];
        bound = phase("gradient bound", () -> layers.length,
                (task, worker) -> bounds[task] = layers[task].gradientBound(rows));
        Parts parts = new Parts(layers);
        partGradient = new float[workers.threads()][Panels.LARGEST];
        update = phase("gradients and update", parts::count,
                (task, worker) -> update(parts.layer(task), parts.part(task), worker));
        gradient = phase("gradients", parts::count,
                (task, worker) -> gradient(parts.layer(task), parts.part(task), worker));
        int chunks = Math.ceilDiv(parameters.length, PARAMETERS_PER_TASK);
        norm = phase("norm", () -> chunks, (task, worker) -> norm(task));
        apply = phase("update", () -> chunks, (task, worker) -> apply(task));
    }

    private DenseLayer[] layers() {
        List<DenseLayer> layers = new ArrayList<>(encoder);
        layers.add(heads);
        layers.addAll(decoder);
        layers.add(output);
        return layers.toArray(DenseLayer[]::new);
    }

    /// The parts of all layers' weights, numbered through.
    private static final class Parts {
        private final DenseLayer[] layers;
        private final int[] firstTask;

        Parts(DenseLayer[] layers) {
            this.layers = layers;
            firstTask = new int[layers.length + 1];
            for (int i = 0; i < layers.length; i++) {
                firstTask[i + 1] = firstTask[i] + layers[i].weightGradientTasks();
            }
        }

        int count() {
            return firstTask[layers.length];
        }

        DenseLayer layer(int task) {
            return layers[index(task)];
        }

        int part(int task) {
            return task - firstTask[index(task)];
        }

        private int index(int task) {
            int i = 0;
            while (firstTask[i + 1] <= task) {
                i++;
            }
            return i;
        }
    }

    private static float[][] scratch(ParameterLayout layout, int capacity, int threads) {
        int longest = capacity;
        List<ParameterLayout.Dense> all = new ArrayList<>(layout.encoder());
        all.add(layout.heads());
        all.addAll(layout.decoder());
        all.add(layout.output());
        for (ParameterLayout.Dense shape : all) {
            longest = Math.max(longest, Math.max(shape.in(), shape.out()));
        }
        float[][] scratch = new float[threads][];
        for (int i = 0; i < threads; i++) {
            scratch[i] = new float[MatMul.scratchLength(longest)];
        }
        return scratch;
    }

    // ---- the phases

    private interface Count {
        int get();
    }

    private static Phase phase(String name, Count tasks, Workers.Task task) {
        return new Phase() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int tasks() {
                return tasks.get();
            }

            @Override
            public void run(int number, int worker) {
                task.run(number, worker);
            }
        };
    }

    private void run(Phase phase) {
        StepClock measured = clock;
        if (measured == null) {
            workers.run(phase.tasks(), phase);
        } else {
            measured.run(phase.name(), workers, phase.tasks(), phase);
        }
    }

    /// Measures the phases from now on; `null` ends it.
    public void measure(@Nullable StepClock by) {
        clock = by;
    }

    private Phase[] forwardPhases() {
        List<Phase> phases = new ArrayList<>();
        encoder.forEach(layer -> phases.add(forward(layer)));
        phases.add(phase("heads, draw and KL", () -> Math.ceilDiv(rows, LATENT_ROWS_PER_TASK), this::latentForward));
        decoder.forEach(layer -> phases.add(forward(layer)));
        phases.add(forward(output));
        return phases.toArray(Phase[]::new);
    }

    private Phase forward(DenseLayer layer) {
        return phase("forward " + layer.name, () -> layer.forwardTasks(rows),
                (task, worker) -> layer.forward(task, rows, parameters, scratch[worker]));
    }

    // From the output down, the delta of each layer from that of the layer above.
    private Phase[] backwardPhases() {
        List<Phase> phases = new ArrayList<>();
        List<DenseLayer> up = new ArrayList<>(decoder);
        up.add(output);
        addBackward(phases, up);
        DenseLayer aboveLatent = up.getFirst();
        phases.add(phase("back through the draw", () -> Math.ceilDiv(rows, LATENT_ROWS_PER_TASK),
                (task, worker) -> latentBackward(aboveLatent, task, worker)));
        up = new ArrayList<>(encoder);
        up.add(heads);
        addBackward(phases, up);
        return phases.toArray(Phase[]::new);
    }

    private void addBackward(List<Phase> phases, List<DenseLayer> up) {
        for (int i = up.size() - 1; i > 0; i--) {
            DenseLayer layer = up.get(i);
            DenseLayer below = up.get(i - 1);
            phases.add(phase("back " + layer.name, () -> layer.inputGradientTasks(rows),
                    (task, worker) -> layer.inputGradient(task, rows, below, parameters, scratch[worker])));
        }
    }

    // ---- the tasks

    private void read(int task) {
        int features = spec.features();
        boolean check = !data.isUnitRange();
        for (int r = task * ROWS_PER_TASK; r < Math.min(rows, (task + 1) * ROWS_PER_TASK); r++) {
            data.read(order[orderAt + r], epoch, x, r * features);
            if (check) {
                InputCheck.row(x, r * features, features, order[orderAt + r], spec.likelihood());
            }
        }
    }

    private void draw(int task) {
        for (int r = task * ROWS_PER_TASK; r < Math.min(rows, (task + 1) * ROWS_PER_TASK); r++) {
            Philox.normal(noise, r * latent, latent, seed, Streams.NOISE, epoch, order[orderAt + r]);
        }
    }

    private void latentForward(int task, int worker) {
        int row = task * LATENT_ROWS_PER_TASK;
        int count = Math.min(LATENT_ROWS_PER_TASK, rows - row);
        heads.forward(row, count, 0, 2 * latent, parameters, scratch[worker]);
        int mean = row * 2 * latent;
        Latent.reparameterise(z, row * latent, heads.output, mean, heads.output, mean + latent, 2 * latent, noise,
                row * latent, count, latent);
        Latent.kl(kl, row, heads.output, mean, heads.output, mean + latent, 2 * latent, count, latent);
    }

    private void latentBackward(DenseLayer above, int task, int worker) {
        int row = task * LATENT_ROWS_PER_TASK;
        int count = Math.min(LATENT_ROWS_PER_TASK, rows - row);
        above.inputGradient(zGradient, row, count, parameters, scratch[worker]);
        int mean = row * 2 * latent;
        Latent.reparameteriseBackward(heads.delta, mean, heads.delta, mean + latent, zGradient, row * latent,
                heads.output, mean, heads.output, mean + latent, 2 * latent, noise, row * latent, klWeight, 0, count,
                latent);
    }

    private void loss(int task) {
        int row = task * ROWS_PER_TASK;
        int count = Math.min(ROWS_PER_TASK, rows - row);
        int features = spec.features();
        Likelihood likelihood = spec.likelihood();
        float logVariance = likelihood.learnsVariance() ? parameters[logVarianceAt] : 0;
        likelihood.nll(reconstruction, row, output.delta, likelihood.learnsVariance() ? logVarianceGradient : null,
                output.output, row * features, x, row * features, logVariance, count, features, scale);
    }

    private void update(DenseLayer layer, int part, int worker) {
        float[] mine = partGradient[worker];
        int first = layer.weightCount(part, 0);
        layer.weightGradient(part, rows, mine, 0, first, scratch[worker]);
        move(mine, 0, layer.weights(part, 0), first);
        if (layer.panels(part) > 1) {
            move(mine, first, layer.weights(part, 1), layer.weightCount(part, 1));
        }
        if (layer.hasBiases(part)) {
            layer.biasGradient(part, rows, mine, 0);
            move(mine, 0, layer.biases(part), layer.biasCount(part));
        }
    }

    private void gradient(DenseLayer layer, int part, int worker) {
        float[] all = gradients();
        int at = layer.weights(part, 0);
        layer.weightGradient(part, rows, all, at, layer.weights(part, 1) - at, scratch[worker]);
        if (layer.hasBiases(part)) {
            layer.biasGradient(part, rows, all, layer.biases(part));
        }
    }

    private void norm(int task) {
        int from = task * PARAMETERS_PER_TASK;
        int count = Math.min(PARAMETERS_PER_TASK, parameters.length - from);
        Objects.requireNonNull(norms)[task] = Optimisers.squaredNorm(gradients(), from, count);
    }

    private void apply(int task) {
        int from = task * PARAMETERS_PER_TASK;
        move(gradients(), from, from, Math.min(PARAMETERS_PER_TASK, parameters.length - from));
    }

    private void move(float[] by, int byOffset, int offset, int count) {
        optimiser.update(parameters, by, byOffset, first, second, offset, count, gradientScale, rate, step);
    }

    // ---- the steps

    /// Reads a batch and draws its noise.
    ///
    /// @param sampleOrder indices of the samples of the epoch
    /// @param from position of the first sample of the batch in `sampleOrder`
    /// @param count number of samples, at most the capacity
    public void load(int[] sampleOrder, int from, int count, long noiseSeed, int epochNumber) {
        order = sampleOrder;
        orderAt = from;
        rows = count;
        seed = noiseSeed;
        epoch = epochNumber;
        run(read);
        run(draw);
    }

    /// Sets the batch and its noise, for tests against other implementations.
    public void set(float[] samples, float[] noiseValues, int count) {
        rows = count;
        System.arraycopy(samples, 0, x, 0, count * spec.features());
        System.arraycopy(noiseValues, 0, noise, 0, count * latent);
    }

    /// Computes both terms of the cost per row, and the gradient by the decoder's output.
    public void forward() {
        scale = 1f / rows;
        for (Phase phase : forward) {
            run(phase);
        }
        run(loss);
    }

    /// Computes, layer by layer, the derivatives of the cost `mean(reconstruction) + beta * sum_j max(freeBits,
    /// mean(KL_j))` that the gradient is made of.
    ///
    /// @return the KL term with its weight
    public double backward(double beta, double freeBits) {
        double term = weighKl(beta, freeBits);
        for (Phase phase : backward) {
            run(phase);
        }
        return term;
    }

    private double weighKl(double beta, double freeBits) {
        Arrays.fill(klWeight, (float) (beta * scale));
        if (freeBits == 0) {
            return beta * sum(kl, rows) / rows;
        }
        Arrays.fill(klSums, 0);
        Latent.klPerUnit(klSums, heads.output, 0, heads.output, latent, 2 * latent, rows, latent);
        double term = 0;
        for (int j = 0; j < latent; j++) {
            double mean = klSums[j] / rows;
            if (mean < freeBits) {
                klWeight[j] = 0;
            }
            // NaN must not hide behind the floor
            term += mean < freeBits ? freeBits : mean;
        }
        return beta * term;
    }

    /// A bound of the Euclidean norm of the gradient, without computing it; NaN or infinite if it may not be finite.
    public double gradientNormBound() {
        run(bound);
        double largest = spec.likelihood().learnsVariance() ? Math.abs(sum(logVarianceGradient, rows)) : 0;
        for (double each : bounds) {
            largest = Math.max(largest, each);
        }
        return largest * Math.sqrt(parameters.length);
    }

    /// Moves the parameters along the gradient, which is not kept.
    public void update(Optimiser rule, double learningRate, long stepNumber) {
        prepare(rule, 1, learningRate, stepNumber);
        run(update);
        if (spec.likelihood().learnsVariance()) {
            partGradient[0][0] = (float) sum(logVarianceGradient, rows);
            move(partGradient[0], 0, logVarianceAt, 1);
        }
    }

    /// Computes the gradient and keeps it.
    public void computeGradients() {
        if (gradients == null) {
            gradients = new float[parameters.length];
            norms = new double[norm.tasks()];
        }
        run(gradient);
        if (spec.likelihood().learnsVariance()) {
            gradients()[logVarianceAt] = (float) sum(logVarianceGradient, rows);
        }
    }

    /// The Euclidean norm of the gradient of [#computeGradients]; NaN or infinite if a part of it is.
    public double gradientNorm() {
        run(norm);
        double sum = 0;
        for (double part : Objects.requireNonNull(norms)) {
            sum += part;
        }
        return Math.sqrt(sum);
    }

    /// Moves the parameters along the gradient of [#computeGradients], times `scaleOfGradient`.
    public void apply(Optimiser rule, double scaleOfGradient, double learningRate, long stepNumber) {
        prepare(rule, scaleOfGradient, learningRate, stepNumber);
        run(apply);
    }

    private void prepare(Optimiser rule, double scaleOfGradient, double learningRate, long stepNumber) {
        optimiser = rule;
        gradientScale = scaleOfGradient;
        rate = learningRate;
        step = stepNumber;
    }

    /// Sum over the batch of -log p(x|z).
    public double reconstructionSum() {
        return sum(reconstruction, rows);
    }

    /// Sum over the batch of KL(q(z|x) || p(z)).
    public double klSum() {
        return sum(kl, rows);
    }

    /// The gradient of the last [#computeGradients], laid out as the parameters.
    public float[] gradients() {
        return Objects.requireNonNull(gradients);
    }

    /// -log p(x|z) of each row of the last batch.
    public float[] reconstruction() {
        return reconstruction;
    }

    /// KL(q(z|x) || p(z)) of each row of the last batch.
    public float[] kl() {
        return kl;
    }

    private static double sum(float[] values, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += values[i];
        }
        return sum;
    }
}
