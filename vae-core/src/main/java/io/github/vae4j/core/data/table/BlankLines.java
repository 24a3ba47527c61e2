package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.file.Utf8;
import java.util.Optional;

/// Blank lines directly before and after the rows of a list. Mostly they mean nothing; they are rows without a value if the
/// list has as many rows as it should only with them. What follows the last line end is no line.
///
/// @param before the first row
/// @param after the last row
record BlankLines(int before, int after) {
    static final BlankLines NONE = new BlankLines(0, 0);

    /// Those around the rows that begin at a byte of a file.
    static BlankLines around(byte[] content, int position) {
        int before = 0;
        int first = Utf8.start(content);
        int start = position;
        while (start > first && lineStart(content, first, start) >= 0) {
            start = lineStart(content, first, start);
            before++;
        }
        int last = content.length;
        while (last > position && isBlank(content[last - 1])) {
            last--;
        }
        int after = 0;
        for (int i = last; i < content.length; i++) {
            boolean crlf = content[i] == '\r' && i + 1 < content.length && content[i + 1] == '\n';
            after += isLineEnd(content[i]) && !crlf ? 1 : 0;
        }
        after += content.length > last && !isLineEnd(content[content.length - 1]) ? 1 : 0;
        // The first line end is that of the last row.
        return new BlankLines(before, Math.max(0, after - 1));
    }

    /// Where the blank line before a line begins, or -1 if that line is not blank.
    private static int lineStart(byte[] content, int first, int next) {
        int start = next - 1;
        start -= content[start] == '\n' && start > first && content[start - 1] == '\r' ? 1 : 0;
        while (start > first && !isLineEnd(content[start - 1])) {
            start--;
            if (!isBlank(content[start])) {
                return -1;
            }
        }
        return start;
    }

    /// The lines of these that are rows if some rows are missing; empty if they are too few, or if it could be those before
    /// as well as those after.
    Optional<BlankLines> fit(int missing) {
        if (missing <= 0 || missing > before + after || before > 0 && after > 0 && missing < before + after) {
            return Optional.empty();
        }
        return Optional.of(new BlankLines(Math.min(missing, before), before == 0 ? missing : after));
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || isLineEnd(c);
    }

    private static boolean isLineEnd(byte c) {
        return c == '\n' || c == '\r';
    }
}
