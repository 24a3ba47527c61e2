package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.file.ElementType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header of a `.npy` file: a Python dictionary with the keys `descr`, `fortran_order` and `shape`, in that format's
/// versions 1, 2 and 3.
public final class NpyHeader {
    /// Bytes from the start of a file that hold any header.
    public static final int MAX_BYTES = (1 << 16) + 12;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 16;
    private static final int MAX_RANK = 32;
    private static final int MAX_FIELDS = 1 << 14;

    private final ArrayFile file;
    private final PythonText text;
    private final long end;
    private @Nullable String descr;
    private @Nullable List<NpyField> fields;
    private @Nullable Boolean fortranOrder;
    private int @Nullable [] shape;

    private NpyHeader(ArrayFile file, PythonText text, long end) {
        this.file = file;
        this.text = text;
        this.end = end;
    }

    /// Reads a whole file.
    public static NpyContent parse(ArrayFile file) throws DataFormatException {
        NpyHeader header = header(file);
        header.dictionary();
        return header.content();
    }

    /// Reads numbers, or throws if the file holds something else.
    public static StoredArray numbers(ArrayFile file) throws DataFormatException {
        return switch (parse(file)) {
            case StoredArray array -> array;
            case TextArray texts -> throw texts.refusal();
            case RecordArray records -> throw file.error("header",
                    "expected an array of numbers, found a structured array with the fields " + records.names()
                            + ": open it as a table");
        };
    }

    /// What a header says, for choosing among arrays.
    ///
    /// @param descr the type as NumPy writes it
    /// @param shape sizes of the dimensions
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Summary(String descr, int[] shape) {
        boolean isNumbers() {
            return descr.length() > 1 && ElementType.ofNpy(descr.substring(1)) != null;
        }

        boolean isWholes() {
            return isNumbers() && descr.charAt(1) != 'f';
        }

        boolean isTexts() {
            return descr.length() > 1 && (descr.charAt(1) == 'U' || descr.charAt(1) == 'S');
        }

        boolean isTable() {
            return descr.isEmpty();
        }
    }

    /// Reads the header alone; the file may be cut off behind it.
    static Summary summary(ArrayFile file) throws DataFormatException {
        NpyHeader header = header(file);
        header.dictionary();
        String code = header.descr;
        int[] sizes = header.shape;
        if (sizes == null) {
            throw header.text.error("expected the key 'shape'");
        }
        return new Summary(code == null ? "" : code, sizes);
    }

    private static NpyHeader header(ArrayFile file) throws DataFormatException {
        MemorySegment data = file.data();
        if (data.byteSize() < 10) {
            throw file.atByte(data.byteSize(), "expected a .npy file of 10 bytes or more, found its end");
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (data.get(ValueLayout.JAVA_BYTE, i) != MAGIC[i]) {
                throw file.atByte(i, "expected the magic number of a .npy file, 93 4e 55 4d 50 59");
            }
        }
        int version = data.get(ValueLayout.JAVA_BYTE, 6);
        if (version < 1 || version > 3 || data.get(ValueLayout.JAVA_BYTE, 7) != 0) {
            throw file.atByte(6, "expected .npy version 1.0, 2.0 or 3.0, found " + version + "."
                    + data.get(ValueLayout.JAVA_BYTE, 7));
        }
        int start = version == 1 ? 10 : 12;
        if (data.byteSize() < start) {
            throw file.atByte(data.byteSize(), "expected the length of the header, found the end");
        }
        long length = version == 1
                ? Short.toUnsignedLong(data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8))
                : Integer
                        .toUnsignedLong(data.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8));
        if (length > MAX_HEADER || start + length > data.byteSize()) {
            throw file.atByte(8, "expected a header that fits the file and " + MAX_HEADER
                    + " bytes, found a length of " + length);
        }
        byte[] bytes = data.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
        // Names of fields are UTF-8 in version 3; all else is ASCII.
        String text = new String(bytes, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return new NpyHeader(file, new PythonText(file, text, start), start + length);
    }

    private void dictionary() throws DataFormatException {
        text.expect('{');
        while (text.peek() != '}') {
            String key = text.string();
            text.expect(':');
            switch (key) {
                case "descr" -> {
                    if (text.peek() == '[') {
                        fields = fields();
                    } else {
                        descr = text.string();
                    }
                }
                case "fortran_order" -> fortranOrder = text.truth();
                case "shape" -> shape = text.tuple(MAX_RANK);
                default -> throw text
                        .error("expected the keys 'descr', 'fortran_order' and 'shape', found '" + key + "'");
            }
            if (text.peek() != '}') {
                text.expect(',');
            }
        }
        text.expect('}');
        if (text.peek() != 0) {
            throw text.error("expected nothing but blanks after the dictionary");
        }
    }

    private NpyContent content() throws DataFormatException {
        int[] sizes = shape;
        if (descr == null && fields == null || sizes == null || fortranOrder == null) {
            throw text.error("expected the keys 'descr', 'fortran_order' and 'shape'");
        }
        boolean fortran = fortranOrder && sizes.length > 1;
        if (fields != null) {
            return records(fields, sizes);
        }
        String code = descr == null ? "" : descr;
        ElementType number = NpyField.number(code);
        TextArray.TextType texts = NpyField.text(code);
        if (number == null && texts == null) {
            throw text.error(NpyField.refusal(code));
        }
        long bytes = number == null ? NpyField.requireText(texts).bytes() : number.bytes;
        if (bytes == 0) {
            throw text.error("expected texts of one letter at least, found " + code);
        }
        ArrayShape.requireSize(file, sizes, bytes, end);
        MemorySegment data = fortran ? FortranOrder.toC(file, sizes, bytes, end) : file.data();
        long offset = fortran ? 0 : end;
        return number == null
                ? new TextArray(file, sizes, NpyField.requireText(texts), data, offset)
                : new StoredArray(file, sizes, number, NpyField.order(code), data, offset);
    }

    private NpyContent records(List<NpyField> columns, int... sizes) throws DataFormatException {
        long bytes = 0;
        for (NpyField field : columns) {
            bytes += field.bytes();
        }
        boolean single = sizes.length == 1 || ArrayShape.elements(sizes) == sizes[0];
        if (sizes.length == 0 || sizes[0] == 0 || !single || bytes == 0) {
            throw text.error("expected a structured array of one dimension and one row at least, found shape "
                    + Arrays.toString(sizes));
        }
        ArrayShape.requireSize(file, sizes, bytes, end);
        List<RecordArray.Field> expanded = new ArrayList<>();
        long offset = 0;
        for (NpyField field : columns) {
            if (expanded.size() + field.count() > MAX_FIELDS) {
                throw text.error("expected at most " + MAX_FIELDS + " columns");
            }
            field.expandTo(expanded, offset);
            offset += field.bytes();
        }
        return new RecordArray(file, expanded, sizes[0], bytes, file.data(), end);
    }

    private List<NpyField> fields() throws DataFormatException {
        List<NpyField> found = new ArrayList<>();
        text.expect('[');
        while (text.peek() != ']') {
            found.add(NpyField.parse(text, MAX_RANK));
            if (found.size() > MAX_FIELDS) {
                throw text.error("expected at most " + MAX_FIELDS + " fields");
            }
            if (text.peek() != ']') {
                text.expect(',');
            }
        }
        text.expect(']');
        return found;
    }
}
