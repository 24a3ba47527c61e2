package io.github.vae4j.core.data;

import java.util.Optional;
import java.util.function.Consumer;

/// How files are read. Immutable: start from [#defaults()] and change what differs. Options that a format has no use for
/// are ignored.
///
/// @param csv how text is laid out
/// @param columns what the columns of a table are for
/// @param array `.npz`: the name of the array with the samples; empty to find out by names and shapes
/// @param byteScale unsigned bytes of IDX and `.npy` files are multiplied by this; positive and finite
/// @param samples where the samples of a sparse matrix are; empty to take what its file says, or else its rows
/// @param missing what to do with missing values
/// @param notes receives, a sentence at a time, what a reader found out and what it left out
public record ReadOptions(CsvFormat csv, ColumnChoice columns, Optional<String> array, float byteScale,
        Optional<SampleAxis> samples, Missing missing, Consumer<String> notes) {
    /// Takes 0 to 255 to 0 to 1.
    public static final float UNIT_SCALE = 1 / 255f;

    /// Checks the options.
    ///
    /// @throws IllegalArgumentException if the scale is not positive and finite
    public ReadOptions {
        if (!(byteScale > 0) || byteScale == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("expected a positive scale, found " + byteScale);
        }
    }

    /// Layout and index column are found out, missing values are refused, notes go nowhere.
    ///
    /// @return the options
    public static ReadOptions defaults() {
        return new ReadOptions(CsvFormat.recognised(), ColumnChoice.recognised(), Optional.empty(), UNIT_SCALE,
                Optional.empty(), Missing.REFUSE, note -> {});
    }

    /// CSV with commas, decimal points and features alone: nothing is found out.
    ///
    /// @return the options
    public static ReadOptions exact() {
        return defaults().withCsv(CsvFormat.plain()).withColumns(ColumnChoice.features());
    }

    /// The same with another layout of text.
    ///
    /// @param format the layout
    /// @return new options
    public ReadOptions withCsv(CsvFormat format) {
        return new ReadOptions(format, columns, array, byteScale, samples, missing, notes);
    }

    /// The same with another choice of columns.
    ///
    /// @param choice of columns
    /// @return new options
    public ReadOptions withColumns(ColumnChoice choice) {
        return new ReadOptions(csv, choice, array, byteScale, samples, missing, notes);
    }

    /// The same with labels in a column, or in an array of an archive.
    ///
    /// @param name of the column; the first line of a CSV file is its header then
    /// @return new options
    public ReadOptions withLabelColumn(String name) {
        return withCsv(csv.withHeader(true)).withColumns(columns.withLabel(new Column.Named(name)));
    }

    /// The same with labels in a column.
    ///
    /// @param number of the column, from 0, or negative from the end
    /// @return new options
    public ReadOptions withLabelColumn(int number) {
        return withColumns(columns.withLabel(new Column.Numbered(number)));
    }

    /// The same with the samples in an array of an archive.
    ///
    /// @param name of the array, without `.npy`
    /// @return new options
    public ReadOptions withArray(String name) {
        return new ReadOptions(csv, columns, Optional.of(name), byteScale, samples, missing, notes);
    }

    /// The same with another scale for unsigned bytes.
    ///
    /// @param scale they are multiplied by this
    /// @return new options
    /// @throws IllegalArgumentException if it is not positive and finite
    public ReadOptions withByteScale(float scale) {
        return new ReadOptions(csv, columns, array, scale, samples, missing, notes);
    }

    /// The same with the samples of a sparse matrix in its rows or columns.
    ///
    /// @param axis where the samples are
    /// @return new options
    public ReadOptions withSamples(SampleAxis axis) {
        return new ReadOptions(csv, columns, array, byteScale, Optional.of(axis), missing, notes);
    }

    /// The same with another treatment of missing values.
    ///
    /// @param treatment of missing values
    /// @return new options
    public ReadOptions withMissing(Missing treatment) {
        return new ReadOptions(csv, columns, array, byteScale, samples, treatment, notes);
    }

    /// The same with a receiver of notes.
    ///
    /// @param receiver of one sentence at a time
    /// @return new options
    public ReadOptions withNotes(Consumer<String> receiver) {
        return new ReadOptions(csv, columns, array, byteScale, samples, missing, receiver);
    }
}
