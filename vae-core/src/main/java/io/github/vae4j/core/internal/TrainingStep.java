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

/// One step of training, for batches of up to a fixed size: all its memory, and its phases.
///
/// A phase is a number of tasks that the team shares; between phases lies a barrier. Tasks are cut by the size of the
/// work and write disjoint ranges, so the result has the same bits for any number of threads. After construction
/// nothing is allocated.
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
    private final float[] gradients;
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
    private final double[] norms;
    private final float[][] scratch;

    private final List<DenseLayer> encoder = new ArrayList<>();
    private final DenseLayer heads;
    private final List<DenseLayer> decoder = new ArrayList<>();
    private final DenseLayer output;
    private final Phase[] forward;
    private final Phase loss;
    private final Phase[] backward;
    private final Phase read;
    private final Phase draw;
    private final Phase norm;
    private final Phase update;

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
        gradients = new float[layout.size()];
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
            encoder.add(new DenseLayer(shape, below, capacity, false));
            below = encoder.getLast().output;
        }
        heads = new DenseLayer(layout.heads(), below, capacity, false);
        below = z;
        for (ParameterLayout.Dense shape : layout.decoder()) {
            decoder.add(new DenseLayer(shape, below, capacity, false));
            below = decoder.getLast().output;
        }
        output = new DenseLayer(layout.output(), below, capacity, true);
        scratch = scratch(layout, capacity, workers.threads());

        read = phase(() -> across(rows, ROWS_PER_TASK), (task, worker) -> read(task));
        draw = phase(() -> across(rows, ROWS_PER_TASK), (task, worker) -> draw(task));
        forward = forwardPhases();
        loss = phase(() -> across(rows, ROWS_PER_TASK), (task, worker) -> loss(task));
        backward = backwardPhases();
        int chunks = across(parameters.length, PARAMETERS_PER_TASK);
        norms = new double[chunks];
        norm = phase(() -> chunks, (task, worker) -> norm(task));
        update = phase(() -> chunks, (task, worker) -> update(task));
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

    private static Phase phase(Count tasks, Workers.Task task) {
        return new Phase() {
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
        workers.run(phase.tasks(), phase);
    }

    private Phase[] forwardPhases() {
        List<Phase> phases = new ArrayList<>();
        encoder.forEach(layer -> phases.add(forward(layer)));
        phases.add(phase(() -> across(rows, LATENT_ROWS_PER_TASK), this::latentForward));
        decoder.forEach(layer -> phases.add(forward(layer)));
        phases.add(forward(output));
        return phases.toArray(Phase[]::new);
    }

    private Phase forward(DenseLayer layer) {
        return phase(() -> layer.forwardTasks(rows),
                (task, worker) -> layer.forward(task, rows, parameters, scratch[worker]));
    }

    // From the output down: in one phase the delta of the layer below and the gradient of the layer's own weights.
    private Phase[] backwardPhases() {
        List<Phase> phases = new ArrayList<>();
        List<DenseLayer> up = new ArrayList<>(decoder);
        up.add(output);
        for (int i = up.size() - 1; i > 0; i--) {
            phases.add(backward(up.get(i), up.get(i - 1)));
        }
        DenseLayer aboveLatent = up.getFirst();
        phases.add(phase(() -> across(rows, LATENT_ROWS_PER_TASK) + aboveLatent.weightGradientTasks(),
                (task, worker) -> {
                    int latentTasks = across(rows, LATENT_ROWS_PER_TASK);
                    if (task < latentTasks) {
                        latentBackward(aboveLatent, task, worker);
                    } else {
                        aboveLatent.weightGradient(task - latentTasks, rows, gradients, scratch[worker]);
                    }
                }));
        up = new ArrayList<>(encoder);
        up.add(heads);
        for (int i = up.size() - 1; i > 0; i--) {
            phases.add(backward(up.get(i), up.get(i - 1)));
        }
        DenseLayer lowest = up.getFirst();
        phases.add(phase(lowest::weightGradientTasks,
                (task, worker) -> lowest.weightGradient(task, rows, gradients, scratch[worker])));
        return phases.toArray(Phase[]::new);
    }

    private Phase backward(DenseLayer layer, DenseLayer below) {
        return phase(() -> layer.inputGradientTasks(rows) + layer.weightGradientTasks(), (task, worker) -> {
            int inputTasks = layer.inputGradientTasks(rows);
            if (task < inputTasks) {
                layer.inputGradient(task, rows, below, parameters, scratch[worker]);
            } else {
                layer.weightGradient(task - inputTasks, rows, gradients, scratch[worker]);
            }
        });
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

    private void norm(int task) {
        int from = task * PARAMETERS_PER_TASK;
        norms[task] = Optimisers.squaredNorm(gradients, from, Math.min(PARAMETERS_PER_TASK, gradients.length - from));
    }

    private void update(int task) {
        int from = task * PARAMETERS_PER_TASK;
        optimiser.update(parameters, gradients, first, second, from,
                Math.min(PARAMETERS_PER_TASK, parameters.length - from), gradientScale, rate, step);
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

    /// Computes the gradient of `mean(reconstruction) + beta * sum_j max(freeBits, mean(KL_j))`.
    ///
    /// @return the KL term with its weight
    public double backward(double beta, double freeBits) {
        double term = weighKl(beta, freeBits);
        for (Phase phase : backward) {
            run(phase);
        }
        if (spec.likelihood().learnsVariance()) {
            gradients[logVarianceAt] = (float) sum(logVarianceGradient, rows);
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

    /// The Euclidean norm of the gradient; NaN or infinite if a part of it is.
    public double gradientNorm() {
        run(norm);
        double sum = 0;
        for (double part : norms) {
            sum += part;
        }
        return Math.sqrt(sum);
    }

    /// Moves the parameters.
    public void update(Optimiser rule, double scaleOfGradient, double learningRate, long stepNumber) {
        optimiser = rule;
        gradientScale = scaleOfGradient;
        rate = learningRate;
        step = stepNumber;
        run(update);
    }

    /// Sum over the batch of -log p(x|z).
    public double reconstructionSum() {
        return sum(reconstruction, rows);
    }

    /// Sum over the batch of KL(q(z|x) || p(z)).
    public double klSum() {
        return sum(kl, rows);
    }

    /// The gradient of the last [#backward], laid out as the parameters.
    public float[] gradients() {
        return gradients;
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

    private static int across(int length, int part) {
        return (length + part - 1) / part;
    }
}
