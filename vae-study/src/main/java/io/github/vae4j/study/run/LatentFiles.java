package io.github.vae4j.study.run;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.NpyReader;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Latent codes from files of any format that holds tables or arrays, anybody's.
///
/// @param mean of q(z|x), or whatever the codes are, (rows, units) row-major
/// @param logvar log variances, (rows, units); empty if there is no file
/// @param units number of columns
/// @param labels the class of every row; null if there are none
/// @param fileRows the number of every row in its file, from 0
/// @param drops whether rows of the file may have been left out
@SuppressWarnings("ArrayRecordComponent") // as long as the data
public record LatentFiles(float[] mean, float[] logvar, int units, @Nullable Labels labels, int[] fileRows,
        boolean drops) {
    /// Names of arrays, letters alone: logvar, log_var, z_log_var (Keras) and the like.
    private static final Set<
            String> LOG_VARIANCES = Set.of("logvar", "logvars", "logvariance", "logvariances", "zlogvar",
                    "logsigmasq", "logsigmasquared", "lv");

    /// Reads codes, and what is known of them.
    ///
    /// @param latents file of the codes
    /// @param logvar file of their log variances, or null
    /// @param labels file of one label per row, or null for those in the file of the codes, if there are any
    /// @param options how the files are read; the label column is one of the file of labels if there is one
    /// @return the codes
    /// @throws IOException if a file cannot be read, or is not what it should be
    /// @throws IllegalArgumentException if the files do not fit each other, or codes are to be masked
    public static LatentFiles read(Path latents, @Nullable Path logvar, @Nullable Path labels, ReadOptions options)
            throws IOException {
        if (options.missing() == Missing.MASK) {
            throw new IllegalArgumentException("no statistic takes missing values: leave out rows with --missing drop");
        }
        requireFile(latents);
        ReadOptions codesAsTheyAre = options.withByteScale(1);
        Dataset codes = labels == null
                ? Datasets.open(latents, codesAsTheyAre)
                : Datasets.open(latents, labels, codesAsTheyAre);
        requireTable(latents, codes);
        float[] mean = values(codes);
        float[] variances = logvar == null ? new float[0] : variances(logvar, latents, codes, codesAsTheyAre);
        int[] fileRows = IntStream.range(0, codes.size()).map(codes::row).toArray();
        return new LatentFiles(mean, variances, codes.features(), codes.hasLabels() ? labels(codes) : null, fileRows,
                options.missing() == Missing.DROP);
    }

    /// The codes.
    ///
    /// @return the means as points
    public Codes codes() {
        return Codes.of(mean, units);
    }

    /// The number of samples.
    ///
    /// @return 1 or more
    public int rows() {
        return mean.length / units;
    }

    /// The rows that a file about the same samples should have.
    ///
    /// @return their number, or -1 if it is not known
    int expectedRows() {
        return drops ? -1 : rows();
    }

    /// Refuses a file about the same samples that has another number of rows.
    ///
    /// @param file of which
    /// @param what it holds
    /// @param found how many rows it has
    void requireRows(Path file, String what, int found) {
        int last = fileRows[rows() - 1];
        if (drops ? found <= last : found != rows()) {
            throw new IllegalArgumentException(file + " has " + what + " of " + found + " samples but "
                    + (drops ? "row " + last + " of the codes is among the samples" : "there are codes of " + rows()));
        }
    }

    private static void requireTable(Path file, Dataset codes) throws IOException {
        int[] shape = codes.imageShape();
        boolean images = shape[0] > 1 && shape[1] > 1;
        if (images || isNpy(file) && NpyReader.map(file).shape().length == 1) {
            throw new DataFormatException(file, "header",
                    "expected an array of two dimensions, (samples, units), found "
                            + (images ? "images of " + shape[0] + " x " + shape[1] : "one dimension"));
        }
    }

    private static void requireFile(Path file) throws DataFormatException {
        if (Files.isDirectory(file)) {
            throw new DataFormatException(file, "", "expected a file of codes, (samples, units), found a folder");
        }
    }

    static boolean isNpy(Path file) throws IOException {
        return startsWith(file, "\u0093NUM");
    }

    private static boolean startsWith(Path file, String start) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(start.length()), StandardCharsets.ISO_8859_1).equals(start);
        }
    }

    private static float[] values(Dataset rows) {
        float[] values = new float[Math.multiplyExact(rows.size(), rows.features())];
        for (int i = 0; i < rows.size(); i++) {
            rows.read(i, 0, values, i * rows.features());
        }
        return values;
    }

    /// The rows that belong to the codes: rows of codes that are left out are left out here, too.
    private static float[] variances(Path file, Path latents, Dataset codes, ReadOptions options) throws IOException {
        requireFile(file);
        boolean drops = options.missing() == Missing.DROP;
        Dataset all = Datasets.open(file, chosen(file, latents, options.withColumns(options.columns().withoutLabel())
                .withMissing(drops ? Missing.MASK : options.missing())));
        requireTable(file, all);
        if (all.features() != codes.features() || !drops && all.size() != codes.size()
                || all.size() <= codes.row(codes.size() - 1)) {
            throw new IllegalArgumentException(file + " has " + all.size() + " rows of " + all.features()
                    + " values but " + latents + " has " + codes.size() + " of " + codes.features());
        }
        float[] out = new float[codes.size() * codes.features()];
        for (int i = 0; i < codes.size(); i++) {
            int row = drops ? codes.row(i) : i;
            all.read(row, 0, out, i * codes.features());
            for (int unit = 0; unit < codes.features(); unit++) {
                if (Float.isNaN(out[i * codes.features() + unit])) {
                    throw new IllegalArgumentException(all.place(row) + ": a log variance is missing");
                }
            }
        }
        return out;
    }

    /// Of an archive with means and log variances the latter are meant, whatever array holds the codes.
    private static ReadOptions chosen(Path file, Path latents, ReadOptions options) throws IOException {
        if (!startsWith(file, "PK")) {
            return options;
        }
        Set<String> names = NpyReader.readArchive(file).keySet();
        List<String> found = names.stream()
                .filter(name -> LOG_VARIANCES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")))
                .toList();
        if (found.size() == 1) {
            return options.withArray(found.getFirst());
        }
        if (Files.isSameFile(file, latents)) {
            throw new DataFormatException(file, "directory",
                    "expected one array of log variances, called logvar, found " + String.join(", ", names));
        }
        return options;
    }

    /// The labels as statistics take them.
    ///
    /// @param data with labels
    /// @return the same classes
    static Labels labels(Dataset data) {
        int[] classes = new int[data.size()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = data.label(i);
        }
        return Labels.of(classes, data.classNames());
    }
}
