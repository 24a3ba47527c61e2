package io.github.vae4j.core.data.file;

import io.github.vae4j.core.data.DataFormatException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Whole files in memory, unpacked if they are compressed with gzip (recognised by its magic number, not by the name).
public final class FileContent {
    /// A compressed file may grow by this factor; real data grows 2 to 30 times, a bomb up to 1,032 times.
    public static final int MAX_INFLATION = 256;
    /// What any file may take whatever its size.
    public static final int FREE_BYTES = 1 << 16;

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    /// Says what the JDK's reader hides: bytes after the last packed member, which it skips.
    private static final class Gzip extends GZIPInputStream {
        private static final int TRAILER = 8;

        Gzip(byte[] bytes) throws IOException {
            // One buffer for all: what was not unpacked is then in the inflater and nowhere else.
            super(new ByteArrayInputStream(bytes), bytes.length);
        }

        int bytesAfterEnd() {
            return Math.max(0, inf.getRemaining() - TRAILER);
        }
    }

    private FileContent() {}

    /// Reads a file, unpacked if need be.
    public static byte[] read(Path file) throws IOException {
        return unpack(file, readPlain(file));
    }

    /// Reads a file as it is.
    public static byte[] readPlain(Path file) throws IOException {
        requireFile(file);
        long size = Files.size(file);
        if (size > MAX_ARRAY) {
            throw new DataFormatException(file, "", "expected at most 2 GB to read into memory, found " + size
                    + " bytes; map the file instead (uncompressed .npy or IDX)");
        }
        return Files.readAllBytes(file);
    }

    /// Throws unless it is a file with an end. A file that is not there is left to what opens it.
    public static void requireFile(Path file) throws DataFormatException {
        if (Files.isDirectory(file)) {
            throw new DataFormatException(file, "", "expected a file, found a folder");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new DataFormatException(file, "",
                    "expected a regular file, found a device or a pipe: save what it gives to a file first");
        }
    }

    public static boolean isGzip(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    }

    /// The same bytes, or what is packed in them.
    public static byte[] unpack(Path file, byte[] bytes) throws DataFormatException {
        if (!isGzip(bytes)) {
            return bytes;
        }
        long limit = inflationLimit(bytes.length);
        try (Gzip in = new Gzip(bytes)) {
            byte[] content = readBounded(file, in, Math.min(declaredSize(bytes), limit), limit);
            int rest = in.bytesAfterEnd();
            if (rest > 0) {
                throw DataFormatException.atByte(file, bytes.length - rest,
                        "expected the end of the gzip file, found " + rest + " more bytes");
            }
            return content;
        } catch (DataFormatException e) {
            throw e;
        } catch (ZipException | EOFException e) {
            throw DataFormatException.causedBy(file, "", "expected an undamaged gzip file", e);
        } catch (IOException e) {
            throw DataFormatException.causedBy(file, "", "expected a gzip file", e);
        }
    }

    public static long inflationLimit(long packed) {
        return Math.min(MAX_ARRAY, packed * MAX_INFLATION + FREE_BYTES);
    }

    /// The last four bytes of a gzip file say how long the content is: right except for joined files.
    private static long declaredSize(byte[] gzip) {
        int n = gzip.length;
        return n < 18
                ? 0
                : (gzip[n - 4] & 0xFFL) | (gzip[n - 3] & 0xFFL) << 8 | (gzip[n - 2] & 0xFFL) << 16
                        | (gzip[n - 1] & 0xFFL) << 24;
    }

    /// Reads to the end, into an array of the expected size if it was right.
    public static byte[] readBounded(Path file, InputStream in, long expected, long limit) throws IOException {
        byte[] out = new byte[(int) expected];
        int length = in.readNBytes(out, 0, out.length);
        int next = in.read();
        while (next >= 0) {
            if (length >= limit) {
                throw new DataFormatException(file, "", "expected at most " + limit + " bytes of content ("
                        + MAX_INFLATION
                        + " times the packed size), found more; unpack the file yourself if it is sound");
            }
            if (length == out.length) {
                out = Arrays.copyOf(out, (int) Math.min(limit, Math.max(2L * length, FREE_BYTES)));
            }
            out[length++] = (byte) next;
            length += in.readNBytes(out, length, out.length - length);
            next = in.read();
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    /// The first bytes of a file, fewer if it is shorter.
    public static byte[] start(Path file, int n) throws IOException {
        requireFile(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return in.readNBytes(n);
        }
    }

    /// The last bytes of a file, fewer if it is shorter.
    public static byte[] end(Path file, int n) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer out = ByteBuffer.allocate((int) Math.min(n, channel.size()));
            channel.position(channel.size() - out.capacity());
            while (out.hasRemaining() && channel.read(out) >= 0) {
                // A channel may give less than was asked for.
            }
            return out.array();
        }
    }
}
