package io.github.vae4j.core.data.store;

import io.github.vae4j.core.data.Labels;
import org.jspecify.annotations.Nullable;

/// Samples kept as floats: finite ones, and NaN for what is missing where the caller allows it.
public final class FloatRows extends StoredDataset {
    private final float[] values;
    private final boolean unitRange;
    private final boolean missing;

    /// The array is not copied.
    ///
    /// @param mayMiss whether NaN stands for a missing value
    /// @throws IllegalArgumentException if the values are no whole number of samples, one of them is NaN or infinite and
    ///     must not be, or the labels are more or fewer
    public FloatRows(float[] values, SampleShape shape, @Nullable Labels labels, Origin origin, boolean mayMiss) {
        super(values.length, shape, labels, origin);
        this.values = values;
        boolean unit = true;
        boolean nan = false;
        for (int i = 0; i < values.length; i++) {
            float v = values[i];
            if (!Float.isFinite(v)) {
                if (!mayMiss || !Float.isNaN(v)) {
                    throw new IllegalArgumentException("value " + i % features() + " of " + place(i / features())
                            + " is " + v + ", expected a finite number");
                }
                nan = true;
            }
            unit &= v >= 0 && v <= 1;
        }
        this.unitRange = unit;
        this.missing = nan;
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        check(sample);
        System.arraycopy(values, sample * features(), out, outOffset, features());
    }

    @Override
    public boolean isUnitRange() {
        return unitRange;
    }

    @Override
    public boolean hasMissing() {
        return missing;
    }
}
