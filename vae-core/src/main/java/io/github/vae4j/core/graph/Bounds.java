package io.github.vae4j.core.graph;

import io.github.vae4j.core.graph.InputRows.Rows;
import io.github.vae4j.core.internal.Streams;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Latent;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Draws codes from the posterior of any number of rows, with their log-densities, and the bounds of log p(x) made of them.
///
/// The noise of a draw is decided by the seed, the sample and the number of the draw alone.
public final class Bounds {
    private final Graph graph;
    private final Value posterior;
    private final Value prior;
    private final Value likelihood;
    private final RowBlocks bound;
    private final RowBlocks costs;

    /// @param graph for evaluation
    public Bounds(Graph graph, float[] parameters, Workers workers) {
        this.graph = graph;
        posterior = Objects.requireNonNull(graph.costs().posterior());
        prior = Objects.requireNonNull(graph.costs().prior());
        likelihood = graph.costs().likelihood().output;
        List<Value> given = new ArrayList<>(graph.samples());
        graph.noises().forEach(noise -> given.add(noise.value()));
        GaussianKlNode closedForm = graph.costs().closedForm();
        bound = new RowBlocks(workers, parameters, new Slice(graph, given, closedForm == null
                ? List.of(likelihood, posterior, prior)
                : List.of(likelihood, closedForm.output)));
        costs = new RowBlocks(workers, parameters,
                new Slice(graph, given, List.of(graph.latent().z(), likelihood, posterior, prior)));
    }

    private void noise(Frame frame, int row, int count, long seed, int draw) {
        for (Noise noise : graph.noises()) {
            int n = noise.value().width();
            for (int r = 0; r < count; r++) {
                Philox.normal(frame.values(noise.value()), r * n, n, seed,
                        Streams.EVALUATION + (noise.level() << Streams.LEVEL_BITS), draw, row + r);
            }
        }
    }

    private interface Drawn {
        /// Uses the values of one draw of some rows.
        void use(Frame frame, int row, int count, int draw);
    }

    private void draws(RowBlocks blocks, Rows x, int rows, int draws, long seed, Drawn drawn) {
        blocks.run(rows, (row, count, worker) -> drawBlock(blocks, worker, x, row, count, draws, seed, drawn));
    }

    private void drawBlock(RowBlocks blocks, int worker, Rows x, int row, int count, int draws, long seed,
            Drawn drawn) {
        Frame frame = blocks.frame(worker);
        x.read(frame, row, count);
        blocks.slice().start(frame, count);
        for (int k = 0; k < draws; k++) {
            noise(frame, row, count, seed, k);
            blocks.slice().draw(frame);
            drawn.use(frame, row, count, k);
        }
    }

    /// Per row -log p(x|z) at one draw of z, and KL(q(z|x) || p(z)).
    public void elbo(Rows x, int rows, long seed, float[] reconstruction, float[] kl) {
        GaussianKlNode closedForm = graph.costs().closedForm();
        draws(bound, x, rows, 1, seed, (frame, row, count, _) -> {
            System.arraycopy(frame.values(likelihood), 0, reconstruction, row, count);
            for (int r = 0; r < count; r++) {
                kl[row + r] = closedForm != null
                        ? frame.values(closedForm.output)[r]
                        : frame.values(prior)[r] - frame.values(posterior)[r];
            }
        });
    }

    /// Importance-weighted bounds of log p(x) with `draws` draws (Burda et al. 2016, equation 8).
    public void importanceBound(Rows x, int rows, int draws, long seed, float[] bounds) {
        costs.run(rows, (row, count, worker) -> {
            float[] logWeights = new float[Math.multiplyExact(draws, count)];
            drawBlock(costs, worker, x, row, count, draws, seed,
                    (frame, _, _, k) -> logWeights(frame, count, logWeights, k * count));
            float[] result = new float[count];
            Latent.logMeanExp(result, 0, logWeights, 0, draws, count);
            System.arraycopy(result, 0, bounds, row, count);
        });
    }

    /// log w = log p(x|z) + log p(z) - log q(z|x), per row.
    private void logWeights(Frame frame, int count, float[] out, int at) {
        for (int r = 0; r < count; r++) {
            out[at + r] = -frame.values(prior)[r] + frame.values(posterior)[r] - frame.values(likelihood)[r];
        }
    }

    /// Receives log-weights as they are drawn. Those of a sample come from one thread, in the order of the draws.
    public interface LogWeights {
        /// Uses the log-weight of one draw of one sample, in nats.
        void add(int sample, int draw, double logWeight);
    }

    /// Draws `draws` codes for each of the samples `from` to `from + count - 1` and hands over their log-weights, none of which
    /// is kept.
    public void logWeights(Rows x, int from, int count, int draws, long seed, LogWeights to) {
        costs.run(count, (row, n, worker) -> drawBlock(costs, worker, x, from + row, n, draws, seed,
                (frame, first, rows, k) -> {
                    for (int r = 0; r < rows; r++) {
                        to.add(first + r, k, (double) frame.values(posterior)[r] - frame.values(prior)[r]
                                - frame.values(likelihood)[r]);
                    }
                }));
    }

    /// Draws with their log-densities; row `sample * draws + k`.
    public void draws(Rows x, int rows, int draws, long seed, float[] z, float[] logPosterior, float[] logPrior,
            float[] logLikelihood) {
        int latent = graph.latent().z().width();
        draws(costs, x, rows, draws, seed, (frame, row, count, k) -> {
            for (int r = 0; r < count; r++) {
                int to = (row + r) * draws + k;
                System.arraycopy(frame.values(graph.latent().z()), r * latent, z, to * latent, latent);
                logPosterior[to] = -frame.values(posterior)[r];
                logPrior[to] = -frame.values(prior)[r];
                logLikelihood[to] = -frame.values(likelihood)[r];
            }
        });
    }

    /// log w of a batch with given noise, one array for each noise of the model, for tests against other implementations.
    public void logWeights(Rows x, int count, float[] out, float[]... noise) {
        costs.reserve(count);
        Frame frame = costs.frame(0);
        x.read(frame, 0, count);
        costs.slice().prepare(frame);
        costs.slice().start(frame, count);
        for (int i = 0; i < noise.length; i++) {
            System.arraycopy(noise[i], 0, frame.values(graph.noises().get(i).value()), 0, noise[i].length);
        }
        costs.slice().draw(frame);
        logWeights(frame, count, out, 0);
    }
}
