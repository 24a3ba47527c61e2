package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// Bytes that hold one array, and what they are called in messages.
///
/// @param path the file
/// @param entry the entry of an archive that holds them, or empty
/// @param data the bytes
/// @param mapped whether they are a file that is mapped into memory
public record ArrayFile(Path path, String entry, MemorySegment data, boolean mapped) {
    /// A whole file in memory.
    public static ArrayFile of(Path path, byte[] content) {
        return new ArrayFile(path, "", MemorySegment.ofArray(content), false);
    }

    long size() {
        return data.byteSize();
    }

    /// The array of an archive that this is, for messages; empty if it is a whole file.
    String part() {
        return entry.isEmpty() ? "" : "array " + NpzArchive.name(entry);
    }

    String place(String place) {
        return entry.isEmpty() ? place : "entry " + entry + ", " + place;
    }

    DataFormatException error(String place, String problem) {
        return new DataFormatException(path, place(place), problem);
    }

    DataFormatException atByte(long offset, String problem) {
        return error("byte " + offset, problem);
    }
}
