package io.github.vae4j.benchmarks;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.variational.BernoulliReconstructionDistribution;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/// The study's model as Deeplearning4j's layer `VariationalAutoencoder`, trained as its users do: the layer's own
/// pretraining. It draws its noise itself, and encodes to means alone.
final class Deeplearning4jStudy implements PeerModel {
    // Our names and the layer's.
    private static final String[][] NAMES = {{"encoder.0", "e0"}, {"encoder.1", "e1"}, {"mean", "pZXMean"},
        {"logvar", "pZXLogStd2"}, {"decoder.0", "d0"}, {"decoder.1", "d1"}, {"output", "pXZ"}};
    private static final long SEED = 5;

    private final MultiLayerNetwork network;
    private INDArray images = Nd4j.empty(DataType.FLOAT);
    private int[][] batches = new int[0][];

    Deeplearning4jStudy(StudyParameters start, double learningRate) {
        VariationalAutoencoder layer = new VariationalAutoencoder.Builder().nIn(StudyModel.FEATURES)
                .nOut(StudyModel.LATENT).encoderLayerSizes(500, 500).decoderLayerSizes(500, 500)
                .pzxActivationFunction(Activation.IDENTITY)
                .reconstructionDistribution(new BernoulliReconstructionDistribution(Activation.SIGMOID)).build();
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder().dataType(DataType.FLOAT)
                .activation(Activation.SOFTPLUS).updater(new Adam(learningRate)).list().layer(layer).build();
        network = new MultiLayerNetwork(configuration);
        network.init();
        for (String[] name : NAMES) {
            set(start.block(name[0] + ".weight"), "0_" + name[1] + "W");
            set(start.block(name[0] + ".bias"), "0_" + name[1] + "b");
        }
    }

    private void set(StudyParameters.Block block, String name) {
        INDArray parameter = network.getParam(name);
        for (int i = 0; i < block.rows(); i++) {
            for (int j = 0; j < block.columns(); j++) {
                double value = block.values()[i * block.columns() + j];
                if (parameter.rank() == 1) {
                    parameter.putScalar(j, value);
                } else {
                    parameter.putScalar(i, j, value);
                }
            }
        }
    }

    @Override
    public float[] noise(int rows) {
        Nd4j.getRandom().setSeed(SEED);
        return Nd4j.randn(DataType.FLOAT, rows, StudyModel.LATENT).dup('c').data().asFloat();
    }

    @Override
    public double step(float[] x, float[] noise, int rows) {
        INDArray samples = Nd4j.createFromArray(x).reshape(rows, StudyModel.FEATURES);
        Nd4j.getRandom().setSeed(SEED);
        return train(samples);
    }

    private double train(INDArray samples) {
        network.pretrainLayer(0, samples);
        return network.getLayer(0).score();
    }

    @Override
    public void load(float[] values, int count, long[][] indices) {
        images = Nd4j.createFromArray(values).reshape(count, StudyModel.FEATURES);
        batches = new int[indices.length][];
        for (int i = 0; i < indices.length; i++) {
            batches[i] = new int[indices[i].length];
            for (int j = 0; j < indices[i].length; j++) {
                batches[i][j] = Math.toIntExact(indices[i][j]);
            }
        }
    }

    @Override
    public double step(int batch) {
        try (INDArray samples = Nd4j.pullRows(images, 1, batches[batch])) {
            return train(samples);
        }
    }

    @Override
    public int codeLength() {
        return StudyModel.LATENT;
    }

    @Override
    public float[] encode(int wanted) {
        try (INDArray means = network.output(images, false)) {
            float[] codes = new float[wanted * StudyModel.LATENT];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = means.getFloat(i / StudyModel.LATENT, i % StudyModel.LATENT);
            }
            return codes;
        }
    }

    @Override
    public void close() {
        network.close();
        images.close();
    }
}
