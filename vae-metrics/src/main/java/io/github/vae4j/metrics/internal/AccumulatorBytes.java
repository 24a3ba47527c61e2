package io.github.vae4j.metrics.internal;

import io.github.vae4j.metrics.AccumulatorFormatException;
import java.io.BufferedOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/// The byte form of accumulators: what surrounds their content. Big-endian.
///
/// | bytes | |
/// |---|---|
/// | 8 | `vae4jacc` |
/// | 4 | version, 1 |
/// | 4 | kind: see [Kind] |
/// | 8 | length of the content |
/// | | content: see the types |
/// | 32 | SHA-256 of all bytes before |
public final class AccumulatorBytes {
    /// What the bytes hold.
    public enum Kind {
        /// [io.github.vae4j.metrics.units.MomentAccumulator].
        MOMENTS(1, "moments"),
        /// [io.github.vae4j.metrics.classes.ClassMomentAccumulator].
        CLASS_MOMENTS(2, "moments of classes"),
        /// [io.github.vae4j.metrics.information.PosteriorAccumulator].
        POSTERIOR(3, "moments of posteriors"),
        /// [io.github.vae4j.metrics.classes.CentroidAccumulator].
        CENTROIDS(4, "centroids of classes");

        private final int code;
        private final String text;

        Kind(int code, String text) {
            this.code = code;
            this.text = text;
        }

        private static String text(int code) {
            return Arrays.stream(values()).filter(kind -> kind.code == code).map(kind -> kind.text).findFirst()
                    .orElse("something unknown (" + code + ")");
        }
    }

    /// Puts the content of an accumulator into a stream.
    public interface Content {
        void writeTo(DataOutput out) throws IOException;
    }

    private static final byte[] MAGIC = "vae4jacc".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int HEADER = MAGIC.length + 2 * Integer.BYTES + Long.BYTES;
    /// What one array of the JVM holds for certain.
    private static final int MOST_CONTENT = Integer.MAX_VALUE - 64;

    private AccumulatorBytes() {}

    /// Writes an accumulator and flushes the stream, which stays open.
    public static void write(OutputStream out, Kind kind, long length, Content content) throws IOException {
        if (length > MOST_CONTENT) {
            throw new IllegalStateException(
                    "an accumulator of " + length + " bytes is too large to be written: at most "
                            + MOST_CONTENT + "; use fewer columns or classes");
        }
        MessageDigest digest = sha256();
        BufferedOutputStream buffered = new BufferedOutputStream(out);
        DataOutputStream data = new DataOutputStream(new DigestOutputStream(buffered, digest));
        data.write(MAGIC);
        data.writeInt(VERSION);
        data.writeInt(kind.code);
        data.writeLong(length);
        content.writeTo(data);
        data.flush();
        buffered.write(digest.digest());
        buffered.flush();
    }

    /// Reads an accumulator and nothing behind it, and checks all but what the content means.
    public static AccumulatorContent read(InputStream in, Kind kind) throws IOException {
        byte[] start = in.readNBytes(HEADER);
        if (!Arrays.equals(start, 0, Math.min(start.length, MAGIC.length), MAGIC, 0, MAGIC.length)) {
            throw new AccumulatorFormatException(start.length == 0
                    ? "there are no bytes: expected an accumulator of vae4j"
                    : "the bytes are no accumulator of vae4j: they do not begin with "
                            + new String(MAGIC, StandardCharsets.US_ASCII));
        }
        complete("header", start, HEADER);
        ByteBuffer header = ByteBuffer.wrap(start, MAGIC.length, HEADER - MAGIC.length);
        int version = header.getInt();
        if (version != VERSION) {
            throw new AccumulatorFormatException("the accumulator has version " + version
                    + ", this vae4j reads version " + VERSION
                    + (version > VERSION ? ": read it with the newer vae4j that wrote it" : ": it is damaged"));
        }
        int code = header.getInt();
        if (code != kind.code) {
            throw new AccumulatorFormatException(
                    "the accumulator holds " + Kind.text(code) + ": expected " + kind.text);
        }
        long length = header.getLong();
        if (length < 0 || length > MOST_CONTENT) {
            throw new AccumulatorFormatException("the accumulator is damaged: it states a content of " + length
                    + " bytes, expected 0 to " + MOST_CONTENT);
        }
        byte[] content = in.readNBytes((int) length);
        complete("content", content, (int) length);
        MessageDigest digest = sha256();
        byte[] checksum = in.readNBytes(digest.getDigestLength());
        complete("checksum", checksum, digest.getDigestLength());
        digest.update(start);
        digest.update(content);
        if (!MessageDigest.isEqual(checksum, digest.digest())) {
            throw new AccumulatorFormatException("the accumulator is damaged: its SHA-256 is not the one it states");
        }
        return new AccumulatorContent(content);
    }

    private static void complete(String part, byte[] bytes, int expected) throws AccumulatorFormatException {
        if (bytes.length != expected) {
            throw new AccumulatorFormatException("the accumulator is cut short: its " + part + " has " + expected
                    + " bytes, " + bytes.length + " are there");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Writes names: their number, then each as its length in bytes and UTF-8.
    public static void writeNames(DataOutput out, List<String> names) throws IOException {
        out.writeInt(names.size());
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    /// The bytes that names take.
    public static long namesLength(List<String> names) {
        return Integer.BYTES + names.stream()
                .mapToLong(name -> Integer.BYTES + name.getBytes(StandardCharsets.UTF_8).length).sum();
    }

    public static void writeDoubles(DataOutput out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }
}
