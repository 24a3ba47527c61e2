package io.github.vae4j.core.internal;

import io.github.vae4j.core.Likelihood;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Activations;
import io.github.vae4j.kernels.Dense;
import io.github.vae4j.kernels.Latent;
import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.List;

/// Runs a model forward over any number of rows.
///
/// Rows are cut into blocks; each block goes through all layers on one thread, in memory that stays in its cache, so
/// there are no barriers. A row's result does not depend on the block it lies in.
public final class Inference {
    /// Rows of one task: enough to make packing a weight matrix cheap, few enough to keep the activations in a 1 MB
    /// cache, and so few that 1,000 rows occupy 8 threads.
    public static final int BLOCK = 125;

    private final VaeSpec spec;
    private final ParameterLayout layout;
    private final float[] parameters;
    private final Workers workers;
    private final Buffers[] buffers;

    /// The memory of one worker: two activations that take turns, and what the products need.
    private static final class Buffers {
        final float[] input;
        final float[] even;
        final float[] odd;
        final float[] scratch;

        Buffers(VaeSpec spec, int rows) {
            int widest = Math.max(spec.features(), 2 * spec.latent());
            for (int width : spec.encoderHidden()) {
                widest = Math.max(widest, width);
            }
            for (int width : spec.decoderHidden()) {
                widest = Math.max(widest, width);
            }
            input = new float[Math.multiplyExact(rows, Math.max(spec.features(), spec.latent()))];
            even = new float[Math.multiplyExact(rows, widest)];
            odd = new float[even.length];
            scratch = new float[MatMul.scratchLength(widest)];
        }
    }

