package io.github.vae4j.core.data.array;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A `.npy` array of one dimension as a stream: format version 1, little endian. [#finish] writes what is left in the buffer.
public final class NpyOutput {
    private static final int CHUNK = 1 << 16;
    private static final int ALIGNMENT = 64;

    private final OutputStream out;
    private final byte[] chunk = new byte[CHUNK];
    private final ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);

    /// Begins an array.
    ///
    /// @param descr type of the elements as NumPy writes it
    /// @param length of the array
    public NpyOutput(OutputStream out, String descr, long length) throws IOException {
        this.out = out;
        out.write(header(descr, length + ","));
    }

    /// The header of an array; blanks make the elements start at a multiple of 64, as the format asks for.
    ///
    /// @param sizes of the dimensions as Python writes them in a tuple
    public static byte[] header(String descr, String sizes) {
        String dictionary = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + sizes + "), }";
        int length = Math.ceilDiv(10 + dictionary.length() + 1, ALIGNMENT) * ALIGNMENT - 10;
        ByteBuffer header = ByteBuffer.allocate(10 + length).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
        header.putShort((short) length);
        header.put(
                (dictionary + " ".repeat(length - 1 - dictionary.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }

    /// A single text of bytes.
    public static void bytes(OutputStream out, String text) throws IOException {
        out.write(header("|S" + text.length(), ""));
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// An array of texts, filled up to the length of the longest.
    public static void texts(OutputStream out, List<String> texts) throws IOException {
        int letters = Math.max(1,
                texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).max().orElse(0));
        NpyOutput array = new NpyOutput(out, "<U" + letters, texts.size());
        for (String text : texts) {
            int left = letters;
            for (int letter : text.codePoints().toArray()) {
                array.part(letter);
                left--;
            }
            for (; left > 0; left--) {
                array.part(0);
            }
        }
        array.finish();
    }

    /// The next element of an array of ints, or the next letter.
    public void part(int value) throws IOException {
        flushIfFull();
        buffer.putInt(value);
    }

    /// The next element of an array of longs.
    public void whole(long value) throws IOException {
        flushIfFull();
        buffer.putLong(value);
    }

    /// The next element of an array of floats.
    public void real(float value) throws IOException {
        flushIfFull();
        buffer.putFloat(value);
    }

    /// The next element of an array of doubles.
    public void real(double value) throws IOException {
        flushIfFull();
        buffer.putDouble(value);
    }

    private void flushIfFull() throws IOException {
        if (buffer.remaining() < Long.BYTES) {
            finish();
        }
    }

    /// Writes what is in the buffer.
    public void finish() throws IOException {
        out.write(chunk, 0, buffer.position());
        buffer.clear();
    }
}
