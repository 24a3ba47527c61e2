package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.file.Utf8;
import java.util.Set;

/// The ways in which programs write that a value is missing: those that pandas and R know, and `?` of UCI and Weka.
public final class MissingText {
    private static final int LONGEST = 9;
    private static final Set<String> TEXTS = Set.of("", "?", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN",
            "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NONE", "NULL", "NaN", "NAN", "NaT", "Nan", "None",
            "Null",
            "n/a", "nan", "null");

    private MissingText() {}

    /// Whether a text says that there is no value.
    public static boolean is(String text) {
        return text.length() <= LONGEST && TEXTS.contains(text);
    }

    /// The same for bytes.
    static boolean is(byte[] content, int from, int to) {
        if (from == to) {
            return true;
        }
        byte last = content[to - 1];
        // Most cells are numbers: no text is made of them.
        boolean number = last >= '0' && last <= '9' || last == '.';
        return !number && to - from <= LONGEST && TEXTS.contains(Utf8.text(content, from, to));
    }
}
