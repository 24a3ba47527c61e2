package io.github.vae4j.core.data.view;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.store.ContentHash;
import io.github.vae4j.kernels.Philox;

/// Data of 0 and 1 made from the values of other data.
public final class Binarised extends DatasetView {
    /// Counter words of the random numbers; the seed is the user's.
    private static final int STREAM_ONCE = 0x64617431;
    private static final int STREAM_EVERY_EPOCH = 0x64617432;

    /// How a value becomes 0 or 1.
    public enum Way {
        /// By a threshold.
        THRESHOLD,
        /// By a draw with the value as probability, the same in every epoch.
        ONCE,
        /// By a draw in every epoch.
        EVERY_EPOCH
    }

    private final Way way;
    private final float threshold;
    private final long seed;
    /// One row of probabilities per thread that reads.
    private final ThreadLocal<float[]> probabilities;

    /// @throws IllegalArgumentException if values are missing, or a draw needs probabilities and these are none
    public Binarised(Dataset base, Way way, float threshold, long seed) {
        super(base);
        if (base.hasMissing()) {
            throw new IllegalArgumentException("values are missing: what is not known is neither 0 nor 1");
        }
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
