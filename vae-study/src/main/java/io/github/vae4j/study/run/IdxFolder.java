package io.github.vae4j.study.run;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.IdxReader;
import io.github.vae4j.core.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder with a set in the form of MNIST: four IDX files whose names end as MNIST's do, packed or not, in parts called
/// `train` and `t10k` or `test`. Whatever stands before, as in `emnist-letters-train-images-idx3-ubyte.gz`, is the same
/// everywhere in a folder of one set.
final class IdxFolder {
    private static final String TRAIN = "train";
    private static final String TEST = "(t10k|test)";
    private static final String IMAGES = "images.idx3.ubyte";
    private static final String LABELS = "labels.idx1.ubyte";

    private IdxFolder() {}

    /// @return training and test part with labels, or null if the folder is of another kind
    static @Nullable Split read(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || find(folder, TRAIN, IMAGES).isEmpty()) {
            return null;
        }
        return new Split(part(folder, TRAIN), part(folder, TEST));
    }

    private static Dataset part(Path folder, String part) throws IOException {
        return IdxReader.read(only(folder, part, IMAGES), only(folder, part, LABELS));
    }

    private static Path only(Path folder, String part, String kind) throws IOException {
        List<Path> found = find(folder, part, kind);
        if (found.size() != 1) {
            throw new DataFormatException(folder, "folder", "expected one file whose name ends in "
                    + part.replace(TEST, "t10k") + "-" + kind.replace('.', '-') + " or that with .gz, found "
                    + found.size());
        }
        return found.getFirst();
    }

    private static List<Path> find(Path folder, String part, String kind) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\b" + part + "-" + kind + "(\\.gz)?")).sorted()
                    .toList();
        }
    }
}
