package io.github.vae4j.core.data.array;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where the entries of a zip archive are that are stored as they are: the JDK's reader does not say. Anything unusual is not
/// found, and read in the usual way.
final class StoredEntries {
    private static final int END = 22;
    private static final int END_64 = 56;
    private static final int LOCATOR = 20;
    private static final int END_64_SIGNATURE = 0x06064b50;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int DIRECTORY_SIGNATURE = 0x02014b50;
    private static final int DIRECTORY = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL = 30;
    private static final long IN_EXTRA = 0xFFFF_FFFFL;
    private static final int ZIP_64 = 1;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment zip;
    private final Map<String, MemorySegment> entries = new HashMap<>();

    private StoredEntries(MemorySegment zip) {
        this.zip = zip;
    }

    /// Finds the entries of an archive.
    ///
    /// @param zip all of it, mapped
    static StoredEntries of(MemorySegment zip) {
        StoredEntries found = new StoredEntries(zip);
        try {
            found.directory();
        } catch (IndexOutOfBoundsException e) {
            // Offsets that lead out of the file: it is for the JDK's reader to say what is wrong.
            found.entries.clear();
        }
        return found;
    }

    /// The bytes of an entry.
    Optional<MemorySegment> entry(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    private long unsigned(long at) {
        return Integer.toUnsignedLong(zip.get(INT, at));
    }

    private int unsignedShort(long at) {
        return Short.toUnsignedInt(zip.get(SHORT, at));
    }

    private void directory() {
        long end = zip.byteSize() - END;
        long count = unsignedShort(end + 10);
        long at = unsigned(end + 16);
        if (at == IN_EXTRA || count == 0xFFFF) {
            long locator = end - LOCATOR;
            if (zip.get(INT, locator) != LOCATOR_SIGNATURE) {
                return;
            }
            long end64 = zip.get(LONG, locator + 8);
            if (zip.get(INT, end64) != END_64_SIGNATURE || end64 + END_64 > zip.byteSize()) {
                return;
            }
            count = zip.get(LONG, end64 + 32);
            at = zip.get(LONG, end64 + 48);
        }
        for (long i = 0; i < count && zip.get(INT, at) == DIRECTORY_SIGNATURE; i++) {
            int name = unsignedShort(at + 28);
            int extra = unsignedShort(at + 30);
            add(at, name, extra);
            at += DIRECTORY + name + extra + unsignedShort(at + 32);
        }
    }

    private void add(long at, int nameLength, int extraLength) {
        boolean stored = unsignedShort(at + 10) == 0;
        long packed = unsigned(at + 20);
        long size = unsigned(at + 24);
        long local = unsigned(at + 42);
        long extra = at + DIRECTORY + nameLength;
        long end = extra + extraLength;
        while (extra + 4 <= end && unsignedShort(extra) != ZIP_64) {
            extra += 4 + unsignedShort(extra + 2);
        }
        // Only what does not fit above is there, in this order.
        long field = extra + 4;
        if (size == IN_EXTRA) {
            size = zip.get(LONG, field);
            field += Long.BYTES;
        }
        if (packed == IN_EXTRA) {
            packed = zip.get(LONG, field);
            field += Long.BYTES;
        }
        if (local == IN_EXTRA) {
            local = zip.get(LONG, field);
        }
        if (!stored || packed != size || zip.get(INT, local) != LOCAL_SIGNATURE) {
            return;
        }
        long content = local + LOCAL + unsignedShort(local + 26) + unsignedShort(local + 28);
        byte[] name = zip.asSlice(at + DIRECTORY, nameLength).toArray(ValueLayout.JAVA_BYTE);
        entries.put(new String(name, StandardCharsets.UTF_8), zip.asSlice(content, size));
    }
}
