package io.github.vae4j.core.data;

import org.jspecify.annotations.Nullable;

/// Samples kept as floats, all of them finite.
public final class FloatDataset extends StoredDataset {
    private final float[] values;
    private final boolean unitRange;

    FloatDataset(float[] values, int height, int width, @Nullable Labels labels) {
        super(samples(values.length, height, width), height, width, labels);
        this.values = values;
        boolean unit = true;
        for (int i = 0; i < values.length; i++) {
            float v = values[i];
            if (!Float.isFinite(v)) {
                throw new IllegalArgumentException(
                        "value " + i % features() + " of sample " + i / features() + " is " + v
                                + ", expected a finite number");
            }
            unit &= v >= 0 && v <= 1;
        }
        this.unitRange = unit;
    }

    /// A data set of a copy of floats.
    ///
    /// @param values samples one after the other, each of `features` finite values
    /// @param features values of a sample
    /// @param labels one label per sample, or null
    /// @return the data set
    /// @throws IllegalArgumentException if the values are no whole number of samples, one of them is NaN or infinite, or
    ///     the labels are more or fewer
    @SuppressWarnings("exports")
    public static FloatDataset of(float[] values, int features, @Nullable Labels labels) {
        return ofImages(values, 1, features, labels);
    }

    /// A data set of a copy of images.
    ///
    /// @param values images one after the other, rows from the top
    /// @param height rows of an image
    /// @param width values in a row
    /// @param labels one label per sample, or null
    /// @return the data set
    /// @throws IllegalArgumentException as [#of]
    @SuppressWarnings("exports")
    public static FloatDataset ofImages(float[] values, int height, int width, @Nullable Labels labels) {
        return new FloatDataset(values.clone(), height, width, labels);
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
}
