package io.github.vae4j.core.data;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An array of numbers read from a file, in C order (the last index runs fastest): the content of an IDX or `.npy` file,
/// in memory or mapped. Immutable, unless somebody else writes to the mapped file.
public final class NumericArray {
    private final Path file;
    private final int[] shape;
    private final long length;
    private final ElementType type;
    private final ByteOrder order;
    private final MemorySegment data;
    private final long offset;
    private final boolean mapped;

    /// The caller has checked that the segment holds exactly the elements from `offset` on.
    NumericArray(Path file, int[] shape, ElementType type, ByteOrder order, MemorySegment data, long offset,
            boolean mapped) {
        this.file = file;
        this.shape = shape;
        long product = 1;
        for (int dimension : shape) {
            product *= dimension;
        }
        this.length = product;
        this.type = type;
        this.order = order;
        this.data = data;
        this.offset = offset;
        this.mapped = mapped;
    }

    /// The sizes of the dimensions.
    ///
    /// @return a new array, empty for a single number
    public int[] shape() {
        return shape.clone();
    }

    /// The number of elements.
    ///
    /// @return the product of the shape
    public long length() {
        return length;
    }

    /// The type of the elements as NumPy writes it.
    ///
    /// @return `u1`, `i1`, `i2`, `i4`, `i8`, `f4` or `f8`
    public String typeName() {
        return type.npyCode;
    }

    /// The elements as floats, rounded once to nearest. NaN and infinities are kept.
    ///
    /// @return a new array
    /// @throws DataFormatException if there are more than 2^31 - 9 elements
    public float[] toFloats() throws DataFormatException {
        float[] out = new float[arrayLength()];
        type.toFloats(data, offset, 0, order, out, 0, out.length);
        return out;
    }

    /// The elements as doubles. NaN and infinities are kept; an `i8` above 2^53 is rounded.
    ///
    /// @return a new array
    /// @throws DataFormatException if there are more than 2^31 - 9 elements
    public double[] toDoubles() throws DataFormatException {
        double[] out = new double[arrayLength()];
        for (int i = 0; i < out.length; i++) {
            out[i] = type.get(data, offset, i, order);
        }
        return out;
    }

    /// The elements as whole numbers.
    ///
    /// @return a new array
    /// @throws DataFormatException if an element is not a whole number or does not fit an int, or if there are more than
    ///     2^31 - 9 elements
    public int[] toInts() throws DataFormatException {
        int[] out = new int[arrayLength()];
        for (int i = 0; i < out.length; i++) {
            double value = type.get(data, offset, i, order);
            out[i] = (int) value;
            if (out[i] != value) {
                throw at(i, "expected a whole number that fits 32 bits, found " + value);
            }
        }
        return out;
    }

    /// The elements as labels.
    ///
    /// @return labels named by their numbers
    /// @throws DataFormatException if the array does not have one dimension, or an element is not in 0 to 65,535
    public Labels toLabels() throws DataFormatException {
        if (shape.length != 1) {
            throw new DataFormatException(file, "header",
                    "expected labels in one dimension, found shape " + Arrays.toString(shape));
        }
        int[] values = toInts();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] >= Labels.MAX_CLASSES) {
                throw at(i, "expected a label in 0 to " + (Labels.MAX_CLASSES - 1) + ", found " + values[i]);
            }
        }
        return Labels.of(values);
    }

    /// The array as samples: its first dimension counts them. Shapes (n), (n, features), (n, height, width) and
    /// (n, 1, height, width) are understood. Unsigned bytes are multiplied by [ByteDataset#UNIT_SCALE].
    ///
    /// @param labels one label per sample, or null
    /// @return a data set; bytes stay bytes, a mapped file stays mapped
    /// @throws DataFormatException if the shape is another one, a value is NaN or infinite, or the labels are more or fewer
    @SuppressWarnings("exports")
    public Dataset toDataset(@Nullable Labels labels) throws DataFormatException {
        return toDataset(labels, ByteDataset.UNIT_SCALE);
    }

    /// The array as samples, with another scale for bytes.
    ///
    /// @param labels one label per sample, or null
    /// @param byteScale what unsigned bytes are multiplied by, positive and finite; other types are taken as they are
    /// @return a data set
    /// @throws DataFormatException as [#toDataset(Labels)]
    /// @throws IllegalArgumentException if there are bytes and `byteScale` is out of range
    @SuppressWarnings("exports")
    public Dataset toDataset(@Nullable Labels labels, float byteScale) throws DataFormatException {
        int rank = shape.length;
        if (rank == 0 || rank > 4 || (rank == 4 && shape[1] != 1) || length == 0) {
            throw new DataFormatException(file, "header", "expected a shape (n), (n, features), (n, height, width) or"
                    + " (n, 1, height, width) without a 0, found " + Arrays.toString(shape));
        }
        if (labels != null && labels.size() != shape[0]) {
            throw new DataFormatException(file, "header",
                    "expected one label per sample, found " + shape[0] + " samples and " + labels.size() + " labels");
        }
        int height = rank < 3 ? 1 : shape[rank - 2];
        int width = rank < 2 ? 1 : shape[rank - 1];
        if ((long) height * width > Integer.MAX_VALUE / 4) {
            throw new DataFormatException(file, "header",
                    "expected at most 2^29 values per sample, found " + height + " x " + width);
        }
        if (mapped) {
            return new MappedDataset(this, height, width, byteScale, labels);
        }
        if (type == ElementType.U1 && data.heapBase().orElse(null) instanceof byte[] bytes) {
            return new ByteDataset(bytes, (int) offset, height, width, byteScale, labels);
        }
        float[] values = toFloats();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw notFinite(i, values[i]);
            }
        }
        return new FloatDataset(values, height, width, labels);
    }

    DataFormatException notFinite(long index, double value) {
        return at(index, "expected a finite number, found " + value);
    }

    private DataFormatException at(long index, String problem) {
        return DataFormatException.atByte(file, offset + index * type.bytes, problem);
    }

    private int arrayLength() throws DataFormatException {
        if (length > Integer.MAX_VALUE - 8) {
            throw new DataFormatException(file, "header",
                    "expected at most 2^31 - 9 elements for one Java array, found " + length);
        }
        return (int) length;
    }

    Path file() {
        return file;
    }

    ElementType type() {
        return type;
    }

    ByteOrder order() {
        return order;
    }

    MemorySegment data() {
        return data;
    }

    long offset() {
        return offset;
    }
}
