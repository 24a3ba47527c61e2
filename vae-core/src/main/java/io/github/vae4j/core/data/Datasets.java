package io.github.vae4j.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ways to a data set.
public final class Datasets {
    private static final float DIGITS_SCALE = 1 / 16f;
    private static final int DIGITS_TEST_SIZE = 300;
    private static final long MAP_FROM = 256L << 20;

    private Datasets() {}

    /// Handwritten digits that come with the library: 1,797 images of 8 x 8, values `k / 16` for k from 0 to 16, labels 0
    /// to 9. Test set of *Optical Recognition of Handwritten Digits* by E. Alpaydin and C. Kaynak (1998), UCI Machine
    /// Learning Repository, DOI 10.24432/C50P49, CC BY 4.0.
    ///
    /// @return the data set, 115 kB
    public static Dataset digits() {
        try (InputStream in = Datasets.class.getResourceAsStream("digits.csv.gz")) {
            if (in == null) {
                throw new IllegalStateException("the resource digits.csv.gz is missing from the library");
            }
            Path name = Path.of("digits.csv.gz");
            byte[] text = FileContent.unpack(name, in.readAllBytes());
            FloatDataset counts = CsvReader.parse(name, text, CsvFormat.plain().withLabelColumn(-1));
            byte[] bytes = new byte[counts.size() * counts.features()];
            float[] row = new float[counts.features()];
            for (int sample = 0; sample < counts.size(); sample++) {
                counts.read(sample, 0, row, 0);
                for (int i = 0; i < row.length; i++) {
                    bytes[sample * row.length + i] = (byte) row[i];
                }
            }
            return new ByteDataset(bytes, 0, 8, 8, DIGITS_SCALE, counts.labels());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// MNIST: 60,000 training and 10,000 test images of 28 x 28 (LeCun, Cortes and Burges).
    ///
    /// @param store where to look for it
    /// @return training and test part, kept as 55 MB of bytes
    /// @throws IOException if it is nowhere and cannot be downloaded; [DataFormatException] if a file is damaged
    public static Split mnist(DataStore store) throws IOException {
        return store.load(BuiltInSet.MNIST);
    }

    /// MNIST from a folder, or from one of the usual places.
    ///
    /// @param dataDir folder to look into first, or null
    /// @return as [#mnist(DataStore)]
    /// @throws IOException as [#mnist(DataStore)]
    @SuppressWarnings("exports")
    public static Split mnist(@Nullable Path dataDir) throws IOException {
        return mnist(DataStore.standard(dataDir));
    }

    /// Fashion-MNIST: 60,000 training and 10,000 test images of 28 x 28 (Xiao, Rasul and Vollgraf 2017).
    ///
    /// @param store where to look for it
    /// @return training and test part, kept as 55 MB of bytes
    /// @throws IOException if it is nowhere and cannot be downloaded; [DataFormatException] if a file is damaged
    public static Split fashionMnist(DataStore store) throws IOException {
        return store.load(BuiltInSet.FASHION_MNIST);
    }

    /// The names that [#named] knows.
    ///
    /// @return `digits`, `mnist`, `fashion-mnist`
    public static List<String> names() {
        return List.of("digits", BuiltInSet.MNIST.name(), BuiltInSet.FASHION_MNIST.name());
    }

    /// A built-in data set by name. That of `digits`, which has no parts of its own, are 1,497 and 300 samples, stratified
    /// with seed 0.
    ///
    /// @param name one of [#names()]
    /// @param store where to look for what does not come with the library
    /// @return training and test part
    /// @throws IOException if it is nowhere and cannot be downloaded; [DataFormatException] if a file is damaged
    /// @throws IllegalArgumentException if there is no such data set
    public static Split named(String name, DataStore store) throws IOException {
        return switch (name) {
            case "digits" -> Split.stratified(digits(), DIGITS_TEST_SIZE, 0);
            case "mnist" -> mnist(store);
            case "fashion-mnist" -> fashionMnist(store);
            default -> throw new IllegalArgumentException("no data set is called " + name + "; there are " + names());
        };
    }

    /// Opens what a path shows by its kind and content: a folder of images, an IDX file, a `.npy` file, a `.npz` archive,
    /// or else a CSV file without header and labels. IDX and `.npy` files of 256 MB or more that are not compressed are
    /// mapped. In an archive the samples are the array `x`, `data` or `images`, or the only array there is, and the labels
    /// the array `y` or `labels`. For anything else use the reader of the format.
    ///
    /// @param path a file or folder
    /// @return the data set
    /// @throws IOException [DataFormatException] if the content is not what it should be, another one if it cannot be read
    public static Dataset open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return ImageFolder.read(path);
        }
        byte[] start = FileContent.start(path, 6);
        boolean large = Files.size(path) >= MAP_FROM && !FileContent.isGzip(start);
        if (FileContent.isGzip(start)) {
            return openPacked(path);
        }
        return switch (Format.of(start)) {
            case IDX -> large ? IdxReader.map(path, null) : IdxReader.read(path);
            case NPY -> (large ? NpyReader.map(path) : NpyReader.read(path)).toDataset(null);
            case NPZ -> fromArchive(path, NpyReader.readArchive(path));
            case OTHER -> CsvReader.read(path, CsvFormat.plain());
        };
    }

    private static Dataset openPacked(Path path) throws IOException {
        byte[] content = FileContent.read(path);
        MemorySegment data = MemorySegment.ofArray(content);
        return switch (Format.of(content)) {
            case IDX -> IdxReader.images(IdxReader.parse(path, data, false)).toDataset(null);
            case NPY -> NpyHeader.parse(path, data, false).toDataset(null);
            case NPZ ->
                    throw DataFormatException.atByte(path, 0, "expected a .npz archive that is not packed once more");
            case OTHER -> CsvReader.parse(path, content, CsvFormat.plain());
        };
    }

    private static Dataset fromArchive(Path path, Map<String, NumericArray> arrays) throws DataFormatException {
        NumericArray labels = first(arrays, "y", "labels");
        NumericArray samples = first(arrays, "x", "data", "images");
        if (samples == null && labels == null && arrays.size() == 1) {
            samples = arrays.values().iterator().next();
        }
        if (samples == null) {
            throw new DataFormatException(path, "directory",
                    "expected an array x, data or images, or one array only, found " + arrays.keySet());
        }
        return samples.toDataset(labels == null ? null : labels.toLabels());
    }

    private static @Nullable NumericArray first(Map<String, NumericArray> arrays, String... names) {
        for (String name : names) {
            NumericArray array = arrays.get(name);
            if (array != null) {
                return array;
            }
        }
        return null;
    }

    /// The formats that show by their first bytes.
    private enum Format {
        IDX,
        NPY,
        NPZ,
        OTHER;

        static Format of(byte[] start) {
            if (start.length >= 4 && start[0] == 0 && start[1] == 0) {
                return IDX;
            }
            if (start.length >= 6 && start[0] == (byte) 0x93 && start[1] == 'N') {
                return NPY;
            }
            return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] < 8 ? NPZ : OTHER;
        }
    }
}
