package io.github.vae4j.benchmarks;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// The study's model in PyTorch: autograd, fused linear layers, binary cross entropy from logits, KL in closed form,
/// the sum over the batch divided by its size, Adam as libtorch has it.
final class PyTorchStudy implements PeerModel {
    private static final String[] LAYERS = {"encoder.0", "encoder.1", "heads", "decoder.0", "decoder.1", "output"};
    private static final long SUM = 2; // at::Reduction::Sum

    private final PointerScope lifetime = new PointerScope();
    private final Tensor[] weights = new Tensor[LAYERS.length];
    private final Tensor[] biases = new Tensor[LAYERS.length];
    private final Adam optimiser;
    private Tensor images = new Tensor();
    private Tensor[] batches = new Tensor[0];
    private int batchSize;

    /// A model with the parameters of the reference.
    PyTorchStudy(StudyParameters start, double learningRate, int threads) {
        torch.set_num_threads(threads);
        TensorVector parameters = new TensorVector();
        for (int i = 0; i < LAYERS.length; i++) {
            float[] weight = LAYERS[i].equals("heads")
                    ? join(weight(start, "mean"), weight(start, "logvar"))
                    : weight(start, LAYERS[i]);
            float[] bias = LAYERS[i].equals("heads")
                    ? join(bias(start, "mean"), bias(start, "logvar"))
                    : bias(start, LAYERS[i]);
            weights[i] = Tensor.create(weight, bias.length, weight.length / bias.length).set_requires_grad(true);
            biases[i] = Tensor.create(bias, bias.length).set_requires_grad(true);
            parameters.push_back(weights[i]);
            parameters.push_back(biases[i]);
        }
        optimiser = new Adam(parameters, new AdamOptions(learningRate));
    }

    // (out, in), as linear layers of PyTorch have them.
    private static float[] weight(StudyParameters model, String name) {
        StudyParameters.Block block = model.block(name + ".weight");
        float[] values = new float[block.values().length];
        for (int i = 0; i < block.rows(); i++) {
            for (int j = 0; j < block.columns(); j++) {
                values[j * block.rows() + i] = block.values()[i * block.columns() + j];
            }
        }
        return values;
    }

    private static float[] bias(StudyParameters model, String name) {
        return model.block(name + ".bias").values();
    }

    private static float[] join(float[] first, float[] second) {
        float[] both = new float[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private Tensor linear(int layer, Tensor x) {
        return torch.linear(x, weights[layer], new TensorOptional(biases[layer]));
    }

    // Means and log variances side by side, (rows, 40).
    private Tensor heads(Tensor x) {
        return linear(2, torch.softplus(linear(1, torch.softplus(linear(0, x)))));
    }

    private Tensor cost(Tensor x, Tensor noise, int rows) {
        TensorVector halves = heads(x).chunk(2, 1);
        Tensor mean = halves.get(0);
        Tensor logvar = halves.get(1);
        Tensor z = mean.add(logvar.mul(new Scalar(0.5f)).exp().mul(noise));
        Tensor logits = linear(5, torch.softplus(linear(4, torch.softplus(linear(3, z)))));
        Tensor reconstruction = torch.binary_cross_entropy_with_logits(logits, x, new TensorOptional(),
                new TensorOptional(), SUM);
        Tensor kl = mean.square().add(logvar.exp()).sub(logvar).sub(new Scalar(1f)).sum().mul(new Scalar(0.5f));
        return reconstruction.add(kl).div(new Scalar((float) rows));
    }

    private double step(Tensor x, Tensor noise, int rows) {
        optimiser.zero_grad();
        Tensor cost = cost(x, noise, rows);
        cost.backward();
        optimiser.step();
        return cost.item_float();
    }

    @Override
    public double step(float[] x, float[] noise, int rows) {
        try (PointerScope _ = new PointerScope()) {
            return step(Tensor.create(x, rows, x.length / rows), Tensor.create(noise, rows, noise.length / rows), rows);
        }
    }

    @Override
    public void load(float[] all, int count, long[][] batchIndices) {
        images = Tensor.create(all, count, all.length / count);
        batches = new Tensor[batchIndices.length];
        for (int i = 0; i < batches.length; i++) {
            batchSize = batchIndices[i].length;
            batches[i] = Tensor.create(batchIndices[i], batchSize);
        }
    }

    @Override
    public double step(int batch) {
        try (PointerScope _ = new PointerScope()) {
            return step(images.index_select(0, batches[batch]), torch.randn(batchSize, StudyModel.LATENT), batchSize);
        }
    }

    @Override
    public float[] encode(int wanted) {
        try (PointerScope _ = new PointerScope(); InferenceMode _ = new InferenceMode()) {
            float[] codes = new float[wanted * 2 * StudyModel.LATENT];
            heads(images).data_ptr_float().get(codes);
            return codes;
        }
    }

    @Override
    public void close() {
        lifetime.close();
    }
}
