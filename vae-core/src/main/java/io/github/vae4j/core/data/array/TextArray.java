package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Texts of a fixed length in a `.npy` file: NumPy's `U` (UTF-32) and `S` (bytes, here UTF-8), filled up with zeros.
public final class TextArray implements NpyContent {
    private final ArrayFile file;
    private final int[] shape;
    private final TextType type;
    private final MemorySegment data;
    private final long offset;

    TextArray(ArrayFile file, int[] shape, TextType type, MemorySegment data, long offset) {
        this.file = file;
        this.shape = shape;
        this.type = type;
        this.data = data;
        this.offset = offset;
    }

    /// A type of texts.
    ///
    /// @param unicode whether letters take four bytes each
    /// @param length letters or bytes of a text
    /// @param order of the four bytes
    record TextType(boolean unicode, int length, ByteOrder order) {
        long bytes() {
            return unicode ? 4L * length : length;
        }

        /// The text that starts at a byte.
        String text(ArrayFile file, MemorySegment data, long at) throws DataFormatException {
            return unicode ? letters(file, data, at) : bytes(file, data, at);
        }

        private String letters(ArrayFile file, MemorySegment data, long at) throws DataFormatException {
            StringBuilder text = new StringBuilder();
            var layout = ValueLayout.JAVA_INT_UNALIGNED.withOrder(order);
            int used = length;
            while (used > 0 && data.get(layout, at + 4L * (used - 1)) == 0) {
                used--;
            }
            for (int i = 0; i < used; i++) {
                int letter = data.get(layout, at + 4L * i);
                if (!Character.isValidCodePoint(letter) || letter >= 0xD800 && letter <= 0xDFFF) {
                    throw file.atByte(at + 4L * i, "expected a letter of Unicode, found the number "
                            + Integer.toUnsignedString(letter));
                }
                text.appendCodePoint(letter);
            }
            return text.toString();
        }

        private String bytes(ArrayFile file, MemorySegment data, long at) throws DataFormatException {
            byte[] all = data.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
            int used = all.length;
            while (used > 0 && all[used - 1] == 0) {
                used--;
            }
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(all, 0, used)).toString();
            } catch (CharacterCodingException e) {
                throw file.atByte(at, "expected text in UTF-8, found other bytes: save array.astype(str)");
            }
        }
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public String typeName() {
        return (type.unicode ? "U" : "S") + type.length;
    }

    ArrayFile file() {
        return file;
    }

    /// An exception for a reader that needs numbers.
    public DataFormatException refusal() {
        return file.error("header",
                "expected numbers, found texts of type " + typeName() + ": these may be labels (--labels)");
    }

    /// One of the texts.
    String text(long index) throws DataFormatException {
        return type.text(file, data, offset + index * type.bytes());
    }
}
