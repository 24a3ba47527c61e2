package io.github.vae4j.core.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Reads NumPy's `.npy` files (format versions 1 to 3; whole numbers of 8 to 64 bits and floats of 32 and 64, of either
/// byte order, in C order) and `.npz` archives of them, stored or compressed.
///
/// **Errors.** All methods throw [DataFormatException] if a file is not what it should be, and another [IOException] if it
/// cannot be read.
public final class NpyReader {
    private static final int MAX_ENTRIES = 10_000;
    /// The last record of an archive, in bytes; NumPy puts no comment after it.
    private static final int END_RECORD = 22;

    private NpyReader() {}

    /// Reads an array into memory.
    ///
    /// @param file a `.npy` file, plain or packed with gzip
    /// @return the array; [NumericArray#toDataset], [NumericArray#toDoubles()] and so on give its elements
    /// @throws IOException see the class
    public static NumericArray read(Path file) throws IOException {
        return NpyHeader.parse(file, MemorySegment.ofArray(FileContent.read(file)), false);
    }

    /// Maps an array into memory instead of reading it, for files that are larger than the heap.
    ///
    /// @param file a `.npy` file that is not compressed and does not change while it is used
    /// @return the array; its [NumericArray#toDataset] reads from the file
    /// @throws IOException see the class
    public static NumericArray map(Path file) throws IOException {
        return NpyHeader.parse(file, FileMap.of(file), true);
    }

    /// Reads all arrays of a `.npz` archive into memory.
    ///
    /// @param file a `.npz` file
    /// @return the arrays by name, without `.npy`, in the order of the archive; immutable
    /// @throws IOException see the class; also if an entry is no `.npy` file, or a name is there twice
    public static Map<String, NumericArray> readArchive(Path file) throws IOException {
        checkEnd(file);
        Map<String, NumericArray> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw new DataFormatException(file, "directory",
                        "expected at most " + MAX_ENTRIES + " entries, found " + zip.size());
            }
            long budget = FileContent.inflationLimit(file.toFile().length());
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                byte[] content = content(file, zip, entry, budget);
                budget -= content.length;
                NumericArray array = array(file, name, content);
                if (arrays.put(name.endsWith(".npy") ? name.substring(0, name.length() - 4) : name, array) != null) {
                    throw new DataFormatException(file, "entry " + name, "expected a name that is there once");
                }
            }
        } catch (ZipException | EOFException e) {
            throw DataFormatException.causedBy(file, "directory", "expected an undamaged .npz (zip) archive", e);
        }
        return Collections.unmodifiableMap(arrays);
    }

    /// The JDK finds the directory of an archive also if other bytes follow it.
    private static void checkEnd(Path file) throws IOException {
        byte[] end = FileContent.end(file, END_RECORD);
        boolean isEnd = end.length == END_RECORD && end[0] == 'P' && end[1] == 'K' && end[2] == 5 && end[3] == 6
                && end[END_RECORD - 2] == 0 && end[END_RECORD - 1] == 0;
        if (!isEnd) {
            throw DataFormatException.atByte(file, Math.max(0, Files.size(file) - END_RECORD),
                    "expected the end of the directory of a .npz (zip) archive without comment: the archive is cut"
                            + " short, or bytes follow it");
        }
    }

    private static NumericArray array(Path file, String name, byte[] content) throws DataFormatException {
        try {
            return NpyHeader.parse(file, MemorySegment.ofArray(content), false);
        } catch (DataFormatException e) {
            throw DataFormatException.causedBy(file, "entry " + name + ", " + e.place(), "expected a .npy file", e);
        }
    }

    private static byte[] content(Path file, ZipFile zip, ZipEntry entry, long budget) throws IOException {
        String place = "entry " + entry.getName();
        long size = entry.getSize();
        if (size < 0 || size > budget) {
            throw new DataFormatException(file, place, "expected at most " + budget + " bytes ("
                    + FileContent.MAX_INFLATION + " times the archive for all entries), found " + size);
        }
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = FileContent.readBounded(file, in, size, size);
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException e) {
            throw DataFormatException.causedBy(file, place, "expected undamaged content", e);
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        if (content.length != size || crc.getValue() != entry.getCrc()) {
            throw new DataFormatException(file, place, "expected " + size + " bytes with the checksum of the directory,"
                    + " found " + content.length + " bytes" + (content.length == size ? " with another checksum" : ""));
        }
        return content;
    }
}
