package io.github.vae4j.core.data.file;

import io.github.vae4j.core.data.DataFormatException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// Text in UTF-8, checked. Other bytes would become the same replacement character, and different names one.
public final class Utf8 {
    private static final int CHUNK = 1 << 13;

    private Utf8() {}

    /// Throws unless the bytes are text in UTF-8. A byte-order mark is allowed.
    public static void check(Path file, byte[] content) throws DataFormatException {
        checkOtherUnicode(file, content);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        int at = firstOutsideAscii(content, 0);
        ByteBuffer in = ByteBuffer.wrap(content).position(at);
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, out.clear(), true);
            if (result.isError()) {
                throw error(file, content, in.position());
            }
            if (result.isUnderflow()) {
                return;
            }
        }
    }

    /// Bytes that are checked already.
    public static String text(byte[] content, int from, int to) {
        return new String(content, from, to - from, StandardCharsets.UTF_8);
    }

    /// The first byte after the byte-order mark, if there is one.
    public static int start(byte[] content) {
        boolean mark = content.length >= 3 && content[0] == (byte) 0xEF && content[1] == (byte) 0xBB
                && content[2] == (byte) 0xBF;
        return mark ? 3 : 0;
    }

    private static int firstOutsideAscii(byte[] content, int from) {
        int i = from;
        while (i < content.length && content[i] >= 0) {
            i++;
        }
        return i;
    }

    private static void checkOtherUnicode(Path file, byte[] content) throws DataFormatException {
        boolean little = content.length >= 2 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE;
        boolean big = content.length >= 2 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF;
        boolean unmarked = content.length >= 4 && (content[0] == 0) != (content[1] == 0)
                && (content[0] == 0) == (content[2] == 0) && (content[1] == 0) == (content[3] == 0);
        if (little || big || unmarked) {
            throw new DataFormatException(file, "line 1",
                    "expected text in UTF-8, found UTF-16: save it as UTF-8 (Excel: \"CSV UTF-8\")");
        }
        for (int i = 0; i < content.length; i++) {
            if (content[i] == 0) {
                throw new DataFormatException(file, "line " + line(content, i),
                        "expected text, found a byte of zero: this is a binary file");
            }
        }
    }

    private static DataFormatException error(Path file, byte[] content, int at) {
        return new DataFormatException(file, "line " + line(content, at), String.format(Locale.ROOT,
                "expected text in UTF-8, found the byte %02x, as in Latin-1 (Windows-1252): save it as UTF-8",
                content[at] & 0xFF));
    }

    /// The number of the line of a byte, from 1.
    private static int line(byte[] content, int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            boolean crlf = content[i] == '\r' && i + 1 < content.length && content[i + 1] == '\n';
            if (content[i] == '\n' || content[i] == '\r' && !crlf) {
                line++;
            }
        }
        return line;
    }
}
