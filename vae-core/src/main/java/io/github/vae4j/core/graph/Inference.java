package io.github.vae4j.core.graph;

import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.internal.InputCheck;
import io.github.vae4j.core.internal.Streams;
import io.github.vae4j.core.spec.Draws;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Workers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs the encoder and the decoder of a model forward over any number of rows, in [RowBlocks].
public final class Inference {
    private final VaeSpec spec;
    private final Graph graph;
    private final float[] parameters;
    private final SampleRows samples;
    private final InputRows input;
    private final Value prior;
    private final RowBlocks encoder;
    private final RowBlocks decoder;

    /// @param graph for evaluation
    public Inference(VaeSpec spec, Graph graph, float[] parameters, Workers workers) {
        this.spec = spec;
        this.graph = graph;
        this.parameters = parameters;
        samples = new SampleRows(spec, graph, parameters);
        input = new InputRows(samples, graph);
        prior = Objects.requireNonNull(graph.costs().prior());
        encoder = new RowBlocks(workers, parameters,
                new Slice(graph, graph.samples(), List.of(graph.latent().posterior())));
        Value condition = graph.condition();
        Value z = graph.latent().z();
        decoder = new RowBlocks(workers, parameters, new Slice(graph,
                condition == null ? List.of(z) : List.of(z, condition), List.of(graph.output())));
    }

    /// Pieces of work that `rows` rows are cut into: more threads are of no use.
    public static int tasks(int rows) {
        return Math.ceilDiv(rows, RowBlocks.ROWS);
    }

    /// Numbers that the decoder gives for a code.
    public int outputWidth() {
        return graph.output().width();
    }

    /// Brings samples to the model.
    public InputRows input() {
        return input;
    }

    // ---- encode and decode

    /// Means and log variances of q(z|x), each (rows, latent).
    public void encode(InputRows.Rows x, int rows, float[] mean, float[] logvar) {
        int latent = spec.latent();
        encoder.run(rows, (row, count, worker) -> {
            float[] heads = encode(encoder.frame(worker), x, row, count);
            for (int r = 0; r < count; r++) {
                System.arraycopy(heads, r * 2 * latent, mean, (row + r) * latent, latent);
                System.arraycopy(heads, r * 2 * latent + latent, logvar, (row + r) * latent, latent);
            }
        });
    }

    private float[] encode(Frame frame, InputRows.Rows x, int row, int count) {
        x.read(frame, row, count);
        encoder.slice().start(frame, count);
        return frame.values(graph.latent().posterior());
    }

    private interface Codes {
        /// Writes the codes of some rows, and their conditions, to the first rows of a frame.
        void write(Frame frame, int row, int count, int worker);
    }

    private interface Decoded {
        /// Uses the decoder's output of some rows.
        void use(float[] output, int row, int count);
    }

    private void decode(Codes codes, int rows, Decoded decoded) {
        decoder.run(rows, (row, count, worker) -> {
            Frame frame = decoder.frame(worker);
            codes.write(frame, row, count, worker);
            decoder.slice().start(frame, count);
            decoded.use(frame.values(graph.output()), row, count);
        });
    }

    private Codes given(float[] z, @Nullable Conditions given) {
        int latent = spec.latent();
        return (frame, row, count, _) -> {
            InputCheck.codes(z, row, count, latent);
            System.arraycopy(z, row * latent, frame.values(graph.latent().z()), 0, count * latent);
            input.write(frame, given, row, count);
        };
    }

    private Decoded means(float[] mean) {
        int features = spec.features();
        return (output, row, count) -> {
            spec.likelihood().mean(mean, row * features, output, 0, parameters, graph.costs().likelihood().ownAt(),
                    count,
                    features);
            samples.undo(mean, row, count);
        };
    }

    /// Means of p(x|z), (rows, features).
    ///
    /// @param given as of [InputRows#of(float\[\], Conditions)]; so of the methods that follow
    public void decode(float[] z, @Nullable Conditions given, int rows, float[] mean) {
        decode(given(z, given), rows, means(mean));
    }

    /// The decoder's output, (rows, outputs).
    public void outputs(float[] z, @Nullable Conditions given, int rows, float[] values) {
        int width = outputWidth();
        decode(given(z, given), rows,
                (output, row, count) -> System.arraycopy(output, 0, values, row * width, count * width));
    }

    /// Draws from p(x|z), (rows, features).
    public void draw(float[] z, @Nullable Conditions given, int rows, long seed, float[] x) {
        int features = spec.features();
        int width = graph.output().width();
        decode(given(z, given), rows, (output, row, count) -> {
            for (int r = 0; r < count; r++) {
                spec.likelihood().sample(x, (row + r) * features, output, r * width, parameters,
                        graph.costs().likelihood().ownAt(), features, new Draws(seed, Streams.SAMPLE, 0, row + r));
            }
            samples.undo(x, row, count);
        });
    }

    /// Means of p(x|z) at draws from the prior, (rows, features).
    public void sample(@Nullable Conditions given, int rows, long seed, float[] mean) {
        int latent = spec.latent();
        PriorDraws draws = PriorDraws.of(graph, spec.prior(), prior, parameters);
        decode((frame, row, count, _) -> {
            float[] to = frame.values(graph.latent().z());
            input.write(frame, given, row, count);
            for (int r = 0; r < count; r++) {
                draws.draw(to, r * latent, latent, new Draws(seed, Streams.PRIOR, 0, row + r));
            }
        }, rows, means(mean));
    }

    /// Means of p(x|z) at the means of q(z|x), (rows, features).
    public void reconstruct(InputRows.Rows x, int rows, float[] mean) {
        int latent = spec.latent();
        encoder.reserve(rows);
        decode((frame, row, count, worker) -> {
            float[] z = frame.values(graph.latent().z());
            float[] heads = encode(encoder.frame(worker), x, row, count);
            input.copy(encoder.frame(worker), frame, count);
            for (int r = 0; r < count; r++) {
                System.arraycopy(heads, r * 2 * latent, z, r * latent, latent);
            }
        }, rows, means(mean));
    }
}
