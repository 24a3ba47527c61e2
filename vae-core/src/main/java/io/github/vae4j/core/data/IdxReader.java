package io.github.vae4j.core.data;

import io.github.vae4j.core.data.array.ArrayFile;
import io.github.vae4j.core.data.array.Idx;
import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.core.data.file.FileMap;
import java.io.IOException;
import java.nio.file.Path;

/// Reads IDX files, the format of MNIST (LeCun, Cortes and Burges): two zero bytes, a type, the number of dimensions,
/// their sizes, the elements; big endian. Plain or packed with gzip.
///
/// **Errors.** All methods throw [DataFormatException] if a file is not what it should be, and another [IOException] if it
/// cannot be read.
public final class IdxReader {
    private IdxReader() {}

    /// Reads images without labels.
    ///
    /// @param images an IDX file; its first dimension counts the samples
    /// @return the samples; unsigned bytes stay bytes and are multiplied by [ReadOptions#UNIT_SCALE]
    /// @throws IOException see the class
    public static Dataset read(Path images) throws IOException {
        return Idx.images(ArrayFile.of(images, FileContent.read(images))).toDataset();
    }

    /// Reads images and their labels.
    ///
    /// @param images an IDX file; its first dimension counts the samples
    /// @param labels an IDX file with a label for each, see [#readLabels]
    /// @return the samples; unsigned bytes stay bytes and are multiplied by [ReadOptions#UNIT_SCALE]
    /// @throws IOException see the class; also if there are more or fewer labels than images
    public static Dataset read(Path images, Path labels) throws IOException {
        return Idx.images(ArrayFile.of(images, FileContent.read(images))).toDataset(readLabels(labels));
    }

    /// Maps images into memory instead of reading them, for files that are larger than the heap.
    ///
    /// @param images an IDX file that is not compressed and does not change while it is used
    /// @return the samples
    /// @throws IOException see the class
    public static Dataset map(Path images) throws IOException {
        return Idx.images(new ArrayFile(images, "", FileMap.of(images), true)).toDataset();
    }

    /// Maps images into memory instead of reading them, and reads their labels.
    ///
    /// @param images an IDX file that is not compressed and does not change while it is used
    /// @param labels an IDX file with a label for each, see [#readLabels]
    /// @return the samples
    /// @throws IOException see the class; also if there are more or fewer labels than images
    public static Dataset map(Path images, Path labels) throws IOException {
        return Idx.images(new ArrayFile(images, "", FileMap.of(images), true)).toDataset(readLabels(labels));
    }

    /// Reads labels: one dimension, or QMNIST's eight columns of which the first is the label.
    ///
    /// @param file an IDX file
    /// @return labels named by their numbers
    /// @throws IOException see the class
    public static Labels readLabels(Path file) throws IOException {
        return readArray(file).toLabels();
    }

    /// Reads an array of any shape.
    ///
    /// @param file an IDX file of at most 8 dimensions
    /// @return its elements
    /// @throws IOException see the class
    public static NumericArray readArray(Path file) throws IOException {
        return Idx.parse(ArrayFile.of(file, FileContent.read(file)));
    }
}
