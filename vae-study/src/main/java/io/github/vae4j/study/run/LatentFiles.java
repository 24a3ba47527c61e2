package io.github.vae4j.study.run;

import io.github.vae4j.core.data.CsvFormat;
import io.github.vae4j.core.data.CsvReader;
import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.NpyReader;
import io.github.vae4j.core.data.NumericArray;
import io.github.vae4j.metrics.Labels;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Latent codes from files, anybody's: `.npy`, or CSV with or without a header.
///
/// @param mean of q(z|x), or whatever the codes are, (rows, units) row-major
/// @param logvar log variances, (rows, units); empty if there is no file
/// @param units number of columns
/// @param labels the class of every row; null if there is no file
@SuppressWarnings("ArrayRecordComponent") // as long as the data
public record LatentFiles(float[] mean, float[] logvar, int units, @Nullable Labels labels) {
    /// Reads codes, and what is known of them.
    ///
    /// @param latents file of the codes
    /// @param logvar file of their log variances, or null
    /// @param labels file of one label per row, whole numbers from 0 or, in text, names; or null
    /// @return the codes
    /// @throws IOException if a file cannot be read, or is not what it should be
    /// @throws IllegalArgumentException if the files do not fit each other
    public static LatentFiles read(Path latents, @Nullable Path logvar, @Nullable Path labels) throws IOException {
        Matrix codes = matrix(latents);
        float[] variances = {};
        if (logvar != null) {
            Matrix second = matrix(logvar);
            if (second.rows != codes.rows || second.columns != codes.columns) {
                throw new IllegalArgumentException(logvar + " has " + second.rows + " rows of " + second.columns
                        + " values but " + latents + " has " + codes.rows + " of " + codes.columns);
            }
            variances = second.values;
        }
        Labels classes = labels == null ? null : labels(labels);
        if (classes != null && classes.size() != codes.rows) {
            throw new IllegalArgumentException(labels + " has " + classes.size() + " labels but " + latents + " has "
                    + codes.rows + " rows");
        }
        return new LatentFiles(codes.values, variances, codes.columns, classes);
    }

    /// The number of samples.
    ///
    /// @return 1 or more
    public int rows() {
        return mean.length / units;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Matrix(float[] values, int rows, int columns) {}

    private static Matrix matrix(Path file) throws IOException {
        if (!LabelFile.isNpy(file)) {
            Dataset rows = CsvReader.read(file, csv(file));
            float[] values = new float[Math.multiplyExact(rows.size(), rows.features())];
            for (int i = 0; i < rows.size(); i++) {
                rows.read(i, 0, values, i * rows.features());
            }
            return new Matrix(values, rows.size(), rows.features());
        }
        NumericArray array = NpyReader.read(file);
        int[] shape = array.shape();
        if (shape.length != 2 || shape[0] == 0 || shape[1] == 0) {
            throw new DataFormatException(file, "header",
                    "expected an array of two dimensions, (samples, units), found " + shape.length);
        }
        return new Matrix(array.toFloats(), shape[0], shape[1]);
    }

    /// A first line that does not begin with a number names the columns.
    static CsvFormat csv(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String first = lines.readLine();
            boolean number = first == null || first.strip().matches("[-+.0-9nN\"].*");
            return number ? CsvFormat.plain() : CsvFormat.plain().withHeader();
        }
    }

    private static Labels labels(Path file) throws IOException {
        io.github.vae4j.core.data.Labels classes = LabelFile.read(file);
        return Labels.of(classes.toArray(), classes.names());
    }
}