    /// Allocates the workers' memory for calls with up to `rows` rows.
    public Inference(VaeSpec spec, ParameterLayout layout, float[] parameters, Workers workers, int rows) {
        this.spec = spec;
        this.layout = layout;
        this.parameters = parameters;
        this.workers = workers;
        buffers = new Buffers[workers.threads()];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = new Buffers(spec, Math.max(1, Math.min(rows, BLOCK)));
        }
    }

    /// Rows of `features` values, wherever they are.
    public interface Rows {
        /// Writes row `row` to `out` from `offset` on.
        void read(int row, float[] out, int offset);
    }

    /// The samples of a data set, checked as the likelihood demands.
    public static Rows rows(Dataset data, Likelihood likelihood) {
        boolean check = !data.isUnitRange();
        int features = data.features();
        return (row, out, offset) -> {
            data.read(row, 0, out, offset);
            if (check) {
                InputCheck.row(out, offset, features, row, likelihood);
            }
        };
    }

    /// The rows of an array, checked as the likelihood demands.
    public static Rows rows(float[] x, int features, Likelihood likelihood) {
        return (row, out, offset) -> {
            System.arraycopy(x, row * features, out, offset, features);
            InputCheck.row(out, offset, features, row, likelihood);
        };
    }

    private interface Block {
        void run(Buffers memory, int row, int rows);
    }

    private void blocks(int rows, Block block) {
        workers.run((rows + BLOCK - 1) / BLOCK, (task, worker) -> {
            int row = task * BLOCK;
            block.run(buffers[worker], row, Math.min(BLOCK, rows - row));
        });
    }

    /// Means and log variances of q(z|x), each (rows, latent).
    public void encode(Rows x, int rows, float[] mean, float[] logvar) {
        int latent = spec.latent();
        blocks(rows, (memory, row, count) -> {
            float[] heads = encodeBlock(memory, x, row, count);
            for (int r = 0; r < count; r++) {
                System.arraycopy(heads, r * 2 * latent, mean, (row + r) * latent, latent);
                System.arraycopy(heads, r * 2 * latent + latent, logvar, (row + r) * latent, latent);
            }
        });
    }

    /// Means of p(x|z), (rows, features).
    public void decode(float[] z, int rows, float[] mean) {
        int latent = spec.latent();
        blocks(rows, (memory, row, count) -> {
            InputCheck.codes(z, row, count, latent);
            System.arraycopy(z, row * latent, memory.input, 0, count * latent);
            meanOfOutput(decodeBlock(memory, memory.input, count), row, count, mean);
        });
    }

    /// Means of p(x|z) at draws from the prior, (rows, features).
    public void sample(int rows, long seed, float[] mean) {
        int latent = spec.latent();
        blocks(rows, (memory, row, count) -> {
            for (int r = 0; r < count; r++) {
                Philox.normal(memory.input, r * latent, latent, seed, Streams.PRIOR, 0, row + r);
            }
            meanOfOutput(decodeBlock(memory, memory.input, count), row, count, mean);
        });
    }

    /// Means of p(x|z) at the means of q(z|x), (rows, features).
    public void reconstruct(Rows x, int rows, float[] mean) {
        int latent = spec.latent();
        blocks(rows, (memory, row, count) -> {
            float[] heads = encodeBlock(memory, x, row, count);
            for (int r = 0; r < count; r++) {
                System.arraycopy(heads, r * 2 * latent, memory.input, r * latent, latent);
            }
            meanOfOutput(decodeBlock(memory, memory.input, count), row, count, mean);
        });
    }

    private void meanOfOutput(float[] output, int row, int count, float[] mean) {
        spec.likelihood().mean(mean, row * spec.features(), output, 0, count * spec.features());
    }

    /// Per row -log p(x|z) at one draw of z, and KL(q(z|x) || p(z)).
    public void elbo(Rows x, int rows, long seed, float[] reconstruction, float[] kl) {
        int latent = spec.latent();
        blocks(rows, (memory, row, count) -> {
            float[] heads = encodeBlock(memory, x, row, count);
            Latent.kl(kl, row, heads, 0, heads, latent, 2 * latent, count, latent);
            float[] z = new float[count * latent];
            draw(z, heads, row, count, seed, 0);
            nll(memory, z, memory.input, row, count, reconstruction);
        });
    }

    /// Importance-weighted bounds of log p(x) with `samples` draws (Burda et al. 2016, equation 8).
    public void importanceBound(Rows x, int rows, int samples, long seed, float[] bound) {
        int latent = spec.latent();
        blocks(rows, (memory, row, count) -> {
            float[] heads = encodeBlock(memory, x, row, count).clone();
            float[] z = new float[count * latent];
            float[] logWeights = new float[Math.multiplyExact(samples, count)];
            float[] part = new float[count];
            for (int k = 0; k < samples; k++) {
                draw(z, heads, row, count, seed, k);
                logWeights(memory, heads, z, memory.input, count, part, logWeights, k * count);
            }
            float[] result = new float[count];
            Latent.logMeanExp(result, 0, logWeights, 0, samples, count);
            System.arraycopy(result, 0, bound, row, count);
        });
    }

    /// log w = log p(x|z) + log p(z) - log q(z|x), per row; `heads` are means and log variances, side by side.
    private void logWeights(Buffers memory, float[] heads, float[] z, float[] targets, int count, float[] part,
            float[] out, int offset) {
        int latent = spec.latent();
        Latent.standardLogDensity(out, offset, z, 0, count, latent);
        Latent.logDensity(part, 0, z, 0, heads, 0, heads, latent, 2 * latent, count, latent);
        for (int r = 0; r < count; r++) {
            out[offset + r] -= part[r];
        }
        nll(memory, z, targets, 0, count, part);
        for (int r = 0; r < count; r++) {
            out[offset + r] -= part[r];
        }
    }

    /// log w of given draws, for tests against other implementations.
    public void logWeights(float[] x, float[] z, int count, float[] out) {
        Buffers memory = buffers[0];
        float[] heads = encodeBlock(memory, rows(x, spec.features(), spec.likelihood()), 0, count).clone();
        logWeights(memory, heads, z, x, count, new float[count], out, 0);
    }

    private void draw(float[] z, float[] heads, int row, int count, long seed, int draw) {
        int latent = spec.latent();
        for (int r = 0; r < count; r++) {
            Philox.normal(z, r * latent, latent, seed, Streams.EVALUATION, draw, row + r);
        }
        float[] noise = z.clone();
        Latent.reparameterise(z, 0, heads, 0, heads, latent, 2 * latent, noise, 0, count, latent);
    }

    private void nll(Buffers memory, float[] z, float[] targets, int row, int count, float[] nll) {
        Likelihood likelihood = spec.likelihood();
        float logVariance = likelihood.learnsVariance() ? parameters[layout.logVariance()] : 0;
        float[] output = decodeBlock(memory, z, count);
        likelihood.nll(nll, row, null, null, output, 0, targets, 0, logVariance, count, spec.features(), 1);
    }

    private float[] encodeBlock(Buffers memory, Rows x, int row, int count) {
        int features = spec.features();
        for (int r = 0; r < count; r++) {
            x.read(row + r, memory.input, r * features);
        }
        return layers(memory, memory.input, count, layout.encoder(), layout.heads());
    }

    private float[] decodeBlock(Buffers memory, float[] z, int count) {
        return layers(memory, z, count, layout.decoder(), layout.output());
    }

    private float[] layers(Buffers memory, float[] input, int count, List<ParameterLayout.Dense> hidden,
            ParameterLayout.Dense last) {
        float[] below = input;
        for (int i = 0; i <= hidden.size(); i++) {
            ParameterLayout.Dense layer = i < hidden.size() ? hidden.get(i) : last;
            float[] above = i % 2 == 0 ? memory.even : memory.odd;
            // Without a backward pass x W + b need not be kept, so a function of it works in place.
            boolean fused = layer.activation().usesOutput();
            Dense.forward(fused ? layer.activation() : Activation.IDENTITY, above, 0, layer.out(), null, 0, below, 0,
                    layer.in(), parameters, layer.weights(), parameters, layer.bias(), count, layer.out(), layer.in(),
                    memory.scratch);
            if (!fused) {
                Activations.forward(layer.activation(), above, 0, above, 0, count * layer.out());
            }
            below = above;
        }
        return below;
    }
}
