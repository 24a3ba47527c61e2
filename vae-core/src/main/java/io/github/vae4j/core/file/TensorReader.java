package io.github.vae4j.core.file;

import io.github.vae4j.core.ModelFormatException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads a safetensors file in two steps: the header, checked against the size of the file, so that a caller can compare it
/// with what it expects before it takes memory; then the arrays, each straight into memory of the caller's.
///
/// Arrays are read in the order of the file; those that are left out are passed over. [#finish] compares the SHA-256 that
/// the metadata states.
public final class TensorReader implements Closeable {
    private static final int CHUNK = 1 << 16;
    private static final int LENGTH_BYTES = 8;

    private final String source;
    private final ReadableByteChannel in;
    private final TensorHeader header;
    private final StatedChecksum checksum;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    private long position;

    private TensorReader(String source, ReadableByteChannel in, byte[] json, TensorHeader header)
            throws ModelFormatException {
        this.source = source;
        this.in = in;
        this.header = header;
        checksum = StatedChecksum.of(source, json, header.metadata().get(Safetensors.CHECKSUM));
    }

    /// Opens a file and reads its header.
    ///
    /// @param file a safetensors file
    /// @return a reader, at the first array
    /// @throws ModelFormatException if it is no safetensors file, or cut short
    /// @throws IOException if it cannot be read
    public static TensorReader open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder, expected a model file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A pipe, or a device: its size is not known.
            try (InputStream in = Files.newInputStream(file)) {
                return of(file.toString(), in);
            }
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return open(file.toString(), channel, channel.size());
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /// Reads the header of a file in memory.
    ///
    /// @param source named in errors
    /// @param bytes a whole safetensors file
    /// @return a reader, at the first array
    /// @throws ModelFormatException if it is no safetensors file, or cut short
    public static TensorReader of(String source, byte[] bytes) throws ModelFormatException {
        try {
            return open(source, Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length);
        } catch (ModelFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new AssertionError("bytes in memory are always there", e);
        }
    }

    /// Reads a stream to the end of its arrays, which may take 2 GB in all. No more memory is taken than the stream has.
    ///
    /// @param source named in errors
    /// @param in not closed
    /// @return a reader of what is now in memory, at the first array
    /// @throws ModelFormatException if it is no safetensors file, or cut short
    /// @throws IOException if it cannot be read
    public static TensorReader of(String source, InputStream in) throws IOException {
        byte[] start = in.readNBytes(LENGTH_BYTES);
        long length = headerLength(source, start, Long.MAX_VALUE);
        byte[] json = in.readNBytes((int) length);
        if (json.length < length) {
            throw new ModelFormatException(source + ": ends in its header: cut short");
        }
        TensorHeader header = TensorHeader.parse(source, json, -1);
        long bytes = header.tensors().isEmpty() ? 0 : header.tensors().getLast().to();
        if (bytes > Integer.MAX_VALUE - LENGTH_BYTES) {
            throw new ModelFormatException(
                    source + ": has more than 2 GB of values, which can be read from a file but not from a stream");
        }
        byte[] values = in.readNBytes((int) bytes);
        // One byte more tells whether the stream ends here.
        long available = values.length + (values.length == bytes && in.read() >= 0 ? 1L : 0L);
        return new TensorReader(source, Channels.newChannel(new ByteArrayInputStream(values)), json,
                TensorHeader.parse(source, json, available));
    }

    private static TensorReader open(String source, ReadableByteChannel in, long size) throws IOException {
        long length = headerLength(source, read(source, in, (int) Math.min(LENGTH_BYTES, size)), size);
        byte[] json = read(source, in, (int) length);
        return new TensorReader(source, in, json,
                TensorHeader.parse(source, json, size - LENGTH_BYTES - length));
    }

