package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.file.Utf8;

/// Numbers as text.
public final class NumberText {
    /// More letters than this are no number.
    static final int LONGEST = 400;

    private static final float[] POWERS_OF_TEN = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f};
    private static final int EXACT_DIGITS = 7;

    private NumberText() {}

    /// The float nearest to the number that is written there, or NaN if there is no finite number.
    public static float parse(byte[] content, int from, int to, boolean decimalComma) {
        byte point = (byte) (decimalComma ? ',' : '.');
        int digits = 0;
        int mantissa = 0;
        int fraction = 0;
        int i = from;
        boolean negative = i < to && content[i] == '-';
        i += negative ? 1 : 0;
        int first = i;
        boolean seen = false;
        for (; i < to; i++) {
            byte c = content[i];
            if (c == point && !seen) {
                seen = true;
            } else if (c >= '0' && c <= '9' && digits < EXACT_DIGITS) {
                mantissa = mantissa * 10 + (c - '0');
                digits += mantissa > 0 ? 1 : 0;
                fraction += seen ? 1 : 0;
            } else {
                return slow(content, from, to, decimalComma);
            }
        }
        boolean hasDigit = to - first > (seen ? 1 : 0);
        // Both exact as floats, so their quotient is the nearest float (Clinger 1990).
        if (mantissa >= 1 << 24 || fraction >= POWERS_OF_TEN.length || !hasDigit) {
            return slow(content, from, to, decimalComma);
        }
        float magnitude = mantissa / POWERS_OF_TEN[fraction];
        return negative ? -magnitude : magnitude;
    }

    private static float slow(byte[] content, int from, int to, boolean decimalComma) {
        int length = to - from;
        if (length == 0 || length > LONGEST || !mayBeNumber(content[from])) {
            return Float.NaN;
        }
        String text = Utf8.text(content, from, to);
        // pandas and R write truth values so.
        if (text.equals("True") || text.equals("TRUE") || text.equals("true")) {
            return 1;
        }
        if (text.equals("False") || text.equals("FALSE") || text.equals("false")) {
            return 0;
        }
        if (decimalComma && text.indexOf('.') >= 0) {
            return Float.NaN;
        }
        String number = decimalComma ? text.replace(',', '.') : text;
        char last = number.charAt(number.length() - 1);
        // parseFloat also takes hexadecimal numbers and a trailing f or d: not numbers in a table.
        boolean plain = (last >= '0' && last <= '9' || last == '.') && number.indexOf('x') < 0
                && number.indexOf('X') < 0;
        if (!plain) {
            return Float.NaN;
        }
        try {
            float value = Float.parseFloat(number);
            return Float.isFinite(value) ? value : Float.NaN;
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    private static boolean mayBeNumber(byte first) {
        return first >= '0' && first <= '9' || "+-.,TtFf".indexOf(first) >= 0;
    }

    /// Whether only digits are written there.
    static boolean isDigits(String text) {
        return !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
