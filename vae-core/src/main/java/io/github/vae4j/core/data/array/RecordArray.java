package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.file.ElementType;
import io.github.vae4j.core.data.table.Records;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A structured array of one dimension in a `.npy` file: a table whose columns are its fields.
public final class RecordArray implements NpyContent, Records {
    /// A field, or one element of a field that is an array.
    ///
    /// @param name of the column
    /// @param number type of its numbers, or null for texts
    /// @param text type of its texts, or null for numbers
    /// @param offset from the start of the record, in bytes
    record Field(String name, @Nullable ElementType number, TextArray.@Nullable TextType text, ByteOrder order,
            long offset) {}

    private final ArrayFile file;
    private final List<Field> fields;
    private final int rows;
    private final long recordBytes;
    private final MemorySegment data;
    private final long offset;

    RecordArray(ArrayFile file, List<Field> fields, int rows, long recordBytes, MemorySegment data, long offset) {
        this.file = file;
        this.fields = List.copyOf(fields);
        this.rows = rows;
        this.recordBytes = recordBytes;
        this.data = data;
        this.offset = offset;
    }

    @Override
    public int[] shape() {
        return new int[] {rows};
    }

    @Override
    public String typeName() {
        return "structured";
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public String part() {
        return file.part();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    @Override
    public boolean isText(int column) {
        return fields.get(column).number == null;
    }

    @Override
    public float number(int row, int column) {
        Field field = fields.get(column);
        return field.number == null
                ? Float.NaN
                : field.number.toFloat(data, at(row, field), 0, field.order);
    }

    @Override
    public String text(int row, int column) throws DataFormatException {
        Field field = fields.get(column);
        long at = at(row, field);
        if (field.text != null) {
            return field.text.text(file, data, at);
        }
        return field.number == null ? "" : ArrayLabels.text(field.number, data, at, 0, field.order);
    }

    private long at(int row, Field field) {
        return offset + row * recordBytes + field.offset;
    }
}
