package io.github.vae4j.core.data;

import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.core.data.table.ColumnReader;
import io.github.vae4j.core.data.table.TableReader;
import io.github.vae4j.core.data.table.TableSamples;
import java.io.IOException;
import java.nio.file.Path;

/// Reads tables in text files (UTF-8, plain or packed with gzip) of one sample a row: numbers, and a label if wanted.
///
/// What is not given is found out: the delimiter (comma, semicolon, tab, bar, blanks), decimal commas, whether the first
/// line is a header, and whether the first column is an index, as pandas and R write it. Cells may be in double quotes, with
/// `""` for a quote inside, and span lines then (RFC 4180). Blanks around a cell, empty lines, lines of comment (`#`), a
/// byte-order mark, Excel's `sep=;` and a delimiter at the end of every row are understood. `True` and `False` are 1 and 0.
///
/// **Errors.** All methods throw [DataFormatException], with line and column, for ragged rows, cells that are no finite
/// numbers, missing values (unless the options say otherwise), columns of text, a label column that is not there, bytes that
/// are no UTF-8, and files without a row; and another [IOException] if the file cannot be read.
public final class CsvReader {
    private CsvReader() {}

    /// Reads a data set, and finds out how it is laid out.
    ///
    /// @param file a text file
    /// @return the samples, without labels
    /// @throws IOException see the class
    public static Dataset read(Path file) throws IOException {
        return read(file, ReadOptions.defaults());
    }

    /// Reads a data set.
    ///
    /// @param file a text file
    /// @param options its layout, as far as it is known, and what its columns are for
    /// @return the samples, with labels if a label column is chosen
    /// @throws IOException see the class
    public static Dataset read(Path file, ReadOptions options) throws IOException {
        return TableSamples.of(file, TableReader.samples(file, FileContent.read(file), options), options);
    }

    /// Reads columns of names and numbers that describe samples, such as factors or covariates. A column that names or counts
    /// the rows is recognised, as in [#read(Path, ReadOptions)], and left out.
    ///
    /// @param file a text file
    /// @param samples how many rows there should be, or -1 if that is not known: a first row too many may be a header
    /// @param options its layout, as far as it is known, and which columns are left out; missing values are empty texts,
    ///     whatever the options say
    /// @return the columns
    /// @throws IOException see the class
    public static TextTable readColumns(Path file, int samples, ReadOptions options) throws IOException {
        return ColumnReader.read(file, FileContent.read(file), samples, options);
    }
}
