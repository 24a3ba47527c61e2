package io.github.vae4j.metrics.internal;

/// The streams of random numbers of this module: each purpose draws from its own, so that none disturbs another. Those of
/// vae-core are 1 to 6.
public final class RandomStreams {
    /// Resamples of rows, by their number.
    public static final int RESAMPLES = 0xb007;
    /// Resamples for the intervals of active units.
    public static final int ACTIVE_UNITS = 0xac71;
    /// Labels in random order, for unit selectivity.
    public static final int SHUFFLED_LABELS = 0x97a3;
    /// Noise of draws from posteriors.
    public static final int DRAW = 0xd7a3;
    /// The part of the samples that a silhouette is computed of.
    public static final int SILHOUETTE = 0x5117;
    /// Parts of sets for the kernel distance.
    public static final int KERNEL_DISTANCE = 0x61d5;
    /// Starts of k-means.
    public static final int K_MEANS = 0x63a5;
    /// The training part of a linear probe.
    public static final int PROBE = 0x9e0b;
    /// Samples of factors.
    public static final int FACTORS = 0xfac7;
    /// Which factors the votes of the FactorVAE score hold.
    public static final int FACTOR_VAE = 0xf7ae;
    /// Which factors the votes of the beta-VAE score hold.
    public static final int BETA_VAE = 0xbe7a;
    /// The codes of the mutual information gap.
    public static final int INFORMATION = 0x319a;
    /// Orders of units in boosted trees: the first of [#FACTOR_STREAMS] streams, one a factor.
    public static final int TREES = 0xdc10000;
    /// Resamples of random forests: the first of [#FACTOR_STREAMS]; orders of units have streams with bit 30 set.
    public static final int FORESTS = 0xf000000;
    /// What moves points that coincide apart before t-SNE.
    public static final int PLANE = 0x75e;
    /// Which words of documents are held out.
    public static final int COMPLETION = 0xc0e7;
    /// How many streams there are for ensembles of trees: at most as many factors.
    public static final int FACTOR_STREAMS = 1 << 16;

    private RandomStreams() {}
}
