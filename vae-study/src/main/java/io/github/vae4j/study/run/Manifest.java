package io.github.vae4j.study.run;

import io.github.vae4j.core.file.AtomicFile;
import io.github.vae4j.core.file.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The files in a folder that vae4j wrote there, each with the hash of its content: `manifest.json`. What is not in it, or
/// has another content by now, is somebody else's.
///
/// @param command that wrote them, for example `train`
/// @param files by their names relative to the folder, with `/` between the parts
record Manifest(String command, SortedMap<String, Entry> files) {
    static final String NAME = "manifest.json";

    private static final String FORMAT = "vae4j manifest 1";
    private static final long MAX_BYTES = 64L << 20;
    // No part begins with a dot: neither "..", nor a hidden file.
    private static final String PART = "[^./\\\\:\\p{Cntrl}][^/\\\\:\\p{Cntrl}]*";
    private static final Pattern PATH = Pattern.compile(PART + "(/" + PART + "){0,3}");
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// One file.
    ///
    /// @param bytes its size
    /// @param sha256 of its content
    /// @param working whether a later run of `--resume` continues with it: checkpoints, and models of a sweep
    record Entry(long bytes, String sha256, boolean working) {
        static Entry of(Path file, boolean working) throws IOException {
            return new Entry(Files.size(file), Sha256.hex(file), working);
        }

        /// Whether a file has this content.
        boolean isOf(Path file) throws IOException {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == bytes
                    && Sha256.hex(file).equals(sha256);
        }
    }

    static Manifest empty(String command) {
        return new Manifest(command, new TreeMap<>());
    }

    /// Whether a name can be one of ours. Nothing that stands in a file leads out of the folder, or to hidden files.
    static boolean isName(String name) {
        return PATH.matcher(name).matches();
    }

    /// The manifest of a folder.
    ///
    /// @return the manifest, or `null` if there is none of vae4j's
    static @Nullable Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
            return null;
        }
        try {
            return parse(JSON.readTree(Files.readAllBytes(file)));
        } catch (JacksonException e) {
            return null;
        }
    }

    static @Nullable Manifest parse(JsonNode tree) {
        if (!FORMAT.equals(tree.path("format").asString("")) || !tree.path("files").isObject()) {
            return null;
        }
        Manifest manifest = empty(tree.path("command").asString(""));
        for (Map.Entry<String, JsonNode> file : tree.path("files").properties()) {
            if (!isName(file.getKey())) {
                return null;
            }
            JsonNode value = file.getValue();
            manifest.files.put(file.getKey(), new Entry(value.path("bytes").asLong(-1),
                    value.path("sha256").asString(""), value.path("working").asBoolean(false)));
        }
        return manifest;
    }

    /// As it is written.
    Map<String, Object> json() {
        Map<String, Object> entries = new LinkedHashMap<>();
        files.forEach((name, entry) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("bytes", entry.bytes);
            fields.put("sha256", entry.sha256);
            if (entry.working) {
                fields.put("working", true);
            }
            entries.put(name, fields);
        });
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.put("command", command);
        map.put("files", entries);
        return map;
    }

    void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(NAME),
                (JSON.writeValueAsString(json()) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
