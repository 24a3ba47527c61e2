package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.table.Records;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// An array of two dimensions as a table whose columns are called by their numbers.
public final class ArrayRecords implements Records {
    private final StoredArray array;
    private final int rows;
    private final int columns;
    private final List<String> names;

    /// @throws DataFormatException if the array has other dimensions
    public ArrayRecords(StoredArray array) throws DataFormatException {
        int[] shape = array.shape();
        if (shape.length != 2 || shape[0] == 0 || shape[1] == 0) {
            throw array.file().error("header",
                    "expected an array of two dimensions to choose columns from, found shape "
                            + Arrays.toString(shape));
        }
        this.array = array;
        this.rows = shape[0];
        this.columns = shape[1];
        this.names = IntStream.range(0, columns).mapToObj(Integer::toString).toList();
    }

    @Override
    public Path path() {
        return array.file().path();
    }

    @Override
    public String part() {
        return array.file().part();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public boolean isText(int column) {
        return false;
    }

    @Override
    public float number(int row, int column) {
        return array.type().toFloat(array.data(), array.offset(), index(row, column), array.order());
    }

    @Override
    public String text(int row, int column) {
        return ArrayLabels.text(array.type(), array.data(), array.offset(), index(row, column), array.order());
    }

    private long index(int row, int column) {
        return (long) row * columns + column;
    }
}
