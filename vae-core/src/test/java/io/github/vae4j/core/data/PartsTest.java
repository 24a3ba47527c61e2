package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data that comes in parts, and archives whose arrays have all kinds of names.
class PartsTest {
    @TempDir Path folder;
    private final List<String> notes = new ArrayList<>();
    private final ReadOptions options = ReadOptions.defaults().withNotes(notes::add);

    /// An archive of arrays: names with the sizes of their dimensions, of whole numbers unless the name begins with `f:`.
    private Path archive(Map<String, int[]> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, int[]> array : arrays.entrySet()) {
                int elements = 1;
                for (int size : array.getValue()) {
                    elements *= size;
                }
                Path npy = folder.resolve("array");
                if (array.getKey().startsWith("f:")) {
                    NpyWriter.write(npy, new float[elements], array.getValue());
                } else {
                    int[] values = new int[elements];
                    for (int i = 0; i < elements; i++) {
                        values[i] = i * 10 % 7;
                    }
                    NpyWriter.write(npy, values, array.getValue());
                }
                zip.putNextEntry(new ZipEntry(array.getKey().replace("f:", "") + ".npy"));
                zip.write(Files.readAllBytes(npy));
                zip.closeEntry();
            }
        }
        return Fixtures.write(folder, "a.npz", out.toByteArray());
    }

    private static Map<String, int[]> arrays(Object... namesAndShapes) {
        Map<String, int[]> arrays = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            arrays.put((String) namesAndShapes[i], (int[]) namesAndShapes[i + 1]);
        }
        return arrays;
    }

    private static int[] shape(int... sizes) {
        return sizes;
    }

    @Test
    void keras() throws IOException {
        Path file = Fixtures.write(folder, "k.npz", Fixtures.numpy("keras.npz"));
        Parts parts = Datasets.openParts(file, options);
        assertThat(parts.train().size()).isEqualTo(3);
        assertThat(parts.validation()).isEmpty();
        assertThat(parts.train().classNames()).containsExactly("3", "7", "9");
        assertThat(parts.test()).hasValueSatisfying(test -> {
            assertThat(test.classNames()).containsExactly("3", "7", "9");
            assertThat(Fixtures.labels(test)).containsExactly(0, 2);
            assertThat(test.place(1)).endsWith("k.npz, array x_test, row 1 (counted from 0)");
        });
        Dataset all = Datasets.open(file);
        assertThat(all.size()).isEqualTo(5);
        assertThat(Fixtures.labels(all)).containsExactly(1, 0, 1, 0, 2);
        assertThat(all.imageShape()).containsExactly(2, 2);
        assertThat(Fixtures.row(all, 4)[3]).isEqualTo(19 * ReadOptions.UNIT_SCALE);
        assertThat(Datasets.open(file, options.withArray("x_test")).size()).isEqualTo(2);
        assertThat(Datasets.open(file, options.withArray("x_test")).hasLabels()).isTrue();
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(file, options.withArray("z")))
                .withMessageContaining("an array z").withMessageContaining("y_test [2]");
    }

    @Test
    void namesOfArrays() throws IOException {
        for (String[] names : new String[][] {{"X", "y"}, {"data", "target"}, {"images", "labels"}, {"arr_0", "arr_1"},
            {"imgs", "lbl"}, {"features", "class"}, {"whatever", "digit_of_it"}, {"z", "Labels"}}) {
            Dataset data = Datasets.open(archive(arrays(names[0], shape(6, 2), names[1], shape(6))), options);
            assertThat(data.features()).as(names[0]).isEqualTo(2);
            assertThat(data.hasLabels()).as(names[1]).isTrue();
            assertThat(Datasets.open(archive(arrays(names[1], shape(6, 1), names[0], shape(6, 2, 2))), options)
                    .hasLabels()).as(names[1]).isTrue();
        }
    }

    @Test
    void medMnist() throws IOException {
        Parts parts = Datasets.openParts(archive(arrays("train_images", shape(5, 3, 3), "train_labels", shape(5, 1),
                "val_images", shape(4, 3, 3), "val_labels", shape(4, 1), "test_images", shape(3, 3, 3), "test_labels",
                shape(3, 1))), options);
        assertThat(parts.train().size()).isEqualTo(5);
        assertThat(parts.validation()).hasValueSatisfying(part -> assertThat(part.size()).isEqualTo(4));
        assertThat(parts.test()).hasValueSatisfying(part -> assertThat(part.hasLabels()).isTrue());
        assertThat(parts.all().size()).isEqualTo(12);
    }

    @Test
    void whatIsNoListOfClassesIsLeftOut() throws IOException {
        Dataset chest = Datasets.open(archive(arrays("x", shape(6, 2), "y", shape(6, 14))), options);
        assertThat(chest.hasLabels()).isFalse();
        assertThat(notes).anyMatch(note -> note.contains("array y holds no list of classes"));
        Path sprites = archive(arrays("imgs", shape(6, 2, 2), "latents_values", shape(6, 5), "latents_classes",
                shape(6, 5)));
        assertThat(Datasets.open(sprites, options).hasLabels()).isFalse();
        Path unclear = archive(arrays("left", shape(6, 2), "right", shape(6, 3)));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(unclear, options))
                .withMessageContaining("left [6, 2], right [6, 3]").withMessageContaining("--array");
        assertThat(Datasets.open(unclear, options.withArray("right")).features()).isEqualTo(3);
        Path codes = archive(arrays("f:mean", shape(6, 2), "f:logvar", shape(6, 2), "labels", shape(6)));
        assertThat(Datasets.open(codes, options).features()).isEqualTo(2);
        assertThat(Datasets.open(codes, options).hasLabels()).isTrue();
        assertThat(Datasets.open(codes, options.withLabelColumn("labels")).classNames()).hasSize(6);
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(codes, options.withLabelColumn("mean")))
                .withMessageContaining("mean");
        Path sparse = archive(arrays("indices", shape(3), "indptr", shape(3), "format", shape(1), "data", shape(3)));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(sparse, options))
                .withMessageContaining("expected an array shape, found [indices, indptr, format, data]");
    }

    @Test
    void entriesThatNobodyNeedsDoNoHarm() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : new String[] {"object", "u1", "text"}) {
                zip.putNextEntry(new ZipEntry(name.equals("u1") ? "imgs.npy" : name + ".npy"));
                zip.write(Fixtures.numpy(name + ".npy"));
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("notes.txt"));
            zip.write("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            zip.closeEntry();
        }
        Path file = Fixtures.write(folder, "a.npz", out.toByteArray());
        assertThat(Datasets.open(file).size()).isEqualTo(2);
        assertThat(NpyReader.readArchive(file).keySet()).containsExactly("imgs");
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(file, options.withArray("object")))
                .withMessageContaining("entry object.npy").withMessageContaining("Python objects")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Exception"));
    }

    @Test
    void folderOfIdxFiles() throws IOException {
        byte[] labels = Fixtures.idx(3);
        for (String set : new String[] {"emnist-letters", "emnist-digits"}) {
            Fixtures.write(folder, set + "-train-images-idx3-ubyte.gz", Fixtures.gzip(Fixtures.idx(3, 2, 2)));
            Fixtures.write(folder, set + "-train-labels-idx1-ubyte.gz", Fixtures.gzip(labels));
            Fixtures.write(folder, set + "-test-images-idx3-ubyte", Fixtures.idx(3, 2, 2));
            Fixtures.write(folder, set + "-test-labels-idx1-ubyte", labels);
            Fixtures.write(folder, set + "-test-labels-idx1-ubyte.gz", Fixtures.gzip(labels));
        }
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(folder))
                .withMessageContaining("found 2").withMessageContaining(folder.resolve("emnist-digits").toString());
        Parts parts = Datasets.openParts(folder.resolve("emnist-letters"), options);
        assertThat(parts.train().size()).isEqualTo(3);
        assertThat(parts.test()).hasValueSatisfying(test -> assertThat(test.hasLabels()).isTrue());
        Fixtures.write(folder, "emnist-digits-train-labels-idx1-ubyte.gz", Fixtures.idx(2));
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(folder.resolve("emnist-digits")))
                .withMessageContaining("a label for each of the 3 images").withMessageContaining("found 2");
    }

    @Test
    void partsHaveTheSameClasses() {
        Dataset train = Datasets.of(new float[] {1, 2}, 1, Labels.ofNames(List.of("owl", "cat")));
        Dataset test = Datasets.of(new float[] {3, 4}, 1, Labels.ofNames(List.of("eel", "owl")));
        Parts parts = new Parts(train, Optional.empty(), Optional.of(test));
        assertThat(parts.all().classNames()).containsExactly("cat", "eel", "owl");
        assertThat(Fixtures.labels(parts.all())).containsExactly(2, 0, 1, 2);
        assertThat(parts.all().contentHash()).isEqualTo(Datasets
                .of(new float[] {1, 2, 3, 4}, 1, Labels.ofNames(List.of("owl", "cat", "eel", "owl"))).contentHash());
        Dataset unlabelled = Datasets.of(new float[] {5}, 1);
        assertThat(new Parts(train, Optional.of(unlabelled), Optional.empty()).all().hasLabels()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Parts(train, Optional.of(Datasets.of(new float[2], 2)), Optional.empty()))
                .withMessageContaining("1 and 2 features");
        assertThatIllegalArgumentException().isThrownBy(() -> parts.all().label(4));
        assertThatIllegalArgumentException().isThrownBy(() -> parts.all().read(-1, 0, new float[1], 0));
    }
}
