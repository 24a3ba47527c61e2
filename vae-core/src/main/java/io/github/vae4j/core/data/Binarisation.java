package io.github.vae4j.core.data;

import io.github.vae4j.kernels.Philox;

/// Data of 0 and 1 made from values in [0, 1], in the three ways that the literature uses. Results of different ways are
/// not comparable: always say which one it was.
///
/// A sample is binarised by its index in the data set given here, so binarise first and split or shuffle afterwards: a
/// sample then has the same bits in every view.
public final class Binarisation extends DatasetView {
    /// Counter words of the random numbers; the seed is the user's.
    private static final int STREAM_ONCE = 0x64617431;
    private static final int STREAM_EVERY_EPOCH = 0x64617432;

    private enum Way {
        THRESHOLD,
        ONCE,
        EVERY_EPOCH
    }

    private final Way way;
    private final float threshold;
    private final long seed;
    /// One row of probabilities per thread that reads.
    private final ThreadLocal<float[]> probabilities;

    private Binarisation(Dataset base, Way way, float threshold, long seed) {
        super(base);
        if (way != Way.THRESHOLD && !base.isUnitRange()) {
            throw new IllegalArgumentException(
                    "sampling needs values in [0, 1] as probabilities; scale the data first");
        }
        this.way = way;
        this.threshold = threshold;
        this.seed = seed;
        int features = base.features();
        this.probabilities = ThreadLocal.withInitial(() -> new float[features]);
    }

    /// 1 where the value is at least a threshold.
    ///
    /// @param data any data set
    /// @param threshold the smallest value that becomes 1; 0.5 is usual
    /// @return a view
    /// @throws IllegalArgumentException if the threshold is NaN
    public static Dataset threshold(Dataset data, float threshold) {
        if (Float.isNaN(threshold)) {
            throw new IllegalArgumentException("the threshold is NaN");
        }
        return new Binarisation(data, Way.THRESHOLD, threshold, 0);
    }

    /// 1 with the value as its probability, drawn once: the same in every epoch (Larochelle and Murray 2011 and
    /// Salakhutdinov and Murray 2008 did so; their fixed draw of MNIST is another one than this).
    ///
    /// @param data values in [0, 1]
    /// @param seed of the draw
    /// @return a view; its content hash is that of the bits drawn
    /// @throws IllegalArgumentException if the values are not known to be in [0, 1]
    public static Dataset sampledOnce(Dataset data, long seed) {
        if (data.isRedrawn()) {
            throw new IllegalArgumentException("the data is drawn anew every epoch: it cannot be drawn once");
        }
        return new Binarisation(data, Way.ONCE, 0, seed);
    }

    /// 1 with the value as its probability, drawn anew in every epoch (Burda, Grosse and Salakhutdinov, *Importance
    /// Weighted Autoencoders*, ICLR 2016).
    ///
    /// @param data values in [0, 1]
    /// @param seed of the draws
    /// @return a view
    /// @throws IllegalArgumentException if the values are not known to be in [0, 1]
    public static Dataset sampledEveryEpoch(Dataset data, long seed) {
        return new Binarisation(data, Way.EVERY_EPOCH, 0, seed);
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        int n = features();
        if (way == Way.THRESHOLD) {
            base().read(sample, epoch, out, outOffset);
            for (int i = outOffset; i < outOffset + n; i++) {
                out[i] = out[i] >= threshold ? 1 : 0;
            }
            return;
        }
        float[] p = probabilities.get();
        base().read(sample, epoch, p, 0);
        int stream = way == Way.ONCE ? STREAM_ONCE : STREAM_EVERY_EPOCH;
        Philox.bernoulli(out, outOffset, p, 0, n, seed, stream, way == Way.ONCE ? 0 : epoch, sample);
    }

    @Override
    public boolean isUnitRange() {
        return true;
    }

    @Override
    public boolean isRedrawn() {
        return way == Way.EVERY_EPOCH || super.isRedrawn();
    }

    @Override
    String hashOfRedrawn(String hashOfBase) {
        String recipe = way == Way.THRESHOLD ? "threshold " + threshold : "sampled every epoch, seed " + seed;
        return ContentHash.ofDerived(recipe, hashOfBase);
    }
}
