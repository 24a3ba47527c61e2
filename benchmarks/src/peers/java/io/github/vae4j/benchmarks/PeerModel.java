package io.github.vae4j.benchmarks;

/// The study's model in another library.
interface PeerModel extends AutoCloseable {
    /// One step of training on the given samples and noise.
    ///
    /// @return the cost before it
    double step(float[] x, float[] noise, int rows);

    /// Takes over the data, and the indices of the samples of each batch.
    void load(float[] images, int count, long[][] batches);

    /// One step of training on a batch of the loaded data: read it, draw noise, forward, backward, Adam.
    ///
    /// @return the cost before it
    double step(int batch);

    /// Encodes all loaded samples.
    ///
    /// @return the mean and log variance of each, of some samples at the start at least
    float[] encode(int wanted);

    @Override
    void close();

    /// The model by the name of the implementation, for the given number of samples.
    static PeerModel of(String implementation, ReferenceVae start, double learningRate, int threads, int samples) {
        NativeBlas.select(implementation, threads);
        return implementation.equals("tensorflow")
                ? new TensorFlowStudy(start, learningRate, threads, samples)
                : new PyTorchStudy(start, learningRate, threads);
    }
}
