package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.file.ElementType;
import io.github.vae4j.core.data.file.FileContent;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Locale;

/// IDX files, the format of MNIST: two zero bytes, a type, the number of dimensions, their sizes, the elements; big endian.
public final class Idx {
    private static final ValueLayout.OfInt BIG_ENDIAN = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int MAX_RANK = 8;

    private Idx() {}

    /// Reads an array of any shape.
    public static StoredArray parse(ArrayFile file) throws DataFormatException {
        MemorySegment data = file.data();
        if (data.byteSize() < 4) {
            throw file.atByte(data.byteSize(),
                    "expected an IDX file of 4 bytes or more, found its end" + hint(data));
        }
        int magic = data.get(BIG_ENDIAN, 0);
        ElementType type = ElementType.ofIdx(magic >>> 8 & 0xFF);
        int rank = magic & 0xFF;
        if (magic >>> 16 != 0 || type == null || rank < 1 || rank > MAX_RANK) {
            throw file.atByte(0,
                    String.format(Locale.ROOT, "expected an IDX magic number (00 00, a type of 08, 09, 0b, 0c, 0d"
                            + " or 0e, 1 to 8 dimensions), found %08x%s", magic, hint(data)));
        }
        long header = 4 + 4L * rank;
        if (data.byteSize() < header) {
            throw file.atByte(data.byteSize(), "expected the sizes of " + rank
                    + " dimensions up to byte " + header + ", found the end of the file");
        }
        int[] shape = new int[rank];
        for (int d = 0; d < rank; d++) {
            shape[d] = data.get(BIG_ENDIAN, 4 + 4L * d);
            if (shape[d] < 0) {
                throw file.atByte(4 + 4L * d,
                        "expected a size from 0 to 2^31 - 1, found " + Integer.toUnsignedString(shape[d]));
            }
        }
        ArrayShape.requireSize(file, shape, type.bytes, header);
        return new StoredArray(file, shape, type, ByteOrder.BIG_ENDIAN, data, header);
    }

    /// The same, unless the array can only be labels.
    public static StoredArray images(ArrayFile file) throws DataFormatException {
        StoredArray array = parse(file);
        if (array.shape().length == 1) {
            throw file.error("header",
                    "expected images in two dimensions or more, found one dimension: these are labels without images");
        }
        return array;
    }

    private static String hint(MemorySegment data) {
        boolean gzip = data.byteSize() >= 2 && FileContent.isGzip(data.asSlice(0, 2).toArray(ValueLayout.JAVA_BYTE));
        return gzip ? " (this is a gzip file: it cannot be mapped, unpack it first)" : "";
    }
}
