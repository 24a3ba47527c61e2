package io.github.vae4j.core.data.store;

import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.file.ElementType;
import io.github.vae4j.kernels.Conversion;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Samples in a file that is mapped into memory: the operating system reads what is used and keeps what fits. The heap
/// holds none of it, so a file may be larger than memory.
public final class MappedRows extends StoredDataset {
    /// Numbers one after the other in a mapped file, and what is known of them.
    ///
    /// @param segment the file
    /// @param offset byte of the first number
    /// @param length count of the numbers
    /// @param unitRange whether all of them are in [0, 1], after bytes were scaled
    /// @param missing whether some of them are NaN
    public record Numbers(MemorySegment segment, long offset, long length, ElementType type, ByteOrder order,
            boolean unitRange, boolean missing) {}

    private final Numbers numbers;
    private final float byteScale;
    /// One row of bytes per thread that reads, for the conversion works on arrays.
    private final ThreadLocal<byte[]> rows;

    /// @param byteScale what bytes are multiplied by; other types are taken as they are
    public MappedRows(Numbers numbers, SampleShape shape, float byteScale, @Nullable Labels labels, Origin origin) {
        super(numbers.length, shape, labels, origin);
        if (numbers.type.isByte()) {
            ByteRows.checkScale(byteScale);
        }
        this.numbers = numbers;
        this.byteScale = byteScale;
        int features = features();
        this.rows = ThreadLocal.withInitial(() -> new byte[features]);
    }

    @Override
    public void read(int sample, int epoch, float[] out, int outOffset) {
        check(sample);
        int features = features();
        long first = (long) sample * features;
        if (numbers.type.isByte()) {
            byte[] row = rows.get();
            MemorySegment.copy(numbers.segment, ValueLayout.JAVA_BYTE, numbers.offset + first, row, 0, features);
            Conversion.toFloat(out, outOffset, row, 0, features, byteScale);
        } else {
            numbers.type.toFloats(numbers.segment, numbers.offset, first, numbers.order, out, outOffset, features);
        }
    }

    @Override
    public boolean isUnitRange() {
        return numbers.unitRange;
    }

    @Override
    public boolean hasMissing() {
        return numbers.missing;
    }
}
