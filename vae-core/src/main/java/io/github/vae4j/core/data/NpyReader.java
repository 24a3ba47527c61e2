package io.github.vae4j.core.data;

import io.github.vae4j.core.data.array.ArrayFile;
import io.github.vae4j.core.data.array.NpyHeader;
import io.github.vae4j.core.data.array.NpzArchive;
import io.github.vae4j.core.data.array.StoredArray;
import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.core.data.file.FileMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads NumPy's `.npy` files (format versions 1 to 3; truth values, whole numbers of 8 to 64 bits with and without sign,
/// floats of 16, 32 and 64 bits, either byte order, C and Fortran order) and `.npz` archives of them, stored or compressed.
/// Texts and structured arrays are read by [Datasets#open(Path, ReadOptions)] and [LabelReader].
///
/// **Errors.** All methods throw [DataFormatException] if a file is not what it should be, and another [IOException] if it
/// cannot be read.
public final class NpyReader {
    private NpyReader() {}

    /// Reads an array into memory.
    ///
    /// @param file a `.npy` file, plain or packed with gzip
    /// @return the array; [NumericArray#toDataset()], [NumericArray#toDoubles()] and so on give its elements
    /// @throws IOException see the class
    public static NumericArray read(Path file) throws IOException {
        return NpyHeader.numbers(ArrayFile.of(file, FileContent.read(file)));
    }

    /// Maps an array into memory instead of reading it, for files that are larger than the heap.
    ///
    /// @param file a `.npy` file that is not compressed and does not change while it is used
    /// @return the array; its [NumericArray#toDataset()] reads from the file; an array in Fortran order, whose rows are
    ///     not in one piece, is read into memory
    /// @throws IOException see the class
    public static NumericArray map(Path file) throws IOException {
        return NpyHeader.numbers(new ArrayFile(file, "", FileMap.of(file), true));
    }

    /// Reads all arrays of numbers in a `.npz` archive into memory. Entries of other kinds are left out.
    ///
    /// @param file a `.npz` file
    /// @return the arrays by name, without `.npy`, in the order of the archive; immutable
    /// @throws IOException see the class; also if a name is there twice
    public static Map<String, NumericArray> readArchive(Path file) throws IOException {
        Map<String, NumericArray> arrays = new LinkedHashMap<>();
        try (NpzArchive archive = NpzArchive.open(file)) {
            for (String name : archive.names()) {
                if (archive.holdsNumbers(name) && archive.array(name) instanceof StoredArray array) {
                    arrays.put(name, array);
                }
            }
        }
        return Collections.unmodifiableMap(arrays);
    }
}
