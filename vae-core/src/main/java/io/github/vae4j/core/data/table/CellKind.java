package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.file.Utf8;
import java.util.regex.Pattern;

/// What a cell looks like.
enum CellKind {
    /// A finite number, or a truth value.
    NUMBER(1),
    /// Nothing, or a word for it.
    MISSING(2),
    /// What could name a column or a class: something with a letter.
    NAME(4),
    /// Neither: an infinity, another minus sign, a date, a sign, an error of a spreadsheet.
    OTHER(8);

    /// One bit for each kind.
    final int flag;

    CellKind(int flag) {
        this.flag = flag;
    }

    /// Infinities, and numbers too large for a float.
    private static final Pattern NOT_FINITE = Pattern.compile(
            "[-+]?(inf|infinity|([0-9]+[.,]?[0-9]*|[.,][0-9]+)e[-+]?[0-9]+)",
            Pattern.CASE_INSENSITIVE);

    /// Errors of a spreadsheet, and hexadecimal numbers.
    private static final Pattern NO_NAME = Pattern
            .compile("#(DIV/0|VALUE|REF|NAME|NUM|NULL|SPILL|CALC)[!?]|[-+]?0[xX][0-9a-fA-F]+");

    static CellKind of(byte[] content, int from, int to, boolean decimalComma) {
        if (MissingText.is(content, from, to)) {
            return MISSING;
        }
        if (!Float.isNaN(NumberText.parse(content, from, to, decimalComma))) {
            return NUMBER;
        }
        String text = Utf8.text(content, from, Math.min(to, from + NumberText.LONGEST));
        if (NOT_FINITE.matcher(text).matches() || NO_NAME.matcher(text).matches()) {
            return OTHER;
        }
        return text.codePoints().anyMatch(c -> Character.isLetter(c) || c == '_') ? NAME : OTHER;
    }
}
