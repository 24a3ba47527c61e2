package io.github.vae4j.core.data.file;

import io.github.vae4j.core.data.DataFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The files in a tar archive, one after the other (POSIX ustar, with the long names of pax and GNU); the archive may be packed
/// with gzip.
public final class TarReader implements Closeable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;
    private static final int LONGEST_NAME = 1 << 16;
    private static final int OCTAL_BITS = 3;

    /// A file of the archive.
    ///
    /// @param name with its folders
    /// @param size bytes of its content
    public record Entry(String name, long size) {}

    private final ContentStream in;
    private long header;
    /// Bytes of the current content that are unread, and those that fill its last block.
    private long left;
    private int filling;

    private TarReader(ContentStream in) {
        this.in = in;
    }

    /// Opens an archive.
    public static TarReader open(Path file) throws IOException {
        return new TarReader(ContentStream.open(file, note -> {}));
    }

    /// Goes to the next file, whose content [#content] gives; null at the end.
    public @Nullable Entry next() throws IOException {
        @Nullable String longName = null;
        while (true) {
            skip(left + filling);
            left = 0;
            filling = 0;
            byte[] block = in.readNBytes(BLOCK);
            if (block.length == 0 || block.length == BLOCK && isZero(block)) {
                return null;
            }
            if (block.length < BLOCK) {
                throw error("expected a header of " + BLOCK + " bytes, found the end: the archive is cut short");
            }
            checkSum(block);
            left = size(block);
            filling = (int) (-left & BLOCK - 1);
            header += BLOCK + left + filling;
            char type = (char) block[TYPE_AT];
            switch (type) {
                case '0', 0, '7' -> {
                    return new Entry(longName == null ? name(block) : longName, left);
                }
                case 'L' -> longName = text(longContent());
                case 'x' -> longName = paxName(longContent(), longName);
                default -> {
                    // Folders, links and the like hold nothing that is read; what was said of their names ends here.
                    longName = type == 'g' ? longName : null;
                }
            }
        }
    }

    private byte[] longContent() throws IOException {
        if (left > LONGEST_NAME) {
            throw error("expected a name of at most " + LONGEST_NAME + " bytes, found " + left);
        }
        byte[] content = in.readNBytes((int) left);
        left -= content.length;
        if (left > 0) {
            throw error("expected a name, found the end: the archive is cut short");
        }
        return content;
    }

    /// Lines of the form "LENGTH path=NAME".
    private static @Nullable String paxName(byte[] content, @Nullable String before) {
        return new String(content, StandardCharsets.UTF_8).lines().map(line -> line.replaceFirst("^[0-9]+ ", ""))
                .filter(line -> line.startsWith("path=")).map(line -> line.substring("path=".length())).findFirst()
                .orElse(before);
    }

    /// The content of the current file.
    ///
    /// @param entry as [#next] gave it
    public ContentStream content(Entry entry) throws IOException {
        return ContentStream.entry(in.file(), entry.name, new Content(), entry.size);
    }

    /// As much as the header promised; an end before that is an error.
    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] out, int from, int length) throws IOException {
            Objects.checkFromIndexSize(from, length, out.length);
            if (left == 0) {
                return -1;
            }
            int n = in.read(out, from, (int) Math.min(length, left));
            if (n < 0) {
                throw error("expected " + left + " more bytes, found the end: the archive is cut short");
            }
            left -= n;
            return n;
        }

        @Override
        public int available() {
            return (int) Math.min(left, 1);
        }
    }

    private void skip(long bytes) throws IOException {
        byte[] away = new byte[(int) Math.min(bytes, 1 << 13)];
        long rest = bytes;
        while (rest > 0) {
            int n = in.read(away, 0, (int) Math.min(rest, away.length));
            if (n < 0) {
                throw error("expected " + rest + " more bytes, found the end: the archive is cut short");
            }
            rest -= n;
        }
    }

    private static boolean isZero(byte[] block) {
        return Arrays.equals(block, new byte[BLOCK]);
    }

    private static String name(byte[] block) {
        String name = text(Arrays.copyOf(block, NAME));
        boolean ustar = block[257] == 'u' && block[258] == 's' && block[262] == 0;
        String prefix = ustar ? text(Arrays.copyOfRange(block, PREFIX_AT, PREFIX_AT + PREFIX)) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /// Octal digits, or a number in base 256 where those do not suffice.
    private long size(byte[] block) throws DataFormatException {
        long size = 0;
        if ((block[SIZE_AT] & 0x80) != 0) {
            for (int i = SIZE_AT + 1; i < SIZE_AT + SIZE_LENGTH; i++) {
                size = size << Byte.SIZE | block[i] & 0xFF;
            }
        } else {
            size = octal(block, SIZE_AT, SIZE_LENGTH);
        }
        if (size < 0 || size > Long.MAX_VALUE / 2) {
            throw error("expected the size of a file");
        }
        return size;
    }

    private long octal(byte[] block, int from, int length) throws DataFormatException {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            byte c = block[i];
            if (c >= '0' && c <= '7') {
                value = value << OCTAL_BITS | c - '0';
            } else if (c != ' ' && c != 0) {
                throw error("expected digits from 0 to 7");
            }
        }
        return value;
    }

    private void checkSum(byte[] block) throws DataFormatException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= CHECKSUM_AT && i < CHECKSUM_AT + 8;
            sum += own ? ' ' : block[i] & 0xFF;
        }
        if (sum != octal(block, CHECKSUM_AT, 8)) {
            throw error("expected a header with its checksum: the archive is damaged");
        }
    }

    private DataFormatException error(String problem) {
        return new DataFormatException(in.file(), "byte " + header + " of the tar archive", problem);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
