package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.file.Utf8;
import java.util.Locale;
import java.util.Optional;

/// What stands before a table: a byte-order mark, Excel's `sep=;`, and lines of comment that begin with `#` or `%`.
///
/// @param position the byte where the table begins
/// @param line the number of its first line, from 1
/// @param delimiter what `sep=` says
/// @param comment the last line of comment without its sign; it may name the columns
record Preamble(int position, int line, Optional<Character> delimiter, Optional<String> comment) {
    private static final int LONGEST_SEPARATOR_LINE = 6;
    private static final int LONGEST_COMMENT = 1 << 16;

    static Preamble of(byte[] content) {
        int at = Utf8.start(content);
        int line = 1;
        Optional<Character> delimiter = Optional.empty();
        int end = lineEnd(content, at);
        if (end - at <= LONGEST_SEPARATOR_LINE) {
            String first = Utf8.text(content, at, end);
            if (first.length() >= 5 && first.toLowerCase(Locale.ROOT).startsWith("sep=")) {
                delimiter = Optional.of(first.charAt(4));
                at = next(content, end);
                line++;
            }
        }
        int start = at;
        int startLine = line;
        Optional<String> comment = Optional.empty();
        while (at < content.length) {
            end = lineEnd(content, at);
            boolean blank = Utf8.text(content, at, Math.min(end, at + LONGEST_COMMENT)).isBlank();
            if (!blank && content[at] != '%' && !Comments.startAt(content, at)) {
                return new Preamble(at, line, delimiter, comment);
            }
            if (!blank) {
                comment = Optional.of(Utf8.text(content, at + 1, Math.min(end, at + LONGEST_COMMENT)).strip());
            }
            at = next(content, end);
            line++;
        }
        // Comments alone are no comments.
        return new Preamble(start, startLine, delimiter, Optional.empty());
    }

    private static int lineEnd(byte[] content, int from) {
        int i = from;
        while (i < content.length && content[i] != '\n' && content[i] != '\r') {
            i++;
        }
        return i;
    }

    private static int next(byte[] content, int lineEnd) {
        boolean crlf = lineEnd + 1 < content.length && content[lineEnd] == '\r' && content[lineEnd + 1] == '\n';
        return Math.min(content.length, lineEnd + (crlf ? 2 : 1));
    }
}
