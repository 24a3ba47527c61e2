package io.github.vae4j.core.data.store;

import io.github.vae4j.core.data.Labels;
import io.github.vae4j.kernels.Conversion;
import org.jspecify.annotations.Nullable;

/// Samples kept as one unsigned byte per value; a value is `scale byte`, computed when it is read.
public final class ByteRows extends StoredDataset {
    private final byte[] values;
    private final int offset;
    private final float scale;
    private final boolean unitRange;

    /// The array is not copied.
    ///
    /// @param offset of the first sample; the rest of the array is samples
    /// @throws IllegalArgumentException if the bytes are no whole number of samples, the labels are more or fewer, or the
    ///     scale is not positive and finite
    public ByteRows(byte[] values, int offset, SampleShape shape, float scale, @Nullable Labels labels,
            Origin origin) {
        super(values.length - offset, shape, labels, origin);
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

    /// Throws unless bytes may be multiplied by the factor.
    ///
    /// @throws IllegalArgumentException unless it is positive and finite
    static void checkScale(float scale) {
        if (!(scale > 0) || scale == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("expected a positive scale, found " + scale);
        }
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
