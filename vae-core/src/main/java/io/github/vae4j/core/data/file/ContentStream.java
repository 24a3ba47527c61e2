package io.github.vae4j.core.data.file;

import io.github.vae4j.core.data.DataFormatException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A file as a stream, unpacked if it is compressed with gzip: for files whose content need not be in memory as a whole. Packed
/// content is bounded as in [FileContent]. Long files say how far they are read.
public final class ContentStream extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final long LONG_FILE = 128L << 20;
    private static final int STEP = 10;

    /// Counts what is read of the file itself.
    private static final class Counter extends InputStream {
        private final InputStream in;
        private long count;

        Counter(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] out, int from, int length) throws IOException {
            int n = in.read(out, from, length);
            count += Math.max(0, n);
            return n;
        }

        /// The JDK's reader takes 0 for the end of a packed file.
        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /// Says what the JDK's reader hides: bytes after the last packed member.
    private static final class Gzip extends GZIPInputStream {
        private static final int TRAILER = 8;

        Gzip(InputStream in) throws IOException {
            super(in, BUFFER);
        }

        int bytesAfterEnd() {
            return Math.max(0, inf.getRemaining() - TRAILER);
        }
    }

    private final Path file;
    private final String place;
    private final long size;
    private final Counter counter;
    private final InputStream in;
    private final long limit;
    private final Consumer<String> notes;
    private long count;
    private int said;

    private ContentStream(Path file, String place, InputStream raw, long size, Consumer<String> notes)
            throws IOException {
        this.file = file;
        this.place = place;
        this.size = size;
        this.notes = notes;
        this.counter = new Counter(raw);
        BufferedInputStream buffered = new BufferedInputStream(counter, BUFFER);
        buffered.mark(2);
        boolean packed = FileContent.isGzip(buffered.readNBytes(2));
        buffered.reset();
        limit = packed ? size * FileContent.MAX_INFLATION + FileContent.FREE_BYTES : Long.MAX_VALUE;
        in = packed ? gzip(buffered) : buffered;
    }

    private InputStream gzip(InputStream raw) throws IOException {
        try {
            return new Gzip(raw);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    /// Opens a file.
    ///
    /// @param notes receives, of a long file, every tenth that is read
    public static ContentStream open(Path file, Consumer<String> notes) throws IOException {
        FileContent.requireFile(file);
        InputStream raw = Files.newInputStream(file);
        try {
            return new ContentStream(file, "", raw, Files.size(file), notes);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /// Opens an entry of an archive.
    ///
    /// @param content of the entry
    /// @param size bytes of it
    static ContentStream entry(Path file, String entry, InputStream content, long size) throws IOException {
        return new ContentStream(file, "entry " + entry, content, size, note -> {});
    }

    /// The first bytes of a file's content.
    public static byte[] start(Path file, int n) throws IOException {
        try (ContentStream in = open(file, note -> {})) {
            return in.readNBytes(n);
        }
    }

    public Path file() {
        return file;
    }

    /// Where in the file something stands.
    public String place(String inContent) {
        return place.isEmpty() ? inContent : place + ", " + inContent;
    }

    /// The most bytes that the content can have.
    public long mostBytes() {
        return limit == Long.MAX_VALUE ? size : limit;
    }

    private DataFormatException damaged(IOException e) {
        return DataFormatException.causedBy(file, place, "expected an undamaged gzip file", e);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] out, int from, int length) throws IOException {
        int n;
        try {
            n = in.read(out, from, length);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
        if (n < 0) {
            checkEnd();
            return n;
        }
        count += n;
        if (count > limit) {
            throw new DataFormatException(file, place, "expected at most " + limit + " bytes of content ("
                    + FileContent.MAX_INFLATION
                    + " times the packed size), found more; unpack the file yourself if it is sound");
        }
        sayHowFar();
        return n;
    }

    private void checkEnd() throws DataFormatException {
        if (in instanceof Gzip gzip && gzip.bytesAfterEnd() > 0) {
            throw new DataFormatException(file, place,
                    "expected the end of the gzip file, found " + gzip.bytesAfterEnd() + " more bytes");
        }
    }

    private void sayHowFar() {
        if (size >= LONG_FILE) {
            int percent = (int) (100 * counter.count / size) / STEP * STEP;
            if (percent > said && percent < 100) {
                said = percent;
                notes.accept(file + ": " + percent + " % read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
