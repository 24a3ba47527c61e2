package io.github.vae4j.core.data.table;

/// Text of a file in a message: short, and on one line.
public final class Quotation {
    /// More letters are cut off.
    static final int LONGEST = 40;

    private Quotation() {}

    /// The text, cut and without control characters.
    public static String of(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LONGEST + 1L).forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return out.codePointCount(0, out.length()) <= LONGEST
                ? out.toString()
                : out.substring(0, out.offsetByCodePoints(0, LONGEST)) + "...";
    }
}
