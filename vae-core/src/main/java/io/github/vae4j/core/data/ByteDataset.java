package io.github.vae4j.core.data;

import io.github.vae4j.kernels.Conversion;
import org.jspecify.annotations.Nullable;

/// Samples kept as one unsigned byte per value; a value is `scale byte`, computed when it is read.
public final class ByteDataset extends StoredDataset {
    /// The factor that takes 0..255 to [0, 1].
    public static final float UNIT_SCALE = 1 / 255f;

    private final byte[] values;
    private final int offset;
    private final float scale;
    private final boolean unitRange;

    ByteDataset(byte[] values, int offset, int height, int width, float scale, @Nullable Labels labels) {
        super(samples(values.length - offset, height, width), height, width, labels);
        checkScale(scale);
        this.values = values;
        this.offset = offset;
        this.scale = scale;
        int max = 0;
        for (int i = offset; i < values.length; i++) {
            max = Math.max(max, values[i] & 0xFF);
        }
        this.unitRange = max * scale <= 1;
    }

    /// A data set of a copy of bytes.
    ///
    /// @param values samples one after the other, each `height width` bytes, as numbers from 0 to 255
    /// @param height rows of a sample, 1 if it is no image
    /// @param width values in a row
    /// @param scale factor, [#UNIT_SCALE] for 8-bit images
    /// @param labels one label per sample, or null
    /// @return the data set
    /// @throws IllegalArgumentException if the bytes are no whole number of samples, the labels are more or fewer, or the
    ///     scale is not positive and finite
    @SuppressWarnings("exports")
    public static ByteDataset of(byte[] values, int height, int width, float scale, @Nullable Labels labels) {
        return new ByteDataset(values.clone(), 0, height, width, scale, labels);
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        check(sample);
        Conversion.toFloat(out, outOffset, values, offset + sample * features(), features(), scale);
    }

    @Override
    public boolean isUnitRange() {
        return unitRange;
    }
}
