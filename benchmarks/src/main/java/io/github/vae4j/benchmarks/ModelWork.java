package io.github.vae4j.benchmarks;

/// The work that one sample costs the study's model, in floating-point operations of its matrix products: a
/// multiply-add is two.
public final class ModelWork {
    private static final double ENCODER = 784.0 * 500 + 500 * 500 + 500 * 40;
    private static final double DECODER = 20.0 * 500 + 500 * 500 + 500 * 784;
    private static final double FIRST_LAYER = 784.0 * 500;

    /// Encoding: each weight once.
    public static final double ENCODING_FLOP = 2 * ENCODER;

    /// A training step: forward, by weights, and by inputs except those of the first layer.
    public static final double TRAINING_FLOP = 2 * (3 * (ENCODER + DECODER) - FIRST_LAYER);

    private ModelWork() {}
}
