package io.github.vae4j.core.file;

import io.github.vae4j.core.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The header of a safetensors file: text by name, and what arrays follow. It is read, and checked against the size of the
/// file, before memory is taken for any array: what it describes is what the file holds.
///
/// @param metadata text by name
/// @param tensors in the order of their bytes, one after the other from 0
public record TensorHeader(Map<String, String> metadata, List<TensorInfo> tensors) {
    /// The largest header that is read or written, in bytes. The JSON of a header takes about 30 times its size in memory.
    public static final int MAX_BYTES = 16 << 20;

    private static final String METADATA = "__metadata__";
    private static final int NAME_SHOWN = 60;

    /// Copies the list.
    public TensorHeader {
        tensors = List.copyOf(tensors);
    }

    /// The same descriptions, to be looked up.
    ///
    /// @return what is said of each array, in the order of the file
    public Map<String, TensorInfo> byName() {
        Map<String, TensorInfo> map = new LinkedHashMap<>();
        tensors.forEach(tensor -> map.put(tensor.name(), tensor));
        return map;
    }

    /// Reads a header.
    ///
    /// @param source named in errors
    /// @param json the header
    /// @param available bytes that follow it, or -1 if that is not known
    /// @throws ModelFormatException if it is no header, or of another file
    static TensorHeader parse(String source, byte[] json, long available) throws ModelFormatException {
        Map<String, Object> entries;
        try {
            entries = Json.parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
        } catch (CharacterCodingException e) {
            throw new ModelFormatException(source + ": the header is damaged: it is not text in UTF-8");
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(source + ": the header is damaged at " + e.getMessage());
        }
        Map<String, String> metadata = metadata(source, entries.remove(METADATA));
        List<TensorInfo> tensors = new ArrayList<>();
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            tensors.add(tensor(source, entry.getKey(), entry.getValue()));
        }
        tensors.sort(Comparator.comparingLong(TensorInfo::from).thenComparingLong(TensorInfo::to));
        requireWhole(source, tensors, available);
        return new TensorHeader(metadata, tensors);
    }

    private static Map<String, String> metadata(String source, @Nullable Object entry) throws ModelFormatException {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (entry != null && !(entry instanceof Map<?, ?>)) {
            throw new ModelFormatException(source + ": the header is damaged: its " + METADATA + " is not an object");
        }
        if (entry instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> e : map.entrySet()) {
                if (!(e.getKey() instanceof String key && e.getValue() instanceof String value)) {
                    throw new ModelFormatException(
                            source + ": metadata '" + shown(String.valueOf(e.getKey())) + "' is not a string");
                }
                metadata.put(key, value);
            }
        }
        return metadata;
    }

    private static TensorInfo tensor(String source, String name, Object entry) throws ModelFormatException {
        String what = source + ": tensor '" + shown(name) + "'";
        if (!(entry instanceof Map<?, ?> map && map.get("dtype") instanceof String dtype
                && map.get("shape") instanceof List<?> dimensions
                && map.get("data_offsets") instanceof List<?> range)) {
            throw new ModelFormatException(what + " is not described by dtype, shape and data_offsets");
        }
        TensorType type = type(dtype);
        if (type == null) {
            throw new ModelFormatException(what + " has the unknown type '" + shown(dtype) + "'");
        }
        List<Integer> shape = new ArrayList<>();
        for (Object dimension : dimensions) {
            if (!(dimension instanceof Long size && size >= 0 && size <= Integer.MAX_VALUE)) {
                throw new ModelFormatException(what + " has the impossible shape " + shown(dimensions.toString()));
            }
            shape.add(size.intValue());
        }
        if (!(range.size() == 2 && range.get(0) instanceof Long from && range.get(1) instanceof Long to && from >= 0
                && to >= from)) {
            throw new ModelFormatException(what + " has the impossible data_offsets " + shown(range.toString()));
        }
        long elements = TensorInfo.elements(shape);
        if (elements > Long.MAX_VALUE / type.bytes() || elements * type.bytes() != to - from) {
            throw new ModelFormatException(what + " of type " + type + " and shape " + shown(shape.toString())
                    + " stands at bytes " + shown(range.toString()) + " of the values, which are " + (to - from)
                    + ", expected " + (elements > Long.MAX_VALUE / type.bytes() ? "more" : elements * type.bytes()));
        }
        return new TensorInfo(name, type, shape, from, to);
    }

    private static @Nullable TensorType type(String name) {
        for (TensorType type : TensorType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    /// No gap, no overlap, nothing missing and nothing too much.
    private static void requireWhole(String source, List<TensorInfo> tensors, long available)
            throws ModelFormatException {
        long at = 0;
        for (TensorInfo tensor : tensors) {
            if (tensor.from() != at) {
                throw new ModelFormatException(source + ": tensor '" + shown(tensor.name()) + "' stands at byte "
                        + tensor.from() + " of the values, expected " + at);
            }
            at = tensor.to();
            if (available >= 0 && at > available) {
                throw new ModelFormatException(source + ": has " + available + " bytes of values, expected at least "
                        + at + " for tensor '" + shown(tensor.name()) + "': cut short");
            }
        }
        if (available > at) {
            throw new ModelFormatException(source + ": " + (available - at) + " bytes too many behind the last tensor");
        }
    }

    /// The bytes of this header, with text in place of its own, padded so that the values are aligned.
    byte[] bytes(Map<String, String> text) {
        StringBuilder json = new StringBuilder("{\"" + METADATA + "\":{");
        String comma = "";
        for (Map.Entry<String, String> entry : text.entrySet()) {
            json.append(comma);
            Json.quote(json, entry.getKey());
            json.append(':');
            Json.quote(json, entry.getValue());
            comma = ",";
        }
        json.append('}');
        for (TensorInfo tensor : tensors) {
            json.append(',');
            Json.quote(json, tensor.name());
            json.append(":{\"dtype\":\"").append(tensor.type()).append("\",\"shape\":")
                    .append(tensor.shape().toString().replace(" ", "")).append(",\"data_offsets\":[")
                    .append(tensor.from()).append(',').append(tensor.to()).append("]}");
        }
        json.append('}');
        byte[] unpadded = json.toString().getBytes(StandardCharsets.UTF_8);
        // The format asks for headers of a multiple of 8 bytes.
        json.repeat(' ', -unpadded.length & 7);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// What stands in a file of somebody else's may be long.
    private static String shown(String text) {
        return text.codePointCount(0, text.length()) <= NAME_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, NAME_SHOWN)) + "...";
    }
}
