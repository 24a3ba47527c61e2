package io.github.vae4j.study.run;

import io.github.vae4j.core.data.ColumnChoice;
import io.github.vae4j.core.data.DataStore;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.Parts;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.Split;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where data comes from.
///
/// @param name one of [Datasets#names()], or the path of a file or folder; of several IDX sets in a folder, the folder and
///     what the names of one begin with
/// @param labels file with a label for every sample, or null
/// @param options how files are read; the label column is one of the file of labels if there is one
/// @param store where named sets are
/// @param conditions of the samples: columns of the data, `label`, or `FILE[:COLUMN]`; `:number` after one takes numbers
public record DataSource(String name, @Nullable Path labels, ReadOptions options, DataStore store,
        List<String> conditions) {
    /// Checks that the parts fit each other.
    ///
    /// @throws IllegalArgumentException if there is nothing of that name, or options for files are given for a named set
    public DataSource {
        conditions = List.copyOf(conditions);
        conditions.forEach(ConditionSource::of);
        boolean named = Datasets.names().contains(name);
        if (!named && !exists(Path.of(name))) {
            throw new IllegalArgumentException("'" + name + "' is neither a data set (" + String.join(", ",
                    Datasets.names()) + ") nor a file or folder");
        }
        if (named && (labels != null || !options.columns().equals(ColumnChoice.recognised()))) {
            throw new IllegalArgumentException("the data set " + name + " has labels of its own: --labels and "
                    + "--label-column are for files");
        }
    }

    /// Data without conditions.
    ///
    /// @param name of the data
    /// @param labels file with a label for every sample, or null
    /// @param options how files are read
    /// @param store where named sets are
    /// @throws IllegalArgumentException as the other constructor
    public DataSource(String name, @Nullable Path labels, ReadOptions options, DataStore store) {
        this(name, labels, options, store, List.of());
    }

    /// The same with conditions of the samples.
    ///
    /// @param names see the class
    /// @return a new source
    /// @throws IllegalArgumentException if one is empty
    public DataSource withConditions(List<String> names) {
        return new DataSource(name, labels, options, store, names);
    }

    /// A named set from the usual places.
    ///
    /// @param name one of [Datasets#names()]
    /// @return the source
    public static DataSource named(String name) {
        return new DataSource(name, null, ReadOptions.defaults(), DataStore.standard());
    }

    /// Files whose names begin so, in a folder of several sets, count as well.
    private static boolean exists(Path path) {
        Path parent = path.getParent();
        Path last = path.getFileName();
        if (Files.exists(path) || parent == null || last == null || !Files.isDirectory(parent)) {
            return Files.exists(path);
        }
        String start = last + "-";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(parent,
                file -> String.valueOf(file.getFileName()).startsWith(start))) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    /// Reads the data.
    ///
    /// @return in the parts that it comes in
    /// @throws IOException if it cannot be read or is not what it should be
    public Parts read() throws IOException {
        if (Datasets.names().contains(name)) {
            Split split = Datasets.named(name, store);
            return conditioned(new Parts(split.train(), Optional.empty(), Optional.of(split.test())));
        }
        ReadOptions without = options.withColumns(options.columns().withDropped(ConditionSource.columns(sources())
                .stream().filter(column -> !options.columns().label().equals(Optional.of(column))).toList()));
        return conditioned(labels == null
                ? Datasets.openParts(Path.of(name), without)
                : Parts.of(Datasets.open(Path.of(name), labels, without)));
    }

    private List<ConditionSource> sources() {
        return conditions.stream().map(ConditionSource::of).toList();
    }

    private Parts conditioned(Parts parts) throws IOException {
        return ConditionSource.add(this, parts, sources());
    }

    /// Reads the data with all samples in the order of the source.
    ///
    /// @return as [#read], but sets that come with the library in one piece: their parts are drawn
    /// @throws IOException if it cannot be read or is not what it should be
    public Parts readInOrder() throws IOException {
        return switch (name) {
            case "digits" -> conditioned(Parts.of(Datasets.digits()));
            case "mails" -> conditioned(Parts.of(Datasets.mails()));
            default -> read();
        };
    }
}
