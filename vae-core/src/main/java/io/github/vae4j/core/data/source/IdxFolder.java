package io.github.vae4j.core.data.source;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.Parts;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.array.ArrayFile;
import io.github.vae4j.core.data.array.Idx;
import io.github.vae4j.core.data.file.FileContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder with a set in the form of MNIST: IDX files whose names end as MNIST's do, packed or not, in parts called `train`
/// and `t10k` or `test`, as `emnist-letters-train-images-idx3-ubyte.gz`. A path may also end in what stands before, as
/// `folder/emnist-letters`.
///
/// @param folder where the files are
/// @param prefix what their names begin with, or empty for anything
record IdxFolder(Path folder, String prefix) {
    private static final Pattern NAME = Pattern
            .compile("(.*?)-?\\b(train|t10k|test)-(images|labels)[-.]idx[1-4][-.](ubyte|int)(\\.gz)?");

    /// The folder that a path means, if it holds such a set.
    static Optional<IdxFolder> find(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            IdxFolder folder = new IdxFolder(path, "");
            return folder.files("train", "images").isEmpty() ? Optional.empty() : Optional.of(folder);
        }
        Path parent = path.toAbsolutePath().getParent();
        Path name = path.getFileName();
        if (Files.exists(path) || parent == null || name == null || !Files.isDirectory(parent)) {
            return Optional.empty();
        }
        IdxFolder folder = new IdxFolder(path.getParent() == null ? Path.of("") : path.getParent(), name.toString());
        return folder.files("train", "images").isEmpty() ? Optional.empty() : Optional.of(folder);
    }

    Parts read(ReadOptions options) throws IOException {
        Dataset train = part("train", options);
        boolean hasTest = !files("test", "images").isEmpty() || !files("test", "labels").isEmpty();
        Optional<Dataset> test = hasTest ? Optional.of(part("test", options)) : Optional.empty();
        return new Parts(train, Optional.empty(), test);
    }

    private Dataset part(String part, ReadOptions options) throws IOException {
        Path images = only(part, "images");
        Path labels = only(part, "labels");
        Dataset samples = Idx.images(file(images)).toDataset(options);
        Labels classes = Idx.parse(file(labels)).toLabels();
        if (classes.size() != samples.size()) {
            throw new DataFormatException(labels, "", "expected a label for each of the " + samples.size()
                    + " images in " + images.getFileName() + ", found " + classes.size());
        }
        return samples.withLabels(classes);
    }

    private static ArrayFile file(Path path) throws IOException {
        return ArrayFile.of(path, FileContent.read(path));
    }

    private Path only(String part, String kind) throws IOException {
        List<Path> found = files(part, kind);
        if (found.size() == 1) {
            return found.getFirst();
        }
        TreeSet<String> sets = new TreeSet<>();
        for (Path file : found) {
            Matcher matcher = NAME.matcher(String.valueOf(file.getFileName()));
            if (matcher.matches() && !matcher.group(1).isEmpty()) {
                sets.add(folder.resolve(matcher.group(1)).toString());
            }
        }
        throw new DataFormatException(folder, "", "expected one file whose name ends in "
                + (part.equals("test") ? "t10k" : part) + "-" + kind
                + (kind.equals("images") ? "-idx3-ubyte" : "-idx1-ubyte") + " or that with .gz, found "
                + found.size() + (sets.size() > 1 ? ": name one set, " + String.join(" or ", sets) : ""));
    }

    /// The files of a kind, unpacked ones where both are there.
    private List<Path> files(String part, String kind) throws IOException {
        TreeMap<String, Path> byName = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
                String name = String.valueOf(path.getFileName());
                Matcher matcher = NAME.matcher(name);
                boolean isTest = matcher.matches() && !matcher.group(2).equals("train");
                if (matcher.matches() && isTest == part.equals("test") && matcher.group(3).equals(kind)
                        && (prefix.isEmpty() || matcher.group(1).equals(prefix))) {
                    byName.putIfAbsent(name.replaceFirst("\\.gz$", ""), path);
                }
            }
        }
        return new ArrayList<>(byName.values());
    }
}
