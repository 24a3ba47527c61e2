package io.github.vae4j.study.run;

import io.github.vae4j.core.data.CsvFormat;
import io.github.vae4j.core.data.CsvReader;
import io.github.vae4j.core.data.DataStore;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where data comes from. A file whose name ends in `.csv` may have a first line with the names of its columns.
///
/// @param name one of [Datasets#names()], or the path of a file or folder
/// @param labels file with a label for every sample, or null
/// @param labelColumn of a CSV file: the name of the column with the labels, or its number from 0, or from the end (-1 is
///     the last); or null
/// @param store where named sets are
public record DataSource(String name, @Nullable Path labels, @Nullable String labelColumn, DataStore store) {
    /// Checks that the parts fit each other.
    ///
    /// @throws IllegalArgumentException if there is nothing of that name, or labels are given where they cannot be
    public DataSource {
        boolean named = Datasets.names().contains(name);
        if (!named && !Files.exists(Path.of(name))) {
            throw new IllegalArgumentException("'" + name + "' is neither a data set (" + String.join(", ",
                    Datasets.names()) + ") nor a file or folder");
        }
        if (named && (labels != null || labelColumn != null)) {
            throw new IllegalArgumentException("the data set " + name + " has labels of its own: --labels and "
                    + "--label-column are for files");
        }
        if (labels != null && labelColumn != null) {
            throw new IllegalArgumentException("labels come from --labels or from --label-column: give one of them");
        }
    }

    /// A named set from the usual places.
    ///
    /// @param name one of [Datasets#names()]
    /// @return the source
    public static DataSource named(String name) {
        return new DataSource(name, null, null, DataStore.standard(null));
    }

    /// What a source holds.
    ///
    /// @param learning to learn from; all samples if there is no test part
    /// @param test to measure on, or null if the source does not say which samples these are
    public record Content(Dataset learning, @Nullable Dataset test) {}

    /// Reads the data.
    ///
    /// @return in the parts that it comes in
    /// @throws IOException if it cannot be read or is not what it should be
    /// @throws IllegalArgumentException if there are more or fewer labels than samples
    public Content read() throws IOException {
        if (Datasets.names().contains(name)) {
            Split split = Datasets.named(name, store);
            return new Content(split.train(), split.test());
        }
        Path path = Path.of(name);
        if (labelColumn != null) {
            return new Content(CsvReader.read(path, csv(labelColumn)), null);
        }
        Split folder = IdxFolder.read(path);
        if (folder != null) {
            if (labels != null) {
                throw new IllegalArgumentException(path + " has labels of its own: --labels is for files without");
            }
            return new Content(folder.train(), folder.test());
        }
        Dataset samples = name.endsWith(".csv")
                ? CsvReader.read(path, LatentFiles.csv(path))
                : Datasets.open(path);
        if (labels == null) {
            return new Content(samples, null);
        }
        Labels classes = LabelFile.read(labels);
        if (classes.size() != samples.size()) {
            throw new IllegalArgumentException(labels + " has " + classes.size() + " labels but " + path + " has "
                    + samples.size() + " samples");
        }
        return new Content(samples.withLabels(classes), null);
    }

    private static CsvFormat csv(String column) {
        return column.matches("-?[0-9]{1,7}")
                ? CsvFormat.plain().withLabelColumn(Integer.parseInt(column))
                : CsvFormat.plain().withLabelColumn(column);
    }
}
