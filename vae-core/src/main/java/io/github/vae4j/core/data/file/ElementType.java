package io.github.vae4j.core.data.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The types of numbers that the binary formats store, with their codes in IDX and NumPy files.
public enum ElementType {
    BOOL(1, -1, "b1"),
    U1(1, 0x08, "u1"),
    I1(1, 0x09, "i1"),
    U2(2, -1, "u2"),
    I2(2, 0x0B, "i2"),
    U4(4, -1, "u4"),
    I4(4, 0x0C, "i4"),
    U8(8, -1, "u8"),
    I8(8, -1, "i8"),
    F2(2, -1, "f2"),
    F4(4, 0x0D, "f4"),
    F8(8, 0x0E, "f8");

    /// Bytes per element.
    public final int bytes;
    /// The type byte of IDX, or -1 if that format does not have the type.
    final int idxCode;
    /// Kind and size as NumPy writes them after the byte order.
    public final String npyCode;

    ElementType(int bytes, int idxCode, String npyCode) {
        this.bytes = bytes;
        this.idxCode = idxCode;
        this.npyCode = npyCode;
    }

    /// The type of a type byte of IDX, or null if there is none.
    public static @Nullable ElementType ofIdx(int code) {
        for (ElementType type : values()) {
            if (type.idxCode == code && code >= 0) {
                return type;
            }
        }
        return null;
    }

    /// The type of NumPy's kind and size, or null if there is none.
    public static @Nullable ElementType ofNpy(String code) {
        for (ElementType type : values()) {
            if (type.npyCode.equals(code)) {
                return type;
            }
        }
        return null;
    }

    /// Whether elements may be NaN, infinite, or have a fraction.
    public boolean isFloat() {
        return this == F2 || this == F4 || this == F8;
    }

    /// Whether elements are kept as bytes: unsigned ones, and truth values.
    public boolean isByte() {
        return this == U1 || this == BOOL;
    }

    /// Element `index` counted from byte `offset`, as the nearest double.
    public double get(MemorySegment data, long offset, long index, ByteOrder order) {
        return switch (this) {
            case F2 -> Float.float16ToFloat(
                    data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), offset + index * bytes));
            case F4 -> data.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), offset + index * bytes);
            case F8 -> data.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), offset + index * bytes);
            case U8 -> unsigned(whole(data, offset, index, order));
            default -> whole(data, offset, index, order);
        };
    }

    /// Element `index` of a type of whole numbers; `U8` as the same 64 bits.
    ///
    /// @throws IllegalStateException if this is a type of floats
    public long whole(MemorySegment data, long offset, long index, ByteOrder order) {
        long at = offset + index * bytes;
        return switch (this) {
            case BOOL -> data.get(ValueLayout.JAVA_BYTE, at) == 0 ? 0 : 1;
            case U1 -> data.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
            case I1 -> data.get(ValueLayout.JAVA_BYTE, at);
            case U2 -> data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at) & 0xFFFF;
            case I2 -> data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at);
            case U4 -> data.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at) & 0xFFFF_FFFFL;
            case I4 -> data.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at);
            case U8, I8 -> data.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), at);
            default -> throw new IllegalStateException(this + " is no type of whole numbers");
        };
    }

    /// Copies n elements, from element `index` on, to floats; each is rounded once to the nearest float.
    public void toFloats(MemorySegment data, long offset, long index, ByteOrder order, float[] out, int outOffset,
            int n) {
        if (this == F4) {
            var layout = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order);
            MemorySegment.copy(data, layout, offset + index * bytes, out, outOffset, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = toFloat(data, offset, index + i, order);
        }
    }

    /// Element `index` as the nearest float, rounded once.
    public float toFloat(MemorySegment data, long offset, long index, ByteOrder order) {
        return switch (this) {
            // Through double 64 bits could be rounded twice.
            case I8 -> whole(data, offset, index, order);
            case U8 -> unsignedFloat(whole(data, offset, index, order));
            default -> (float) get(data, offset, index, order);
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : 2.0 * halved(bits);
    }

    private static float unsignedFloat(long bits) {
        return bits >= 0 ? bits : 2f * halved(bits);
    }

    /// Half, with the lost bit kept as the last one: so the conversion rounds as that of the whole would.
    private static long halved(long bits) {
        return bits >>> 1 | bits & 1;
    }
}
