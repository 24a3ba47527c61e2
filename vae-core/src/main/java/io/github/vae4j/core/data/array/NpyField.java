package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.file.ElementType;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A field of a structured array, and the types that NumPy writes as a code such as `<f4`.
///
/// @param name of the field
/// @param code its type
/// @param count how many elements of that type it holds
record NpyField(String name, String code, int count) {
    private static final int MOST_DIGITS = 6;

    /// Reads `('name', '<f4')` or `('name', '<f4', (3,))`; a title, `(('title', 'name'), ...)`, is left out.
    static NpyField parse(PythonText text, int mostSizes) throws DataFormatException {
        text.expect('(');
        String name;
        if (text.peek() == '(') {
            text.expect('(');
            text.string();
            text.expect(',');
            name = text.string();
            text.expect(')');
        } else {
            name = text.string();
        }
        text.expect(',');
        if (text.peek() == '[') {
            throw text.error("expected fields of numbers or texts, found fields within the field '" + name + "'");
        }
        String code = text.string();
        int count = 1;
        if (text.peek() == ',') {
            text.expect(',');
            if (text.peek() == '(') {
                long elements = 1;
                for (int size : text.tuple(mostSizes)) {
                    elements = Math.min(elements * size, Integer.MAX_VALUE);
                }
                count = (int) elements;
            }
        }
        text.expect(')');
        if (number(code) == null && text(code) == null && padding(code) < 0) {
            throw text.error("field '" + name + "': " + refusal(code));
        }
        return new NpyField(name, code, count);
    }

    /// The type of numbers that a code says, or null.
    static @Nullable ElementType number(String code) {
        ElementType type = code.length() < 3 ? null : ElementType.ofNpy(code.substring(1));
        boolean orderFits = type != null
                && (code.charAt(0) == '<' || code.charAt(0) == '>' || code.charAt(0) == '|' && type.bytes == 1);
        return orderFits ? type : null;
    }

    /// The type of texts that a code says, or null.
    static TextArray.@Nullable TextType text(String code) {
        boolean unicode = code.startsWith("<U") || code.startsWith(">U");
        if (!unicode && !code.startsWith("|S")) {
            return null;
        }
        int length = digits(code);
        return length < 0 ? null : new TextArray.TextType(unicode, length, order(code));
    }

    static TextArray.TextType requireText(TextArray.@Nullable TextType type) {
        if (type == null) {
            throw new IllegalStateException("the type is neither one of numbers nor one of texts");
        }
        return type;
    }

    /// Bytes between fields, which have no name.
    private static int padding(String code) {
        return code.startsWith("|V") ? digits(code) : -1;
    }

    private static int digits(String code) {
        String digits = code.substring(2);
        boolean plain = !digits.isEmpty() && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Integer.parseInt(digits) : -1;
    }

    static ByteOrder order(String code) {
        return code.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /// Why a type is not read.
    static String refusal(String code) {
        String kind = code.length() < 2 ? code : code.substring(1, 2);
        String what = switch (kind) {
            case "O" -> "Python objects ('|O'), which only Python can read: save array.astype(float), or"
                    + " array.astype(str) for labels";
            case "c" -> "complex numbers ('" + code + "'): save real and imaginary part as two columns";
            case "M", "m" -> "dates or times ('" + code + "'): save array.astype(float)";
            case "f" -> "numbers of type '" + code + "': save array.astype(float)";
            default -> "'" + code + "'";
        };
        return "expected numbers (b1, u1 to u8, i1 to i8, f2, f4, f8) or texts (U, S), found " + what;
    }

    long bytes() {
        ElementType number = number(code);
        TextArray.TextType text = text(code);
        long one = number != null ? number.bytes : text != null ? text.bytes() : padding(code);
        return one * count;
    }

    /// Adds a column for every element.
    void expandTo(List<RecordArray.Field> columns, long offset) {
        ElementType number = number(code);
        TextArray.TextType text = text(code);
        if (number == null && text == null) {
            return;
        }
        long one = number != null ? number.bytes : requireText(text).bytes();
        for (int i = 0; i < count; i++) {
            columns.add(new RecordArray.Field(count == 1 ? name : name + "[" + i + "]", number, text, order(code),
                    offset + i * one));
        }
    }
}
