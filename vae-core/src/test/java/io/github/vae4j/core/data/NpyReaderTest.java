package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyReaderTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"u1", "little_i4", "big_i4", "little_i8", "big_i8", "little_f4", "big_f4", "little_f8",
        "big_f8", "version1", "version2", "version3"})
    void writtenByNumpy(String name) throws IOException {
        Path file = Fixtures.write(folder, "a.npy", Fixtures.numpy(name + ".npy"));
        double half = name.contains("f") ? 0.5 : 0;
        double[] expected = {half, 1 + half, 2 + half, 3 + half, 4 + half, 5 + half};
        for (NumericArray array : new NumericArray[] {NpyReader.read(file), NpyReader.map(file)}) {
            assertThat(array.shape()).containsExactly(2, 3);
            assertThat(array.toDoubles()).containsExactly(expected);
            assertThat(array.toFloats()[5]).isEqualTo((float) expected[5]);
        }
        Dataset read = NpyReader.read(file).toDataset(ReadOptions.defaults().withByteScale(1));
        assertThat(Fixtures.row(read, 1)).containsExactly((float) expected[3], (float) expected[4],
                (float) expected[5]);
        assertThat(NpyReader.map(file).toDataset(ReadOptions.defaults().withByteScale(1)).contentHash())
                .isEqualTo(read.contentHash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "packed.npz"})
    void archiveWrittenByNumpy(String name) throws IOException {
        Path file = Fixtures.write(folder, name, Fixtures.numpy(name));
        Map<String, NumericArray> arrays = NpyReader.readArchive(file);
        assertThat(arrays.keySet()).containsExactly("x", "y");
        assertThat(arrays.get("x").toInts()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(arrays.get("y").toInts()).containsExactly(1, 0);
        assertThat(Fixtures.labels(Datasets.open(file))).containsExactly(1, 0);
    }

    @Test
    void singleNumber() throws IOException {
        NumericArray number = NpyReader.read(Fixtures.write(folder, "n.npy", Fixtures.numpy("number.npy")));
        assertThat(number.shape()).isEmpty();
        assertThat(number.toDoubles()).containsExactly(2.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f2", "u2", "u4", "u8", "bool", "fortran", "fortran3", "channels", "python2"})
    void otherTypesAndOrders(String name) throws IOException {
        Path file = Fixtures.write(folder, "a.npy", Fixtures.numpy(name + ".npy"));
        Path expected = Fixtures.write(folder, "b.npy", Fixtures.numpy(name + "_as_f4.npy"));
        for (NumericArray array : new NumericArray[] {NpyReader.read(file), NpyReader.map(file)}) {
            assertThat(array.shape()).isEqualTo(NpyReader.read(expected).shape());
            assertThat(array.toFloats()).containsExactly(NpyReader.read(expected).toFloats());
            Dataset data = array.toDataset(ReadOptions.defaults().withByteScale(1));
            assertThat(data.contentHash()).isEqualTo(NpyReader.read(expected).toDataset().contentHash());
            assertThat(data.imageShape()).isEqualTo(name.equals("channels") ? new int[] {3, 2}
                    : NpyReader.read(expected).toDataset().imageShape());
        }
    }

    @Test
    void unsignedNumbersAreRoundedOnce() throws IOException {
        NumericArray array = NpyReader.read(Fixtures.write(folder, "a.npy", Fixtures.numpy("u8.npy")));
        assertThat(array.toDoubles()).endsWith(1.8446744073709552E19);
        assertThat(array.toLabels().names()).endsWith("18446744073709551615");
    }

    @Test
    void typesThatAreNotReadAreNamed() throws IOException {
        rejects(Fixtures.numpy("object.npy"), "Python objects", "astype");
        rejects(Fixtures.numpy("complex.npy"), "complex");
        rejects(Fixtures.numpy("longdouble.npy"), "f16", "astype(float)");
        rejects(Fixtures.numpy("dates.npy"), "dates");
        rejects(Fixtures.numpy("text.npy"), "texts of type U", "labels");
        rejects(Fixtures.numpy("structured.npy"), "structured array with the fields [x, kind, y]");
    }

    @Test
    void structuredArraysAreTables() throws IOException {
        Path file = Fixtures.write(folder, "a.npy", Fixtures.numpy("structured.npy"));
        ReadOptions kind = ReadOptions.defaults().withLabelColumn("kind");
        Dataset data = Datasets.open(file, kind);
        assertThat(data.featureNames()).containsExactly("x", "y");
        assertThat(data.classNames()).containsExactly("cat", "owl");
        assertThat(Fixtures.row(data, 2)).containsExactly(2.5f, -2);
        assertThat(Fixtures.labels(data)).containsExactly(1, 0, 1);
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(file))
                .withMessageContaining("(kind) holds text such as \"owl\"");
        ReadOptions without = ReadOptions.defaults()
                .withColumns(ColumnChoice.recognised().withDropped(List.of(Column.of("kind"))));
        assertThat(Datasets.open(file, without).hasLabels()).isFalse();
        assertThat(Datasets.open(file, kind).place(1)).endsWith("a.npy, row 1 (counted from 0)");

        Path sub = Fixtures.write(folder, "b.npy", Fixtures.numpy("subarray.npy"));
        Dataset expanded = Datasets.open(sub, ReadOptions.defaults().withLabelColumn("kind"));
        assertThat(expanded.featureNames()).containsExactly("x[0]", "x[1]");
        assertThat(Fixtures.row(expanded, 1)).containsExactly(2, 3);
    }

    @Test
    void labelsMayBeAColumnOfAnArray() throws IOException {
        Path file = folder.resolve("a.npy");
        NpyWriter.write(file, new float[] {0.5f, 7, 0.25f, -1, 0.125f, 7}, 3, 2);
        Dataset data = Datasets.open(file, ReadOptions.defaults().withLabelColumn(-1));
        assertThat(data.features()).isEqualTo(1);
        assertThat(data.classNames()).containsExactly("-1", "7");
        assertThat(Fixtures.labels(data)).containsExactly(1, 0, 1);
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> Datasets.open(file, ReadOptions.defaults().withLabelColumn(2)))
                .withMessageContaining("column number 2");
    }

    @Test
    void missingValuesInArrays() throws IOException {
        Path file = folder.resolve("a.npy");
        float nan = Float.NaN;
        NpyWriter.write(file, new float[] {1, 0.5f, nan, 2, 0, 1}, 3, 2);
        Dataset dropped = NpyReader.read(file).toDataset(ReadOptions.defaults().withMissing(Missing.DROP));
        assertThat(dropped.size()).isEqualTo(2);
        assertThat(dropped.row(1)).isEqualTo(2);
        assertThat(dropped.isUnitRange()).isTrue();
        assertThat(dropped.hasMissing()).isFalse();
        Dataset mapped = NpyReader.map(file).toDataset(ReadOptions.defaults().withMissing(Missing.DROP));
        assertThat(mapped.contentHash()).isEqualTo(dropped.contentHash());
        assertThat(mapped.hasMissing()).isFalse();
        assertThat(mapped.place(1)).endsWith("row 2 (counted from 0)");
        Dataset masked = NpyReader.map(file).toDataset(ReadOptions.defaults().withMissing(Missing.MASK));
        assertThat(masked.hasMissing()).isTrue();
        assertThat(Fixtures.row(masked, 1)).containsExactly(nan, 2);
        NpyWriter.write(file, new float[] {nan, nan});
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> NpyReader.read(file).toDataset(ReadOptions.defaults().withMissing(Missing.DROP)))
                .withMessageContaining("found none in 2");
        NpyWriter.write(file, new float[] {nan, Float.NEGATIVE_INFINITY});
        assertThatExceptionOfType(DataFormatException.class)
                .isThrownBy(() -> NpyReader.read(file).toDataset(ReadOptions.defaults().withMissing(Missing.MASK)))
                .withMessageContaining("-Infinity in row 1");
    }

    @Test
    void roundTrips() throws IOException {
        Path file = folder.resolve("a.npy");
        float[] floats = {1.5f, -0f, Float.NaN, Float.MIN_VALUE, Float.POSITIVE_INFINITY, 3};
        NpyWriter.write(file, floats, 2, 3);
        assertThat(NpyReader.read(file).shape()).containsExactly(2, 3);
        assertThat(NpyReader.read(file).toFloats()).containsExactly(floats);
        double[] doubles = {0.1, -1e300};
        NpyWriter.write(file, doubles);
        assertThat(NpyReader.read(file).toDoubles()).containsExactly(doubles);
        int[] ints = new int[20_000];
        Arrays.setAll(ints, i -> i * 214_748 - 7);
        NpyWriter.write(file, ints, 200, 100);
        assertThat(NpyReader.read(file).toInts()).containsExactly(ints);
        NpyWriter.write(file, new float[0], 0, 5);
        assertThat(NpyReader.read(file).shape()).containsExactly(0, 5);
        try (var left = Files.list(folder)) {
            assertThat(left).as("no temporary file is left").containsExactly(file);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> NpyWriter.write(file, floats, 4, 2))
                .withMessageContaining("[4, 2]");
    }

    @Test
    void writesWhatNumpyWrites() throws IOException {
        Path file = folder.resolve("a.npy");
        NpyWriter.write(file, new float[] {0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f}, 2, 3);
        assertThat(Files.readAllBytes(file)).isEqualTo(Fixtures.numpy("little_f4.npy"));
    }

    @Test
    void wrongHeaders() throws IOException {
        byte[] good = Fixtures.numpy("little_f4.npy");
        byte[] magic = good.clone();
        magic[3] = 'X';
        rejects(magic, "byte 3", "magic number");
        byte[] version = good.clone();
        version[6] = 9;
        rejects(version, "byte 6", "9.0");
        byte[] length = good.clone();
        length[9] = 100;
        rejects(length, "byte 8", "header that fits");
        rejects(Arrays.copyOf(good, 5), "byte 5", "found its end");
        rejects(Arrays.copyOf(good, good.length - 1), "cut short");
        rejects(Arrays.copyOf(good, good.length + 1), "1 more bytes");
        rejects(header("{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }"), "<c8");
        rejects(header("{'descr': '<f4', 'fortran_order': False, }"), "the keys");
        rejects(header("{'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,), }"), "True or False");
        rejects(header("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }"), "whole number");
        rejects(header("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }"), "2^31");
        rejects(header("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } x"), "blanks");
        rejects(header("{'descr: 1"), "byte 11", "closing quote");
        rejects(header("{'shape': (" + "1,".repeat(40) + ")"), "32 dimensions");
    }

    @Test
    void bytesNeedAPositiveScale() throws IOException {
        Path file = Fixtures.write(folder, "a.npy", Fixtures.numpy("u1.npy"));
        for (NumericArray array : new NumericArray[] {NpyReader.read(file), NpyReader.map(file)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> array.toDataset(ReadOptions.defaults().withByteScale(Float.NaN)))
                    .withMessage("expected a positive scale, found NaN");
        }
    }

    @Test
    void notFiniteIsNoData() throws IOException {
        Path file = folder.resolve("bad.npy");
        NpyWriter.write(file, new float[] {1, 2, 3, Float.NaN}, 2, 2);
        long at = Files.size(file) - 4;
        for (boolean map : new boolean[] {false, true}) {
            NumericArray array = map ? NpyReader.map(file) : NpyReader.read(file);
            assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> array.toDataset())
                    .withMessageContaining("byte " + at).withMessageContaining("NaN");
        }
    }

    @Test
    void numbersThatAreNoLabels() throws IOException {
        Path file = folder.resolve("labels.npy");
        NpyWriter.write(file, new double[] {1, 2.5});
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> NpyReader.read(file).toLabels())
                .withMessageContaining("2.5");
        NpyWriter.write(file, new double[] {1, Double.NaN});
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> NpyReader.read(file).toLabels())
                .withMessageContaining("NaN");
    }

    @Test
    void archiveBomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(header("{'descr': '|u1', 'fortran_order': False, 'shape': (50000000,), }"));
            zip.write(new byte[50_000_000]);
            zip.closeEntry();
        }
        Path file = Fixtures.write(folder, "bomb.npz", out.toByteArray());
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> NpyReader.readArchive(file))
                .withMessageContaining("x.npy").withMessageContaining("256 times");
    }

    @Test
    void archiveCutShortOrTooLong() throws IOException {
        byte[] good = Fixtures.numpy("packed.npz");
        for (int length : new int[] {good.length - 1, good.length / 2, good.length + 1, good.length + 100}) {
            Path file = Fixtures.write(folder, "bad.npz", Arrays.copyOf(good, length));
            assertThatExceptionOfType(DataFormatException.class).as("%s of %s bytes", length, good.length)
                    .isThrownBy(() -> NpyReader.readArchive(file)).withMessageContaining("bad.npz");
        }
    }

    @Test
    void labelsWithoutSamplesInAnArchive() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("y.npy"));
            zip.write(Fixtures.numpy("u1.npy"));
            zip.closeEntry();
        }
        Path file = Fixtures.write(folder, "labels.npz", out.toByteArray());
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> Datasets.open(file))
                .withMessageContaining("expected an array called x, data or images").withMessageContaining("y [2, 3]");
    }

    @Test
    void goldenValuesAreReadable() throws IOException {
        NumericArray z = NpyReader.read(Shared.path("golden/relu-bernoulli-beta1/z.npy"));
        assertThat(z.shape()).hasSize(2);
        assertThat(z.toDoubles()).doesNotContain(Double.NaN);
    }

    private static byte[] header(String dictionary) {
        ByteBuffer out = ByteBuffer.allocate(10 + dictionary.length()).order(ByteOrder.LITTLE_ENDIAN);
        out.put(Fixtures.numpy("u1.npy"), 0, 8).putShort((short) dictionary.length());
        return out.put(dictionary.getBytes(StandardCharsets.US_ASCII)).array();
    }

    private void rejects(byte[] content, String... parts) throws IOException {
        Path file = Fixtures.write(folder, "bad.npy", content);
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> NpyReader.read(file))
                .satisfies(e -> assertThat(e.getMessage()).contains("bad.npy").contains(parts));
    }
}
