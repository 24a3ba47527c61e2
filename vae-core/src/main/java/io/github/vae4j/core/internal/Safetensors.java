package io.github.vae4j.core.internal;

import io.github.vae4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Named float32 arrays and text in one file, in the safetensors format: 8 bytes length (little endian), a JSON header,
/// then the values.
///
/// A SHA-256 of header and values stands in the metadata under [#CHECKSUM]. It is taken with 64 zeros in its place.
///
/// @param metadata text by name
/// @param tensors arrays by name, in the order of the file
record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {
    static final String CHECKSUM = "sha256";

    private static final String NO_CHECKSUM = "0".repeat(64);
    private static final int MAX_HEADER = 16 << 20;
    private static final int CHUNK = 1 << 20;

    /// An array of any shape.
    @SuppressWarnings("ArrayRecordComponent") // a carrier between file and model, never compared
    record Tensor(int[] shape, float[] values) {}

    void write(Path file) throws IOException {
        Map<String, String> text = new TreeMap<>(metadata);
        text.put(CHECKSUM, NO_CHECKSUM);
        byte[] draft = header(text);
        MessageDigest digest = sha256();
        digest.update(draft);
        for (Tensor tensor : tensors.values()) {
            forChunks(tensor.values(), digest::update);
        }
        text.put(CHECKSUM, HexFormat.of().formatHex(digest.digest()));
        byte[] header = header(text);
        AtomicFile.write(file, channel -> {
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).flip();
            writeFully(channel, length);
            writeFully(channel, ByteBuffer.wrap(header));
            for (Tensor tensor : tensors.values()) {
                forChunks(tensor.values(), bytes -> writeFully(channel, bytes));
            }
        });
    }

    private byte[] header(Map<String, String> text) {
        StringBuilder json = new StringBuilder("{\"__metadata__\":{");
        String comma = "";
        for (Map.Entry<String, String> entry : text.entrySet()) {
            json.append(comma);
            Json.quote(json, entry.getKey());
            json.append(':');
            Json.quote(json, entry.getValue());
            comma = ",";
        }
        json.append('}');
        long at = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            json.append(',');
            Json.quote(json, entry.getKey());
            long end = at + 4L * entry.getValue().values().length;
            json.append(":{\"dtype\":\"F32\",\"shape\":")
                    .append(Arrays.toString(entry.getValue().shape()).replace(" ", ""))
                    .append(",\"data_offsets\":[").append(at).append(',').append(end).append("]}");
            at = end;
        }
        json.append('}');
        // The format asks for headers of a multiple of 8 bytes, so that the values are aligned.
        while ((json.toString().getBytes(StandardCharsets.UTF_8).length & 7) != 0) {
            json.append(' ');
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Safetensors read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(file, channel);
        }
    }

    private static Safetensors read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer length = readFully(file, channel, 8, size);
        long headerLength = length.getLong();
        if (headerLength < 2 || headerLength > MAX_HEADER || headerLength > size - 8) {
            throw new ModelFormatException(file + ": byte 0: header length " + headerLength
                    + " is impossible in a file of " + size + " bytes; not a safetensors file, or cut short");
        }
        byte[] header = readFully(file, channel, (int) headerLength, size).array();
        String json = new String(header, StandardCharsets.UTF_8);
        Map<String, Object> entries;
        try {
            entries = Json.parse(json);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(file + ": the header is damaged at " + e.getMessage());
        }
        Map<String, String> metadata = metadata(file, entries.remove("__metadata__"));
        MessageDigest digest = sha256();
        digest.update(json.replace(metadata.getOrDefault(CHECKSUM, NO_CHECKSUM), NO_CHECKSUM)
                .getBytes(StandardCharsets.UTF_8));

        Map<String, Tensor> tensors = new LinkedHashMap<>();
        long at = 0;
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            int[] shape = shape(file, entry.getKey(), entry.getValue(), at, size - 8 - headerLength);
            int count = Math.toIntExact(elements(shape));
            float[] values = new float[count];
            for (int i = 0; i < count; i += CHUNK / 4) {
                int n = Math.min(CHUNK / 4, count - i);
                ByteBuffer bytes = readFully(file, channel, 4 * n, size);
                bytes.asFloatBuffer().get(values, i, n);
                digest.update(bytes);
            }
            tensors.put(entry.getKey(), new Tensor(shape, values));
            at += 4L * count;
        }
        if (channel.position() != size) {
            throw new ModelFormatException(file + ": " + (size - channel.position()) + " bytes too many at byte "
                    + channel.position());
        }
        String expected = metadata.get(CHECKSUM);
        if (expected == null) {
            throw new ModelFormatException(file + ": has no checksum, so vae4j did not write it");
        }
        if (!expected.equals(HexFormat.of().formatHex(digest.digest()))) {
            throw new ModelFormatException(file + ": is damaged: its SHA-256 is not the one it states");
        }
        return new Safetensors(metadata, tensors);
    }

    private static Map<String, String> metadata(Path file, @Nullable Object entry) throws ModelFormatException {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (entry instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> e : map.entrySet()) {
                if (!(e.getValue() instanceof String value)) {
                    throw new ModelFormatException(file + ": metadata '" + e.getKey() + "' is not a string");
                }
                metadata.put((String) e.getKey(), value);
            }
        }
        return metadata;
    }

    private static int[] shape(Path file, String name, Object entry, long at, long available)
            throws ModelFormatException {
        if (!(entry instanceof Map<?, ?> map && "F32".equals(map.get("dtype"))
                && map.get("shape") instanceof List<?> dimensions
                && map.get("data_offsets") instanceof List<?> range)) {
            throw new ModelFormatException(
                    file + ": tensor '" + name + "' is not described as F32 with shape and offsets");
        }
        int[] shape = new int[dimensions.size()];
        for (int i = 0; i < shape.length; i++) {
            long dimension = dimensions.get(i) instanceof Long d ? d : -1;
            if (dimension < 0 || dimension > Integer.MAX_VALUE) {
                throw new ModelFormatException(file + ": tensor '" + name + "' has the impossible shape " + dimensions);
            }
            shape[i] = (int) dimension;
        }
        long end = at + 4 * elements(shape);
        if (!range.equals(List.of(at, end))) {
            throw new ModelFormatException(file + ": tensor '" + name + "' of shape " + dimensions + " stands at bytes "
                    + range + " of the values; expected [" + at + ", " + end + "]");
        }
        if (end > available) {
            throw new ModelFormatException(file + ": has " + available + " bytes of values, expected at least " + end
                    + " for tensor '" + name + "': cut short");
        }
        return shape;
    }

    private static long elements(int[] shape) {
        long count = 1;
        for (int dimension : shape) {
            count *= dimension;
            if (count > Integer.MAX_VALUE) {
                return Integer.MAX_VALUE;
            }
        }
        return count;
    }

    private interface Sink {
        void accept(ByteBuffer bytes) throws IOException;
    }

    private static void forChunks(float[] values, Sink sink) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.min(CHUNK, 4 * Math.max(1, values.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i += CHUNK / 4) {
            int n = Math.min(CHUNK / 4, values.length - i);
            bytes.clear().limit(4 * n);
            bytes.asFloatBuffer().put(values, i, n);
            sink.accept(bytes);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer readFully(Path file, FileChannel channel, int count, long size) throws IOException {
        if (channel.position() + count > size) {
            throw new ModelFormatException(file + ": ends at byte " + size + ", expected at least "
                    + (channel.position() + count) + ": cut short");
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new ModelFormatException(file + ": became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
