package io.github.vae4j.core.data;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads IDX files, the format of MNIST (LeCun, Cortes and Burges): two zero bytes, a type, the number of dimensions,
/// their sizes, the elements; big endian. Plain or packed with gzip.
///
/// **Errors.** All methods throw [DataFormatException] if a file is not what it should be, and another [IOException] if it
/// cannot be read.
public final class IdxReader {
    private static final ValueLayout.OfInt BIG_ENDIAN = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int MAX_RANK = 8;

    private IdxReader() {}

    /// Reads images without labels.
    ///
    /// @param images an IDX file; its first dimension counts the samples
    /// @return the samples; unsigned bytes stay bytes and are multiplied by [ByteDataset#UNIT_SCALE]
    /// @throws IOException see the class
    public static Dataset read(Path images) throws IOException {
        return read(images, null);
    }

    /// Reads images and their labels.
    ///
    /// @param images an IDX file; its first dimension counts the samples
    /// @param labels an IDX file of one dimension with a label for each, or null
    /// @return the samples; unsigned bytes stay bytes and are multiplied by [ByteDataset#UNIT_SCALE]
    /// @throws IOException see the class; also if there are more or fewer labels than images
    @SuppressWarnings("exports")
    public static Dataset read(Path images, @Nullable Path labels) throws IOException {
        return images(readArray(images)).toDataset(labels == null ? null : readLabels(labels));
    }

    /// Maps images into memory instead of reading them, for files that are larger than the heap.
    ///
    /// @param images an IDX file that is not compressed and does not change while it is used
    /// @param labels an IDX file of labels, or null
    /// @return the samples
    /// @throws IOException see the class
    @SuppressWarnings("exports")
    public static Dataset map(Path images, @Nullable Path labels) throws IOException {
        return images(parse(images, FileMap.of(images), true)).toDataset(labels == null ? null : readLabels(labels));
    }

    /// Reads labels.
    ///
    /// @param file an IDX file of one dimension
    /// @return labels named by their numbers
    /// @throws IOException see the class
    public static Labels readLabels(Path file) throws IOException {
        return readArray(file).toLabels();
    }

    /// Reads an array of any shape.
    ///
    /// @param file an IDX file of at most 8 dimensions
    /// @return its elements
    /// @throws IOException see the class
    public static NumericArray readArray(Path file) throws IOException {
        return parse(file, MemorySegment.ofArray(FileContent.read(file)), false);
    }

    /// The same array, unless it can only be labels.
    static NumericArray images(NumericArray array) throws DataFormatException {
        if (array.shape().length == 1) {
            throw new DataFormatException(array.file(), "header",
                    "expected images in two dimensions or more, found one dimension: these are labels without images");
        }
        return array;
    }

    static NumericArray parse(Path file, MemorySegment data, boolean mapped) throws DataFormatException {
        if (data.byteSize() < 4) {
            throw DataFormatException.atByte(file, data.byteSize(),
                    "expected an IDX file of 4 bytes or more, found its end" + hint(data));
        }
        int magic = data.get(BIG_ENDIAN, 0);
        ElementType type = type(magic >>> 8 & 0xFF);
        int rank = magic & 0xFF;
        if (magic >>> 16 != 0 || type == null || rank < 1 || rank > MAX_RANK) {
            throw DataFormatException.atByte(file, 0,
                    String.format(Locale.ROOT, "expected an IDX magic number (00 00, a type of 08, 09, 0b, 0c, 0d"
                            + " or 0e, 1 to 8 dimensions), found %08x%s", magic, hint(data)));
        }
        long header = 4 + 4L * rank;
        if (data.byteSize() < header) {
            throw DataFormatException.atByte(file, data.byteSize(), "expected the sizes of " + rank
                    + " dimensions up to byte " + header + ", found the end of the file");
        }
        int[] shape = new int[rank];
        for (int d = 0; d < rank; d++) {
            shape[d] = data.get(BIG_ENDIAN, 4 + 4L * d);
            if (shape[d] < 0) {
                throw DataFormatException.atByte(file, 4 + 4L * d,
                        "expected a size from 0 to 2^31 - 1, found " + Integer.toUnsignedString(shape[d]));
            }
        }
        checkSize(file, shape, type, header, data.byteSize());
        return new NumericArray(file, shape, type, ByteOrder.BIG_ENDIAN, data, header, mapped);
    }

    /// Throws unless the elements fill the file exactly. Nothing has been allocated for them yet.
    static void checkSize(Path file, int[] shape, ElementType type, long header, long size)
            throws DataFormatException {
        long capacity = (size - header) / type.bytes;
        long elements = 1;
        for (int dimension : shape) {
            elements *= dimension;
            // Stop before the product overflows; a 0 further on would make an honest product 0.
            if (elements > capacity && Arrays.stream(shape).noneMatch(d -> d == 0)) {
                throw DataFormatException.atByte(file, size, "expected the elements of shape " + Arrays.toString(shape)
                        + " of " + type.bytes + " bytes each after a header of " + header
                        + ", found the end of the file: it is cut short, or the shape is wrong");
            }
            elements = Math.min(elements, capacity + 1);
        }
        long end = header + elements * type.bytes;
        if (size != end) {
            throw DataFormatException.atByte(file, end, "expected the end of the file after the elements of shape "
                    + Arrays.toString(shape) + ", found " + (size - end) + " more bytes");
        }
    }

    private static @Nullable ElementType type(int code) {
        for (ElementType type : ElementType.values()) {
            if (type.idxCode == code) {
                return type;
            }
        }
        return null;
    }

    private static String hint(MemorySegment data) {
        boolean gzip = data.byteSize() >= 2 && data.get(ValueLayout.JAVA_BYTE, 0) == 0x1F
                && data.get(ValueLayout.JAVA_BYTE, 1) == (byte) 0x8B;
        return gzip ? " (this is a gzip file: it cannot be mapped, unpack it first)" : "";
    }
}
