package io.github.vae4j.core.internal;

import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.kernels.Activation;
import java.util.ArrayList;
import java.util.List;

/// Where everything lies in the one flat array of a model's parameters.
///
/// A dense layer is its weights (in, out), in the panels of [io.github.vae4j.kernels.Dense], then its biases. The two
/// heads of the encoder are one layer with 2 Z outputs: the means, then the log variances. In order: encoder, heads,
/// decoder, output, and the log variance of p(x|z) if it is learned.
public final class ParameterLayout {
    /// One dense layer, y = f(x W + b).
    ///
    /// @param in number of inputs
    /// @param out number of outputs
    /// @param weights index of the first weight
    /// @param bias index of the first bias
    /// @param activation f
    public record Dense(int in, int out, int weights, int bias, Activation activation) {}

    /// A named part of the parameters, as model files know it: the weights or biases of some outputs of a layer.
    ///
    /// @param name as in model files
    /// @param rows number of rows: inputs of a weight matrix, 1 for a bias
    /// @param columns number of columns: outputs
    /// @param offset index of the first value of the whole layer
    /// @param first first column, of all those of the layer
    /// @param outputs all columns of the layer
    public record Block(String name, int rows, int columns, int offset, int first, int outputs) {
        /// Whether it is a weight matrix.
        public boolean isWeight() {
            return name.endsWith("weight");
        }

        /// Index of a value in the array of all parameters.
        public int index(int row, int column) {
            return offset + io.github.vae4j.kernels.Dense.weightIndex(rows, outputs, row, first + column);
        }
    }

    private final List<Dense> encoder = new ArrayList<>();
    private final Dense heads;
    private final List<Dense> decoder = new ArrayList<>();
    private final Dense output;
    private final int logVariance;
    private final int size;
    private final List<Block> blocks = new ArrayList<>();

    /// Lays out the parameters of a model.
    public ParameterLayout(VaeSpec spec) {
        int latent = spec.latent();
        int width = spec.features();
        int at = 0;
        for (int hidden : spec.encoderHidden()) {
            at = append(encoder, "encoder." + encoder.size(), width, hidden, at, spec.activation());
            width = hidden;
        }
        heads = new Dense(width, 2 * latent, at, at + width * 2 * latent, Activation.IDENTITY);
        addBlocks("mean", heads, 0, latent);
        addBlocks("logvar", heads, latent, latent);
        at = heads.bias() + heads.out();
        width = latent;
        for (int hidden : spec.decoderHidden()) {
            at = append(decoder, "decoder." + decoder.size(), width, hidden, at, spec.activation());
            width = hidden;
        }
        List<Dense> last = new ArrayList<>();
        at = append(last, "output", width, spec.features(), at, Activation.IDENTITY);
        output = last.getFirst();
        logVariance = at;
        if (spec.likelihood().learnsVariance()) {
            blocks.add(new Block("likelihood.logvar", 1, 1, at, 0, 1));
            at++;
        }
        size = at;
    }

    private int append(List<Dense> layers, String name, int in, int out, int at, Activation activation) {
        Dense layer = new Dense(in, out, at, at + in * out, activation);
        layers.add(layer);
        addBlocks(name, layer, 0, out);
        return layer.bias() + out;
    }

    private void addBlocks(String name, Dense layer, int firstColumn, int columns) {
        blocks.add(new Block(name + ".weight", layer.in(), columns, layer.weights(), firstColumn, layer.out()));
        blocks.add(new Block(name + ".bias", 1, columns, layer.bias(), firstColumn, layer.out()));
    }

    /// The hidden layers of the encoder, from the input on.
    public List<Dense> encoder() {
        return encoder;
    }

    /// The layer that gives means and log variances of q(z|x).
    public Dense heads() {
        return heads;
    }

    /// The hidden layers of the decoder, from the latent space on.
    public List<Dense> decoder() {
        return decoder;
    }

    /// The layer that gives the parameters of p(x|z).
    public Dense output() {
        return output;
    }

    /// Index of the learned log variance; equals [#size()] if none is learned.
    public int logVariance() {
        return logVariance;
    }

    /// The number of parameters.
    public int size() {
        return size;
    }

    /// All parameters by name, in the order of the array.
    public List<Block> blocks() {
        return blocks;
    }
}
