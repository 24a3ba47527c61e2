package io.github.vae4j.core.internal;

/// The streams of random numbers; each purpose draws from its own, so that none disturbs another.
public final class Streams {
    /// Initial weights: the sample is the number of the parameter block.
    public static final int INITIALISATION = 1;
    /// Order of the samples in an epoch.
    public static final int SHUFFLE = 2;
    /// Noise of the reparameterisation in training, by epoch and sample.
    public static final int NOISE = 3;
    /// Noise of the reparameterisation when a bound is evaluated: the epoch is the number of the draw.
    public static final int EVALUATION = 4;
    /// Draws from the prior, by sample.
    public static final int PRIOR = 5;
    /// Binarisation of pixels: the epoch is 0 for data that is drawn once.
    public static final int BINARISATION = 6;
    /// Random numbers of further terms of the objective, by step and row.
    public static final int TERM = 7;
    /// Draws from p(x|z), by row.
    public static final int SAMPLE = 8;
    /// Masks of dropout, by step and row of the batch.
    public static final int DROPOUT = 9;
    /// Which training samples the pseudo-inputs of a prior start as.
    public static final int PSEUDO_INPUTS = 10;

    /// The number of a draw within a model, or of a term, stands above these bits of its stream.
    public static final int LEVEL_BITS = 8;

    private Streams() {}
}
