package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.file.Utf8;
import java.util.regex.Pattern;

/// Lines of comment: they begin with `#`, unless that is one of the words that spreadsheets write for a missing or wrong
/// value.
final class Comments {
    private static final Pattern SPREADSHEET = Pattern.compile("#(N/A|NA\\b|DIV/0!|REF!|VALUE!|NAME\\?|NUM!|NULL!).*");
    private static final int LONGEST = 8;

    private Comments() {}

    /// Whether a comment begins at a byte.
    static boolean startAt(byte[] content, int at) {
        return content[at] == '#' && !SPREADSHEET
                .matcher(Utf8.text(content, at, Math.min(content.length, at + LONGEST)).split("[\r\n]", 2)[0])
                .matches();
    }
}
