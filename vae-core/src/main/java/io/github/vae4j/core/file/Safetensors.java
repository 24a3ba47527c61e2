package io.github.vae4j.core.file;

import io.github.vae4j.core.ModelFormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Named arrays and text to be written in one file, in the safetensors format: 8 bytes length (little endian), a JSON
/// header, then the values. [TensorReader] reads it.
///
/// A SHA-256 of header and values stands in the metadata under [#CHECKSUM]. It is taken with 64 zeros in its place.
///
/// @param metadata text by name
/// @param tensors arrays by name, in the order of the file
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {
    /// The name of the checksum in the metadata.
    public static final String CHECKSUM = "sha256";

    private static final String NO_CHECKSUM = "0".repeat(64);
    private static final int CHUNK = 1 << 16;

    /// Writes or replaces a file, as a whole or not at all.
    ///
    /// @param file in a folder that exists
    /// @throws IOException if it cannot be written; what was there before is unchanged
    public void write(Path file) throws IOException {
        byte[] header = header(file.toString());
        AtomicFile.write(file, out -> write(header, out));
    }

    /// Writes the bytes of a file.
    ///
    /// @param out not closed
    /// @throws IOException if it cannot be written
    public void write(OutputStream out) throws IOException {
        write(header("the stream"), out);
    }

    private void write(byte[] header, OutputStream out) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
        out.write(length.array());
        out.write(header);
        forChunks((chunk, count) -> out.write(chunk, 0, count));
    }

    /// The SHA-256 that a file with this content states, if vae4j writes it.
    ///
    /// @return 64 hexadecimal digits
    public String checksum() {
        try {
            return checksum(header(), blank());
        } catch (IOException e) {
            throw new AssertionError("a digest can always be written to", e);
        }
    }

    private Map<String, String> blank() {
        Map<String, String> text = new TreeMap<>(metadata);
        text.put(CHECKSUM, NO_CHECKSUM);
        return text;
    }

    private String checksum(TensorHeader header, Map<String, String> blank) throws IOException {
        MessageDigest digest = Sha256.digest();
        digest.update(header.bytes(blank));
        forChunks((chunk, count) -> digest.update(chunk, 0, count));
        return HexFormat.of().formatHex(digest.digest());
    }

    private TensorHeader header() {
        List<TensorInfo> infos = new ArrayList<>();
        long at = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            long end = at + (long) tensor.length() * tensor.type().bytes();
            infos.add(new TensorInfo(entry.getKey(), tensor.type(), tensor.shape(), at, end));
            at = end;
        }
        return new TensorHeader(metadata, infos);
    }

    /// With the checksum in it.
    private byte[] header(String target) throws IOException {
        TensorHeader header = header();
        Map<String, String> text = blank();
        int length = header.bytes(text).length;
        if (length > TensorHeader.MAX_BYTES) {
            throw new ModelFormatException(target + ": cannot be written: the header would have " + length
                    + " bytes and could not be read again, at most " + TensorHeader.MAX_BYTES + " are allowed");
        }
        text.put(CHECKSUM, checksum(header, text));
        return header.bytes(text);
    }

    private interface Sink {
        void accept(byte[] chunk, int count) throws IOException;
    }

    private void forChunks(Sink sink) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : tensors.values()) {
            int most = CHUNK / tensor.type().bytes();
            for (int i = 0; i < tensor.length(); i += most) {
                tensor.put(chunk.clear(), i, Math.min(tensor.length(), i + most));
                sink.accept(chunk.array(), chunk.position());
            }
        }
    }
}
