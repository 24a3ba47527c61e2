package io.github.vae4j.study.run;

import io.github.vae4j.core.data.CsvReader;
import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.NpyReader;
import io.github.vae4j.core.data.NumericArray;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.TextTable;
import io.github.vae4j.metrics.factors.Factors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// Values of generative factors from a file, one column a factor: `.npy` with numbers, or CSV with numbers or names. Names
/// are numbered in the order of the alphabet.
public final class FactorFile {
    private FactorFile() {}

    /// Reads the factors of samples, all of which need a value of each.
    ///
    /// @param file `.npy` of one or two dimensions, or CSV, with or without a line of names
    /// @param codes the samples: a row of the file for each row of theirs, those that were left out included
    /// @param options how CSV is laid out
    /// @return the factors, named as in the header, or by their numbers
    /// @throws IOException if the file cannot be read, or is not what it should be
    /// @throws IllegalArgumentException if it has another number of rows than the samples' file
    public static Factors read(Path file, LatentFiles codes, ReadOptions options) throws IOException {
        return LatentFiles.isNpy(file) || file.toString().endsWith(".npy.gz")
                ? array(file, codes)
                : table(file, codes, options.withColumns(options.columns().withoutLabel()));
    }

    private static Factors array(Path file, LatentFiles codes) throws IOException {
        NumericArray array = NpyReader.read(file);
        int[] shape = array.shape();
        if (shape.length < 1 || shape.length > 2 || array.length() == 0) {
            throw new DataFormatException(file, "header",
                    "expected (samples, factors), found " + Arrays.toString(shape));
        }
        codes.requireRows(file, "factors", shape[0]);
        int columns = shape.length == 1 ? 1 : shape[1];
        double[] all = array.toDoubles();
        double[] values = new double[codes.rows() * columns];
        for (int i = 0; i < codes.rows(); i++) {
            int row = codes.fileRows()[i];
            for (int c = 0; c < columns; c++) {
                double value = all[row * columns + c];
                if (!Double.isFinite(value)) {
                    throw new DataFormatException(file, "row " + row + ", column " + c,
                            "expected a number, found " + value);
                }
                values[i * columns + c] = value;
            }
        }
        return Factors.of(codes.rows(), columns, values);
    }

    private static Factors table(Path file, LatentFiles codes, ReadOptions options) throws IOException {
        TextTable table = CsvReader.readColumns(file, codes.expectedRows(), options);
        codes.requireRows(file, "factors", table.rows());
        int columns = table.columns();
        double[] values = new double[codes.rows() * columns];
        for (int c = 0; c < columns; c++) {
            List<String> cells = table.column(c);
            List<String> names = table.isNumeric(c) ? List.of() : List.copyOf(new TreeSet<>(cells));
            for (int i = 0; i < codes.rows(); i++) {
                String cell = cells.get(codes.fileRows()[i]);
                if (cell.isEmpty()) {
                    throw new IllegalArgumentException(table.place(codes.fileRows()[i]) + ", column " + (c + 1)
                            + ": expected a value of the factor, found none");
                }
                values[i * columns + c] = names.isEmpty() ? Double.parseDouble(cell) : names.indexOf(cell);
            }
        }
        Factors factors = Factors.of(codes.rows(), columns, values);
        return table.names().isEmpty() ? factors : factors.withNames(table.names().toArray(String[]::new));
    }
}
