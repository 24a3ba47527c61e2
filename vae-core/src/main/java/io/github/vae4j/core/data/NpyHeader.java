package io.github.vae4j.core.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header of a `.npy` file: a Python dictionary with the keys `descr`, `fortran_order` and `shape`, in that format's
/// versions 1, 2 and 3.
final class NpyHeader {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 16;
    private static final int MAX_RANK = 32;

    private final Path file;
    private final String text;
    private final int textStart;
    private int at;
    private @Nullable String descr;
    private @Nullable Boolean fortranOrder;
    private int @Nullable [] shape;

    private NpyHeader(Path file, String text, int textStart) {
        this.file = file;
        this.text = text;
        this.textStart = textStart;
    }

    static NumericArray parse(Path file, MemorySegment data, boolean mapped) throws DataFormatException {
        if (data.byteSize() < 10) {
            throw DataFormatException.atByte(file, data.byteSize(),
                    "expected a .npy file of 10 bytes or more, found its end");
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (data.get(ValueLayout.JAVA_BYTE, i) != MAGIC[i]) {
                throw DataFormatException.atByte(file, i,
                        "expected the magic number of a .npy file, 93 4e 55 4d 50 59");
            }
        }
        int version = data.get(ValueLayout.JAVA_BYTE, 6);
        if (version < 1 || version > 3 || data.get(ValueLayout.JAVA_BYTE, 7) != 0) {
            throw DataFormatException.atByte(file, 6, "expected .npy version 1.0, 2.0 or 3.0, found " + version + "."
                    + data.get(ValueLayout.JAVA_BYTE, 7));
        }
        int start = version == 1 ? 10 : 12;
        if (data.byteSize() < start) {
            throw DataFormatException.atByte(file, data.byteSize(), "expected the length of the header, found the end");
        }
        long length = version == 1
                ? Short.toUnsignedLong(data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8))
                : Integer
                        .toUnsignedLong(data.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8));
        if (length > MAX_HEADER || start + length > data.byteSize()) {
            throw DataFormatException.atByte(file, 8, "expected a header that fits the file and " + MAX_HEADER
                    + " bytes, found a length of " + length);
        }
        byte[] bytes = data.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
        NpyHeader header = new NpyHeader(file, new String(bytes, StandardCharsets.ISO_8859_1), start);
        header.dictionary();
        return header.array(data, start + length, mapped);
    }

    private NumericArray array(MemorySegment data, long offset, boolean mapped) throws DataFormatException {
        String code = descr;
        int[] sizes = shape;
        if (code == null || sizes == null || fortranOrder == null) {
            throw error("expected the keys 'descr', 'fortran_order' and 'shape'");
        }
        if (fortranOrder && sizes.length > 1) {
            throw error("expected C order, found Fortran order: save numpy.ascontiguousarray(array) instead");
        }
        ElementType type = type(code);
        ByteOrder order = code.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        IdxReader.checkSize(file, sizes, type, offset, data.byteSize());
        return new NumericArray(file, sizes, type, order, data, offset, mapped);
    }

    private ElementType type(String code) throws DataFormatException {
        if (!code.isEmpty()) {
            char order = code.charAt(0);
            for (ElementType type : ElementType.values()) {
                boolean orderFits = order == '<' || order == '>' || (order == '|' && type.bytes == 1);
                if (orderFits && code.substring(1).equals(type.npyCode)) {
                    return type;
                }
            }
        }
        throw error("expected an array of u1, i1, i2, i4, i8, f4 or f8, found '" + code + "'");
    }

    private void dictionary() throws DataFormatException {
        expect('{');
        while (peek() != '}') {
            String key = string();
            expect(':');
            switch (key) {
                case "descr" -> descr = string();
                case "fortran_order" -> fortranOrder = truth();
                case "shape" -> shape = tuple();
                default -> throw error("expected the keys 'descr', 'fortran_order' and 'shape', found '" + key + "'");
            }
            if (peek() != '}') {
                expect(',');
            }
        }
        expect('}');
        if (peek() != 0) {
            throw error("expected nothing but blanks after the dictionary");
        }
    }

    private String string() throws DataFormatException {
        char quote = peek();
        if (quote != '\'' && quote != '"') {
            throw error("expected a string in quotes");
        }
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw error("expected the closing quote of a string");
        }
        String content = text.substring(at + 1, end);
        at = end + 1;
        return content;
    }

    private boolean truth() throws DataFormatException {
        boolean isTrue = peek() == 'T';
        String word = isTrue ? "True" : "False";
        if (!text.startsWith(word, at)) {
            throw error("expected True or False");
        }
        at += word.length();
        return isTrue;
    }

    private int[] tuple() throws DataFormatException {
        expect('(');
        List<Integer> sizes = new ArrayList<>();
        while (peek() != ')') {
            sizes.add(size());
            if (sizes.size() > MAX_RANK) {
                throw error("expected at most " + MAX_RANK + " dimensions");
            }
            if (peek() != ')') {
                expect(',');
            }
        }
        expect(')');
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    private int size() throws DataFormatException {
        peek();
        long value = -1;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = Math.max(value, 0) * 10 + (text.charAt(at) - '0');
            if (value > Integer.MAX_VALUE) {
                throw error("expected sizes up to 2^31 - 1");
            }
            at++;
        }
        if (value < 0) {
            throw error("expected a size, a whole number of 0 or more");
        }
        return (int) value;
    }

    /// The next character that is no blank, without taking it; 0 at the end.
    private char peek() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char wanted) throws DataFormatException {
        if (peek() != wanted) {
            throw error("expected '" + wanted + "' in the header");
        }
        at++;
    }

    private DataFormatException error(String problem) {
        return DataFormatException.atByte(file, textStart + at, problem);
    }
}
