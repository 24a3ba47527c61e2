package io.github.vae4j.benchmarks;

import io.github.vae4j.core.internal.ParameterLayout;
import java.util.HashMap;
import java.util.Map;

/// The study's model in double arithmetic, as the formulas say: softplus layers, Bernoulli likelihood from logits, KL in
/// closed form. Parameters by name, weights (in, out).
final class ReferenceVae {
    /// A weight matrix (rows, columns), row-major, or a bias of one row.
    @SuppressWarnings("ArrayRecordComponent") // not compared
    record Block(int rows, int columns, double[] values) {}

    private final Map<String, Block> blocks;

    private ReferenceVae(Map<String, Block> blocks) {
        this.blocks = blocks;
    }

    /// Copies the parameters of the study's model.
    static ReferenceVae of(float[] parameters) {
        Map<String, Block> blocks = new HashMap<>();
        for (ParameterLayout.Block block : new ParameterLayout(StudyModel.SPEC).blocks()) {
            double[] values = new double[block.rows() * block.columns()];
            for (int i = 0; i < block.rows(); i++) {
                for (int j = 0; j < block.columns(); j++) {
                    int from = block.isWeight() ? block.index(i, j) : block.offset() + block.first() + j;
                    values[i * block.columns() + j] = parameters[from];
                }
            }
            blocks.put(block.name(), new Block(block.rows(), block.columns(), values));
        }
        return new ReferenceVae(blocks);
    }

    /// A parameter by its name in model files.
    Block block(String name) {
        Block block = blocks.get(name);
        if (block == null) {
            throw new IllegalArgumentException("the model has no parameter " + name + ", only " + blocks.keySet());
        }
        return block;
    }

    /// The model whose every parameter is this one's plus `step` times that of `direction`.
    ReferenceVae moved(ReferenceVae direction, double step) {
        Map<String, Block> moved = new HashMap<>();
        blocks.forEach((name, block) -> {
            double[] along = direction.block(name).values;
            double[] values = block.values.clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += step * along[i];
            }
            moved.put(name, new Block(block.rows, block.columns, values));
        });
        return new ReferenceVae(moved);
    }

    /// The sum of the squares of all parameters.
    double squaredNorm() {
        double sum = 0;
        for (Block block : blocks.values()) {
            for (double value : block.values) {
                sum += value * value;
            }
        }
        return sum;
    }

    /// The mean of q(z|x) and its log variance, one behind the other.
    double[] encode(float[] x, int row) {
        double[] input = new double[StudyModel.FEATURES];
        for (int i = 0; i < input.length; i++) {
            input[i] = x[row * input.length + i];
        }
        double[] hidden = softplus(dense("encoder.1", softplus(dense("encoder.0", input))));
        double[] mean = dense("mean", hidden);
        double[] logvar = dense("logvar", hidden);
        double[] both = new double[2 * mean.length];
        System.arraycopy(mean, 0, both, 0, mean.length);
        System.arraycopy(logvar, 0, both, mean.length, mean.length);
        return both;
    }

    /// -log p(x|z) + KL(q(z|x) || p(z)) with the given noise, the mean over rows.
    double cost(float[] x, float[] noise, int rows) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += cost(x, noise, row, encode(x, row));
        }
        return sum / rows;
    }

    private double cost(float[] x, float[] noise, int row, double[] encoded) {
        int latent = StudyModel.LATENT;
        double[] z = new double[latent];
        double cost = 0;
        for (int j = 0; j < latent; j++) {
            double mean = encoded[j];
            double logvar = encoded[latent + j];
            z[j] = mean + Math.exp(logvar / 2) * noise[row * latent + j];
            cost += 0.5 * (mean * mean + Math.exp(logvar) - logvar - 1);
        }
        double[] logits = dense("output", softplus(dense("decoder.1", softplus(dense("decoder.0", z)))));
        for (int i = 0; i < logits.length; i++) {
            cost += softplus(logits[i]) - logits[i] * x[row * logits.length + i];
        }
        return cost;
    }

    private double[] dense(String name, double[] input) {
        Block weight = block(name + ".weight");
        double[] y = block(name + ".bias").values.clone();
        for (int i = 0; i < input.length; i++) {
            for (int j = 0; j < y.length; j++) {
                y[j] += input[i] * weight.values[i * y.length + j];
            }
        }
        return y;
    }

    private static double[] softplus(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = softplus(x[i]);
        }
        return x;
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
