package io.github.vae4j.metrics.internal;

import io.github.vae4j.metrics.AccumulatorFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the content of an accumulator. Its checksum was right, so what does not fit here was not written by vae4j.
public final class AccumulatorContent {
    private final ByteBuffer bytes;

    public AccumulatorContent(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /// A number of columns, 1 or more.
    public int columns() throws AccumulatorFormatException {
        need(Integer.BYTES);
        int columns = bytes.getInt();
        if (columns < 1) {
            throw impossible("it has " + columns + " columns, expected 1 or more");
        }
        return columns;
    }

    /// A number of rows, 0 or more.
    public long rows() throws AccumulatorFormatException {
        need(Long.BYTES);
        long rows = bytes.getLong();
        if (rows < 0) {
            throw impossible("it has " + rows + " rows, expected 0 or more");
        }
        return rows;
    }

    /// Finite numbers.
    public double[] doubles(String what, long count) throws AccumulatorFormatException {
        if (count > bytes.remaining() / Double.BYTES) {
            throw impossible("its " + what + " are " + count + " numbers, " + bytes.remaining() + " bytes are left");
        }
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes.getDouble();
            if (!Double.isFinite(values[i])) {
                throw impossible("number " + i + " of its " + what + " is " + values[i] + ", expected a finite value");
            }
        }
        return values;
    }

    public List<String> names() throws AccumulatorFormatException {
        need(Integer.BYTES);
        int count = bytes.getInt();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            need(Integer.BYTES);
            int length = bytes.getInt();
            need(length);
            byte[] name = new byte[length];
            bytes.get(name);
            names.add(new String(name, StandardCharsets.UTF_8));
        }
        return names;
    }

    /// Throws if something is left.
    public void end() throws AccumulatorFormatException {
        if (bytes.hasRemaining()) {
            throw impossible("it has " + bytes.remaining() + " bytes too many");
        }
    }

    private void need(long count) throws AccumulatorFormatException {
        if (count < 0 || count > bytes.remaining()) {
            throw impossible("its content ends " + bytes.remaining() + " bytes after byte " + bytes.position()
                    + ", expected " + count);
        }
    }

    private static AccumulatorFormatException impossible(String problem) {
        return new AccumulatorFormatException("the accumulator is none that vae4j writes: " + problem);
    }
}
