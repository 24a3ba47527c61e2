package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.core.data.file.FileMap;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A `.npz` archive: `.npy` files in a zip file, stored or compressed. An array is read when it is asked for, so that what
/// nobody needs does no harm.
public final class NpzArchive implements AutoCloseable {
    private static final int MAX_ENTRIES = 10_000;
    /// The last record of an archive, in bytes; NumPy puts no comment after it.
    private static final int END_RECORD = 22;
    private static final String SUFFIX = ".npy";

    private final Path path;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
    private long budget;

    private NpzArchive(Path path, ZipFile zip) throws DataFormatException {
        this.path = path;
        this.zip = zip;
        this.budget = FileContent.inflationLimit(path.toFile().length());
        if (zip.size() > MAX_ENTRIES) {
            throw new DataFormatException(path, "directory",
                    "expected at most " + MAX_ENTRIES + " entries, found " + zip.size());
        }
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (name.endsWith(SUFFIX) && entries.put(name(name), entry) != null) {
                throw new DataFormatException(path, "entry " + name, "expected a name that is there once");
            }
        }
        if (entries.isEmpty()) {
            throw new DataFormatException(path, "directory", "expected arrays (.npy) in a zip archive, found none"
                    + foreign());
        }
    }

    /// Opens an archive.
    ///
    /// @throws DataFormatException if it is none, or damaged
    /// @throws IOException if it cannot be read
    public static NpzArchive open(Path path) throws IOException {
        FileContent.requireFile(path);
        checkEnd(path);
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException | EOFException e) {
            throw damaged(path, e);
        }
        try {
            return new NpzArchive(path, zip);
        } catch (DataFormatException e) {
            zip.close();
            throw e;
        } catch (IllegalArgumentException e) {
            // A name that is no UTF-8.
            zip.close();
            throw damaged(path, e);
        }
    }

    private static DataFormatException damaged(Path path, Exception e) {
        return DataFormatException.causedBy(path, "directory", "expected an undamaged .npz (zip) archive", e);
    }

    /// What else a zip file without arrays may be.
    private String foreign() {
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (name.startsWith("xl/")) {
                return ": this is an Excel workbook, save the sheet as CSV";
            }
            if (name.endsWith("data.pkl")) {
                return ": this is a file of PyTorch, save tensor.numpy() with numpy.save";
            }
            if (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg")) {
                return ": these are images, unpack them into a folder";
            }
            if (name.endsWith("ubyte") || name.endsWith("ubyte.gz") || name.endsWith(".csv")) {
                return ": unpack it";
            }
        }
        return "";
    }

    /// The JDK finds the directory of an archive also if other bytes follow it.
    private static void checkEnd(Path path) throws IOException {
        byte[] end = FileContent.end(path, END_RECORD);
        boolean isEnd = end.length == END_RECORD && end[0] == 'P' && end[1] == 'K' && end[2] == 5 && end[3] == 6
                && end[END_RECORD - 2] == 0 && end[END_RECORD - 1] == 0;
        if (!isEnd) {
            throw DataFormatException.atByte(path, Math.max(0, Files.size(path) - END_RECORD),
                    "expected the end of the directory of a .npz (zip) archive without comment: the archive is cut"
                            + " short, or bytes follow it");
        }
    }

    /// The name of an array from that of its entry.
    static String name(String entry) {
        return entry.endsWith(SUFFIX) ? entry.substring(0, entry.length() - SUFFIX.length()) : entry;
    }

    Path path() {
        return path;
    }

    /// The names of the arrays, in the order of the archive.
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /// Whether an array can be read as one of numbers.
    public boolean holdsNumbers(String name) throws IOException {
        return summary(name).isNumbers();
    }

    /// What the header of an array says.
    NpyHeader.Summary summary(String name) throws IOException {
        ZipEntry entry = entry(name);
        byte[] start;
        try (InputStream in = zip.getInputStream(entry)) {
            start = in.readNBytes(NpyHeader.MAX_BYTES);
        } catch (IOException e) {
            throw DataFormatException.causedBy(path, "entry " + entry.getName(), "expected undamaged content", e);
        }
        return NpyHeader.summary(new ArrayFile(path, entry.getName(), MemorySegment.ofArray(start), false));
    }

    /// Reads an array.
    public NpyContent array(String name) throws IOException {
        ZipEntry entry = entry(name);
        byte[] content = content(entry);
        return NpyHeader.parse(new ArrayFile(path, entry.getName(), MemorySegment.ofArray(content), false));
    }

    /// Maps an array of numbers that is stored as it is, or returns null if this is another one.
    @Nullable
    StoredArray mapped(String name) throws IOException {
        Optional<MemorySegment> bytes = StoredEntries.of(FileMap.of(path)).entry(entry(name).getName());
        return bytes.isPresent()
                && NpyHeader.parse(new ArrayFile(path, name + SUFFIX, bytes.get(), true)) instanceof StoredArray array
                        ? array
                        : null;
    }

    private ZipEntry entry(String name) throws DataFormatException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new DataFormatException(path, "directory", "expected an array " + name + ", found " + names());
        }
        return entry;
    }

    private byte[] content(ZipEntry entry) throws IOException {
        String place = "entry " + entry.getName();
        long size = entry.getSize();
        if (size < 0 || size > budget) {
            throw new DataFormatException(path, place, "expected at most " + budget + " bytes ("
                    + FileContent.MAX_INFLATION + " times the archive for all entries), found " + size);
        }
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = FileContent.readBounded(path, in, size, size);
        } catch (DataFormatException e) {
            throw e;
        } catch (IOException e) {
            throw DataFormatException.causedBy(path, place, "expected undamaged content", e);
        }
        budget -= content.length;
        CRC32 crc = new CRC32();
        crc.update(content);
        if (content.length != size || crc.getValue() != entry.getCrc()) {
            throw new DataFormatException(path, place, "expected " + size + " bytes with the checksum of the directory,"
                    + " found " + content.length + " bytes" + (content.length == size ? " with another checksum" : ""));
        }
        return content;
    }

    /// The arrays with their types and shapes, for messages.
    String describe() throws IOException {
        StringBuilder text = new StringBuilder();
        int shown = 0;
        for (String name : entries.keySet()) {
            if (shown++ == 12) {
                return text + " and " + (entries.size() - 12) + " more";
            }
            NpyHeader.Summary summary = summary(name);
            text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(Arrays.toString(summary.shape()));
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
