package io.github.vae4j.core.graph;

/// What the nodes must know of the current batch, besides its values.
public final class Batch {
    private int samples;
    private long dataSize;
    private long seed;
    private long step;
    private boolean isTraining;

    /// Says what the next batch is.
    ///
    /// @param count samples of the batch
    /// @param ofData samples of the whole training set
    /// @param key of all random numbers
    /// @param number of the step, from 0
    /// @param training whether parameters will move; else nodes do as in inference
    void set(int count, long ofData, long key, long number, boolean training) {
        samples = count;
        dataSize = ofData;
        seed = key;
        step = number;
        isTraining = training;
    }

    /// Samples in the batch.
    public int samples() {
        return samples;
    }

    /// Samples of the whole training set.
    long dataSize() {
        return dataSize;
    }

    /// Key of all random numbers.
    public long seed() {
        return seed;
    }

    /// Number of the step, from 0.
    long step() {
        return step;
    }

    /// Whether nodes do as in training.
    boolean isTraining() {
        return isTraining;
    }
}
