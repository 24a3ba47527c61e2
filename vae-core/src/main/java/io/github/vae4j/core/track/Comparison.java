package io.github.vae4j.core.track;

import io.github.vae4j.core.ModelFormatException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// What differs between two models or checkpoints, or between two recorded runs.
public sealed interface Comparison permits ModelComparison, RecordComparison {
    /// Compares two files of one kind: models, checkpoints and other safetensors files with each other, records of
    /// [Recorder] with each other.
    ///
    /// @param a a file
    /// @param b another one
    /// @return what differs
    /// @throws IllegalArgumentException if one is a record and the other is not
    /// @throws ModelFormatException if a file is damaged, or of neither kind
    /// @throws IOException if a file cannot be read
    static Comparison of(Path a, Path b) throws IOException {
        boolean isRecord = isRecord(a);
        if (isRecord != isRecord(b)) {
            throw new IllegalArgumentException((isRecord ? a : b) + " is a record and " + (isRecord ? b : a)
                    + " is not: compare two records, or two models or checkpoints");
        }
        return isRecord ? RecordComparison.of(a, b) : ModelComparison.of(a, b);
    }

    private static boolean isRecord(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null,
                    "is a folder, expected a model, a checkpoint or a record");
        }
        return RecordFile.isOne(file);
    }

    /// Settings and hashes of data that differ: they decide the bits.
    ///
    /// @return empty if none does
    List<FieldDifference> settings();

    /// Versions of library, format, JDK and kernels that differ: they do not decide the bits of one version of the library.
    ///
    /// @return empty if none does
    List<FieldDifference> versions();

    /// Whether all bits that were compared, settings and data are equal, whatever made them.
    ///
    /// @return `false` if anything but [#versions] differs
    boolean isEqual();
}
