package io.github.vae4j.core.data;

import io.github.vae4j.kernels.Conversion;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Samples in a file that is mapped into memory: the operating system reads what is used and keeps what fits. The heap
/// holds none of it, so a file may be larger than memory.
final class MappedDataset extends StoredDataset {
    private final MemorySegment file;
    private final long offset;
    private final ElementType type;
    private final ByteOrder order;
    private final float byteScale;
    private final boolean unitRange;
    /// One row of bytes per thread that reads, for the conversion works on arrays.
    private final ThreadLocal<byte[]> rows;

    MappedDataset(NumericArray array, int height, int width, float byteScale, @Nullable Labels labels)
            throws DataFormatException {
        super(samples(array.length(), height, width), height, width, labels);
        this.file = array.data();
        this.offset = array.offset();
        this.type = array.type();
        if (type == ElementType.U1) {
            checkScale(byteScale);
        }
        this.order = array.order();
        this.byteScale = byteScale;
        int features = features();
        this.rows = ThreadLocal.withInitial(() -> new byte[features]);
        this.unitRange = type == ElementType.U1 ? 255 * byteScale <= 1 : scan(array);
    }

    /// Every value once, so that no training run meets a NaN in its third hour.
    private boolean scan(NumericArray array) throws DataFormatException {
        boolean unit = true;
        float[] row = new float[features()];
        for (int sample = 0; sample < size(); sample++) {
            read(sample, 0, row, 0);
            for (int i = 0; i < row.length; i++) {
                float v = row[i];
                if (!Float.isFinite(v)) {
                    throw array.notFinite((long) sample * features() + i, v);
                }
                unit &= v >= 0 && v <= 1;
            }
        }
        return unit;
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        check(sample);
        int features = features();
        if (type == ElementType.U1) {
            byte[] row = rows.get();
            MemorySegment.copy(file, ValueLayout.JAVA_BYTE, offset + (long) sample * features, row, 0, features);
            Conversion.toFloat(out, outOffset, row, 0, features, byteScale);
        } else {
            type.toFloats(file, offset, (long) sample * features, order, out, outOffset, features);
        }
    }

    @Override
    public boolean isUnitRange() {
        return unitRange;
    }
}
