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
        Dataset read = NpyReader.read(file).toDataset(null, 1);
        assertThat(Fixtures.row(read, 1)).containsExactly((float) expected[3], (float) expected[4],
                (float) expected[5]);
        assertThat(NpyReader.map(file).toDataset(null, 1).contentHash()).isEqualTo(read.contentHash());
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

    @Test
    void fortranOrderIsRefused() throws IOException {
        rejects(Fixtures.numpy("fortran.npy"), "ascontiguousarray");
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
            assertThatIllegalArgumentException().isThrownBy(() -> array.toDataset(null, Float.NaN))
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
            assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> array.toDataset(null))
                    .withMessageContaining("byte " + at).withMessageContaining("NaN");
        }
    }

    @Test
    void numbersThatAreNoLabels() throws IOException {
        Path file = folder.resolve("labels.npy");
        NpyWriter.write(file, new double[] {1, 2.5});
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> NpyReader.read(file).toLabels())
                .withMessageContaining("2.5");
        NpyWriter.write(file, new int[] {1, -1});
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> NpyReader.read(file).toLabels())
                .withMessageContaining("-1");
    }

    @Test
    void archiveBomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("x.npy"));
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
                .withMessageContaining("expected an array x, data or images");
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
