package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.NumericArray;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.file.ElementType;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// Numbers in a file, in memory or mapped, in C order.
public final class StoredArray implements NumericArray, NpyContent {
    private final ArrayFile file;
    private final int[] shape;
    private final long length;
    private final ElementType type;
    private final ByteOrder order;
    private final MemorySegment data;
    private final long offset;

    /// The caller has checked that the segment holds exactly the elements from `offset` on.
    ///
    /// @param data the elements; not those of the file if their order was changed
    StoredArray(ArrayFile file, int[] shape, ElementType type, ByteOrder order, MemorySegment data, long offset) {
        this.file = file;
        this.shape = shape;
        this.length = ArrayShape.elements(shape);
        this.type = type;
        this.order = order;
        this.data = data;
        this.offset = offset;
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public String typeName() {
        return type.npyCode;
    }

    @Override
    public float[] toFloats() throws DataFormatException {
        float[] out = new float[arrayLength()];
        type.toFloats(data, offset, 0, order, out, 0, out.length);
        return out;
    }

    @Override
    public double[] toDoubles() throws DataFormatException {
        double[] out = new double[arrayLength()];
        for (int i = 0; i < out.length; i++) {
            out[i] = type.get(data, offset, i, order);
        }
        return out;
    }

    @Override
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

    @Override
    public Labels toLabels() throws DataFormatException {
        return ArrayLabels.required(this, -1);
    }

    @Override
    public Dataset toDataset() throws DataFormatException {
        return toDataset(ReadOptions.defaults());
    }

    @Override
    public Dataset toDataset(Labels labels) throws DataFormatException {
        Dataset samples = toDataset();
        if (labels.size() != samples.size()) {
            throw file.error("header", "expected one label per sample, found " + samples.size() + " samples and "
                    + labels.size() + " labels");
        }
        return samples.withLabels(labels);
    }

    @Override
    public Dataset toDataset(ReadOptions options) throws DataFormatException {
        return ArraySamples.of(this, options);
    }

    /// The array with another shape of as many elements.
    StoredArray reshaped(int... sizes) {
        return new StoredArray(file, sizes, type, order, data, offset);
    }

    DataFormatException at(long index, String problem) {
        return file.atByte(offset + index * type.bytes, problem);
    }

    private int arrayLength() throws DataFormatException {
        if (length > Integer.MAX_VALUE - 8) {
            throw file.error("header", "expected at most 2^31 - 9 elements for one Java array, found " + length);
        }
        return (int) length;
    }

    ArrayFile file() {
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

    /// Whether the elements are those of a mapped file.
    boolean isMapped() {
        return file.mapped() && data.equals(file.data());
    }
}
