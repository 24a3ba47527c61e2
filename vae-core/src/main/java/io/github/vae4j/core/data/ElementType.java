package io.github.vae4j.core.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The types of numbers that the binary formats store, with their codes in IDX and NumPy files.
enum ElementType {
    U1(1, 0x08, "u1"),
    I1(1, 0x09, "i1"),
    I2(2, 0x0B, "i2"),
    I4(4, 0x0C, "i4"),
    I8(8, -1, "i8"),
    F4(4, 0x0D, "f4"),
    F8(8, 0x0E, "f8");

    /// Bytes per element.
    final int bytes;
    /// The type byte of IDX, or -1 if that format does not have the type.
    final int idxCode;
    /// Kind and size as NumPy writes them after the byte order.
    final String npyCode;

    ElementType(int bytes, int idxCode, String npyCode) {
        this.bytes = bytes;
        this.idxCode = idxCode;
        this.npyCode = npyCode;
    }

    boolean isFloat() {
        return this == F4 || this == F8;
    }

    /// Element `index` counted from byte `offset`, as the nearest double.
    double get(MemorySegment data, long offset, long index, ByteOrder order) {
        long at = offset + index * bytes;
        return switch (this) {
            case U1 -> data.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
            case I1 -> data.get(ValueLayout.JAVA_BYTE, at);
            case I2 -> data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at);
            case I4 -> data.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at);
            case I8 -> data.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), at);
            case F4 -> data.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), at);
            case F8 -> data.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), at);
        };
    }

    /// Copies n elements, from element `index` on, to floats; each is rounded once to the nearest float.
    void toFloats(MemorySegment data, long offset, long index, ByteOrder order, float[] out, int outOffset, int n) {
        if (this == F4) {
            var layout = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order);
            MemorySegment.copy(data, layout, offset + index * bytes, out, outOffset, n);
            return;
        }
        if (this == I8) {
            // Through double a long could be rounded twice.
            var layout = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order);
            for (int i = 0; i < n; i++) {
                out[outOffset + i] = data.get(layout, offset + (index + i) * bytes);
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = (float) get(data, offset, index + i, order);
        }
    }
}
