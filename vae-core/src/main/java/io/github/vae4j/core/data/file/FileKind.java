package io.github.vae4j.core.data.file;

import io.github.vae4j.core.data.DataFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// What a file is, by its first bytes: the formats that are read, and those that users have and that are not, with what to
/// do about it.
public enum FileKind {
    IDX("", ""),
    NPY("", ""),
    ZIP("", ""),
    MATRIX_MARKET("a Matrix Market file", "give it as data (--data)"),
    TAR("a tar archive", "unpack it"),
    PNG("a PNG image", "put the images into a folder and name the folder"),
    JPEG("a JPEG image", "put the images into a folder and name the folder"),
    GIF("a GIF image", "save images as PNG or JPEG in a folder and name the folder"),
    BMP("a BMP image", "save images as PNG or JPEG in a folder and name the folder"),
    TIFF("a TIFF image", "save images as PNG or JPEG in a folder and name the folder"),
    WEBP("a WebP image", "save images as PNG or JPEG in a folder and name the folder"),
    HDF5("an HDF5 file (as of Keras, Matlab 7.3 or AnnData)",
            "save the array with numpy.save, or, if it is a .h5ad file, add the module vae-h5ad"),
    MATLAB("a Matlab file", "save the matrix with writematrix, as CSV"),
    PARQUET("a Parquet file", "save the table as CSV"),
    ARROW("an Arrow file", "save the table as CSV"),
    EXCEL("an Excel workbook", "save the sheet as CSV"),
    PICKLE("a Python pickle", "save the array with numpy.save, or the table with to_csv"),
    R_DATA("an R data file", "save the table with write.csv"),
    SQLITE("an SQLite database", "save the table as CSV"),
    BZIP2("a file packed with bzip2", "unpack it, or pack it with gzip"),
    XZ("a file packed with xz", "unpack it, or pack it with gzip"),
    ZSTD("a file packed with zstd", "unpack it, or pack it with gzip"),
    PDF("a PDF document", "save the table as CSV"),
    XML("an XML or HTML document", "save the table as CSV"),
    ARFF("a Weka file", "save it as CSV"),
    LFS("a pointer of Git LFS in place of the file", "fetch the file with 'git lfs pull'"),
    GZIP("a gzip file", "unpack it"),
    TEXT("", "");

    /// Bytes from the start of a file that are enough to tell.
    public static final int START = 512;

    private final String what;
    private final String advice;

    FileKind(String what, String advice) {
        this.what = what;
        this.advice = advice;
    }

    /// The kind of a file that starts so.
    public static FileKind of(byte[] start) {
        if (starts(start, 0x1F, 0x8B)) {
            return GZIP;
        }
        if (start.length >= 4 && start[0] == 0 && start[1] == 0) {
            return IDX;
        }
        if (starts(start, 0x93, 'N', 'U', 'M')) {
            return NPY;
        }
        if (starts(start, 'P', 'K', 3, 4) || starts(start, 'P', 'K', 5, 6)) {
            return ZIP;
        }
        if (isTar(start)) {
            return TAR;
        }
        FileKind image = image(start);
        return image != TEXT ? image : other(start);
    }

    /// The kind of an image, or TEXT if it is none.
    private static FileKind image(byte[] start) {
        if (starts(start, 0x89, 'P', 'N', 'G')) {
            return PNG;
        }
        if (starts(start, 0xFF, 0xD8, 0xFF)) {
            return JPEG;
        }
        if (starts(start, 'G', 'I', 'F', '8')) {
            return GIF;
        }
        if (starts(start, 'B', 'M') && start.length >= 14 && start[6] == 0 && start[7] == 0 && start[8] == 0) {
            return BMP;
        }
        if (starts(start, 'I', 'I', '*', 0) || starts(start, 'M', 'M', 0, '*')) {
            return TIFF;
        }
        boolean webp = starts(start, 'R', 'I', 'F', 'F') && start.length >= 12 && start[8] == 'W' && start[9] == 'E';
        return webp ? WEBP : TEXT;
    }

    private static FileKind other(byte[] start) {
        if (starts(start, 0x89, 'H', 'D', 'F')) {
            return HDF5;
        }
        if (starts(start, 'P', 'A', 'R', '1')) {
            return PARQUET;
        }
        if (starts(start, 'A', 'R', 'R', 'O', 'W', '1')) {
            return ARROW;
        }
        if (starts(start, 0xD0, 0xCF, 0x11, 0xE0)) {
            return EXCEL;
        }
        if (start.length >= 2 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5) {
            return PICKLE;
        }
        if (starts(start, 'R', 'D', 'X') || starts(start, 'R', 'D', 'A') || starts(start, 'X', '\n', 0)) {
            return R_DATA;
        }
        if (starts(start, 'B', 'Z', 'h')) {
            return BZIP2;
        }
        if (starts(start, 0xFD, '7', 'z', 'X', 'Z')) {
            return XZ;
        }
        if (starts(start, 0x28, 0xB5, 0x2F, 0xFD)) {
            return ZSTD;
        }
        return text(new String(start, StandardCharsets.ISO_8859_1));
    }

    private static FileKind text(String start) {
        String text = start.stripLeading();
        if (start.startsWith("MATLAB 5.0") || start.startsWith("MATLAB 7.3")) {
            return MATLAB;
        }
        if (start.startsWith("SQLite format 3")) {
            return SQLITE;
        }
        if (start.startsWith("version https://git-lfs.")) {
            return LFS;
        }
        if (start.startsWith("%PDF-")) {
            return PDF;
        }
        if (text.startsWith("<?xml") || text.regionMatches(true, 0, "<!doctype", 0, 9)
                || text.regionMatches(true, 0, "<html", 0, 5)) {
            return XML;
        }
        if (start.regionMatches(true, 0, "%%MatrixMarket", 0, 14)) {
            return MATRIX_MARKET;
        }
        return text.regionMatches(true, 0, "@relation", 0, 9) ? ARFF : TEXT;
    }

    private static boolean isTar(byte[] start) {
        int at = 257;
        return start.length >= at + 5 && new String(start, at, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    }

    private static boolean starts(byte[] start, int... expected) {
        return start.length >= expected.length
                && Arrays.equals(start, 0, expected.length, bytes(expected), 0, expected.length);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /// Whether it is an image that is read or is known not to be.
    public boolean isImage() {
        return switch (this) {
            case PNG, JPEG, GIF, BMP, TIFF, WEBP -> true;
            default -> false;
        };
    }

    /// An exception that says what was found in place of what was expected, and what to do.
    ///
    /// @param expected for example "expected a table or an array"
    public DataFormatException refusal(Path file, String expected) {
        String found = what.isEmpty() ? "a " + name().toLowerCase(Locale.ROOT) + " file" : what;
        return new DataFormatException(file, "",
                expected + ", found " + found + (advice.isEmpty() ? "" : ": " + advice));
    }
}