    private static long headerLength(String source, byte[] start, long size) throws ModelFormatException {
        long length = start.length < LENGTH_BYTES
                ? -1
                : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > TensorHeader.MAX_BYTES || length > size - LENGTH_BYTES) {
            String found = start.length < LENGTH_BYTES
                    ? "it has " + start.length + " bytes"
                    : "byte 0: header length " + length + " is impossible"
                            + (size == Long.MAX_VALUE ? "" : " in a file of " + size + " bytes");
            throw new ModelFormatException(source + ": " + found + "; not a safetensors file, or cut short");
        }
        return length;
    }

    private static byte[] read(String source, ReadableByteChannel in, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (in.read(bytes) < 0) {
                throw new ModelFormatException(source + ": became shorter while it was read");
            }
        }
        return bytes.array();
    }

    /// The header.
    ///
    /// @return text, and what arrays there are
    public TensorHeader header() {
        return header;
    }

    /// Reads an array of floats into memory of the caller's.
    ///
    /// @param tensor one of the header's, behind those that were read
    /// @param into receives the values
    /// @param at where in `into` they begin
    /// @throws IllegalArgumentException if its type is not single precision or less, it was passed already, or `into` is
    ///     too small
    /// @throws IOException if it cannot be read
    public void floats(TensorInfo tensor, float[] into, int at) throws IOException {
        if (!tensor.type().isFloat() || at < 0 || tensor.elements() > into.length - at) {
            throw new IllegalArgumentException(source + ": tensor '" + tensor.name() + "' has " + tensor.elements()
                    + " values of type " + tensor.type() + ", expected at most " + (into.length - at)
                    + " of single precision or less");
        }
        skipTo(tensor);
        int end = at + (int) tensor.elements();
        int most = CHUNK / tensor.type().bytes();
        for (int i = at; i < end; i += most) {
            int n = Math.min(most, end - i);
            fill(n * tensor.type().bytes());
            switch (tensor.type()) {
                case F32 -> chunk.asFloatBuffer().get(into, i, n);
                case F16 -> {
                    for (int k = 0; k < n; k++) {
                        into[i + k] = Float.float16ToFloat(chunk.getShort(2 * k));
                    }
                }
                default -> {
                    for (int k = 0; k < n; k++) {
                        into[i + k] = Float.intBitsToFloat(chunk.getShort(2 * k) << 16);
                    }
                }
            }
        }
    }

    /// Reads an array of floats.
    ///
    /// @param tensor one of the header's, behind those that were read
    /// @return its values, row-major
    /// @throws ModelFormatException if its type is not single precision or less, or it has too many values
    /// @throws IOException if it cannot be read
    public float[] floats(TensorInfo tensor) throws IOException {
        requireArray(tensor, tensor.type().isFloat(), "single precision or less");
        float[] values = new float[(int) tensor.elements()];
        floats(tensor, values, 0);
        return values;
    }

    /// Reads an array of doubles.
    ///
    /// @param tensor one of the header's, behind those that were read
    /// @return its values, row-major
    /// @throws ModelFormatException if its type is not double precision, or it has too many values
    /// @throws IOException if it cannot be read
    public double[] doubles(TensorInfo tensor) throws IOException {
        requireArray(tensor, tensor.type() == TensorType.F64, "double precision");
        skipTo(tensor);
        double[] values = new double[(int) tensor.elements()];
        int most = CHUNK / Double.BYTES;
        for (int i = 0; i < values.length; i += most) {
            int n = Math.min(most, values.length - i);
            fill(n * Double.BYTES);
            chunk.asDoubleBuffer().get(values, i, n);
        }
        return values;
    }

    private void requireArray(TensorInfo tensor, boolean fits, String expected) throws ModelFormatException {
        if (!fits) {
            throw new ModelFormatException(source + ": tensor '" + tensor.name() + "' has type " + tensor.type()
                    + ", expected " + expected);
        }
        if (tensor.elements() > Integer.MAX_VALUE - Long.BYTES) {
            throw new ModelFormatException(source + ": tensor '" + tensor.name() + "' has " + tensor.elements()
                    + " values, more than an array of Java holds");
        }
    }

    private void skipTo(TensorInfo tensor) throws IOException {
        if (tensor.from() < position) {
            throw new IllegalArgumentException("tensor '" + tensor.name() + "' was passed already");
        }
        pass(tensor.from());
    }

    private void pass(long to) throws IOException {
        while (position < to) {
            fill((int) Math.min(CHUNK, to - position));
        }
    }

    /// The next bytes, into the chunk and the digest.
    private void fill(int count) throws IOException {
        chunk.clear().limit(count);
        while (chunk.hasRemaining()) {
            if (in.read(chunk) < 0) {
                throw new ModelFormatException(source + ": became shorter while it was read");
            }
        }
        chunk.flip();
        position += count;
        checksum.update(chunk.array(), count);
    }

    /// Reads what is left and compares the SHA-256.
    ///
    /// @return how it compares with the one that the file states
    /// @throws IOException if it cannot be read
    public StatedChecksum.Result verify() throws IOException {
        pass(header.tensors().isEmpty() ? 0 : header.tensors().getLast().to());
        return checksum.compare();
    }

    /// Reads what is left and compares the SHA-256.
    ///
    /// @return whether the file states a SHA-256: that of vae4j's files does
    /// @throws ModelFormatException if it states another one than its content has
    /// @throws IOException if it cannot be read
    public boolean finish() throws IOException {
        StatedChecksum.Result result = verify();
        if (result == StatedChecksum.Result.OTHER) {
            throw new ModelFormatException(source + ": is damaged: its SHA-256 is not the one it states");
        }
        return result == StatedChecksum.Result.EQUAL;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
