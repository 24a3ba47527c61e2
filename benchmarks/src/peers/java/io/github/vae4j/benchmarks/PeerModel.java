package io.github.vae4j.benchmarks;

/// The study's model in another library.
interface PeerModel extends AutoCloseable {
    /// Standard normal noise for [#step(float\[\], float\[\], int)], (rows, 20).
    default float[] noise(int rows) {
        return RandomArrays.normal(rows * StudyModel.LATENT, 1, 5);
    }

    /// One step of training on the given samples and noise.
    ///
    /// @param noise what [#noise(int)] returned: a library that cannot be given noise draws the same once more
    /// @return the cost before it
    double step(float[] x, float[] noise, int rows);

    /// Takes over the data, and the indices of the samples of each batch.
    void load(float[] images, int count, long[][] batches);

    /// One step of training on a batch of the loaded data: read it, draw noise, forward, backward, Adam.
    ///
    /// @return the cost before it
    double step(int batch);

    /// How many values the code of a sample has: means and log variances, or means alone.
    default int codeLength() {
        return 2 * StudyModel.LATENT;
    }

    /// Encodes all loaded samples.
    ///
    /// @return their codes, of some samples at the start at least
    float[] encode(int wanted);

    @Override
    void close();

    /// The model by the name of the implementation, for the given number of samples.
    static PeerModel of(String implementation, StudyParameters start, double learningRate, int threads, int samples) {
        NativeBlas.select(implementation, threads);
        return switch (implementation) {
            case "tensorflow" -> new TensorFlowStudy(start, learningRate, threads, samples);
            case "deeplearning4j" -> new Deeplearning4jStudy(start, learningRate);
            default -> new PyTorchStudy(start, learningRate, threads);
        };
    }
}
