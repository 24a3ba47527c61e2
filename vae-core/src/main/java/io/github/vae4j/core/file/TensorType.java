package io.github.vae4j.core.file;

/// The types of elements that safetensors files have, little endian.
public enum TensorType {
    /// IEEE 754 double precision.
    F64(8),
    /// IEEE 754 single precision.
    F32(4),
    /// IEEE 754 half precision.
    F16(2),
    /// The upper half of a single.
    BF16(2),
    /// Signed, 64 bits.
    I64(8),
    /// Signed, 32 bits.
    I32(4),
    /// Signed, 16 bits.
    I16(2),
    /// Signed, 8 bits.
    I8(1),
    /// Unsigned, 64 bits.
    U64(8),
    /// Unsigned, 32 bits.
    U32(4),
    /// Unsigned, 16 bits.
    U16(2),
    /// Unsigned, 8 bits.
    U8(1),
    /// One byte, 0 or 1.
    BOOL(1);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /// The size of an element.
    ///
    /// @return 1 to 8
    public int bytes() {
        return bytes;
    }

    /// Whether values become floats without a loss.
    ///
    /// @return `true` for single precision and less
    public boolean isFloat() {
        return this == F32 || this == F16 || this == BF16;
    }
}
