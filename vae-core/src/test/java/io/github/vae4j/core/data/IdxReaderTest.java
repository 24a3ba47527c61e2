package io.github.vae4j.core.data;

import static io.github.vae4j.core.data.Fixtures.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    @TempDir Path folder;

    @Test
    void plainPackedAndMappedAreTheSameData() throws IOException {
        byte[] images = Fixtures.idx(3, 2, 5);
        Path plain = Fixtures.write(folder, "images", images);
        Path packed = Fixtures.write(folder, "images.gz", Fixtures.gzip(images));
        Path labels = Fixtures.write(folder, "labels", Fixtures.idx(3));
        Dataset data = IdxReader.read(plain, labels);
        assertThat(data.size()).isEqualTo(3);
        assertThat(data.imageShape()).containsExactly(2, 5);
        assertThat(data.isUnitRange()).isTrue();
        assertThat(row(data, 2)[9]).isEqualTo(29 * ReadOptions.UNIT_SCALE);
        assertThat(Fixtures.labels(data)).containsExactly(0, 1, 2);
        assertThat(IdxReader.read(packed, labels).contentHash()).isEqualTo(data.contentHash());
        assertThat(IdxReader.map(plain, labels).contentHash()).isEqualTo(data.contentHash());
        assertThat(IdxReader.read(plain).contentHash()).isNotEqualTo(data.contentHash());
        assertThat(Datasets.open(plain).contentHash()).isEqualTo(IdxReader.read(plain).contentHash());
        assertThat(Datasets.open(packed).contentHash()).isEqualTo(IdxReader.read(plain).contentHash());
    }

    @Test
    void allTypesOfTheFormat() throws IOException {
        ByteBuffer floats = ByteBuffer.allocate(8 + 8).putInt(0x0D01).putInt(2).putFloat(1.5f).putFloat(-2);
        assertThat(IdxReader.readArray(Fixtures.write(folder, "f4", floats.array())).toFloats()).containsExactly(1.5f,
                -2);
        ByteBuffer doubles = ByteBuffer.allocate(8 + 8).putInt(0x0E01).putInt(1).putDouble(0.1);
        assertThat(IdxReader.readArray(Fixtures.write(folder, "f8", doubles.array())).toDoubles()).containsExactly(0.1);
        ByteBuffer shorts = ByteBuffer.allocate(8 + 2).putInt(0x0B01).putInt(1).putShort((short) -300);
        assertThat(IdxReader.readArray(Fixtures.write(folder, "i2", shorts.array())).toInts()).containsExactly(-300);
        ByteBuffer signed = ByteBuffer.allocate(8 + 1).putInt(0x0901).putInt(1).put((byte) -3);
        assertThat(IdxReader.readArray(Fixtures.write(folder, "i1", signed.array())).toInts()).containsExactly(-3);
    }

    @Test
    void wrongMagic() throws IOException {
        byte[] content = Fixtures.idx(3, 2, 5);
        content[2] = 7;
        rejects(content, "byte 0", "expected an IDX magic number", "00000703");
        rejects(new byte[2], "byte 2", "found its end");
    }

    @Test
    void truncated() throws IOException {
        byte[] content = Fixtures.idx(3, 2, 5);
        rejects(Arrays.copyOf(content, content.length - 1), "byte 45", "[3, 2, 5]", "cut short");
        rejects(Arrays.copyOf(content, 9), "byte 9", "sizes of 3 dimensions");
    }

    @Test
    void trailingBytes() throws IOException {
        byte[] content = Fixtures.idx(3, 2, 5);
        rejects(Arrays.copyOf(content, content.length + 4), "byte 46", "found 4 more bytes");
    }

    @Test
    void absurdSizes() throws IOException {
        byte[] content = Fixtures.idx(3, 2, 5);
        ByteBuffer.wrap(content).putInt(4, Integer.MAX_VALUE).putInt(8, Integer.MAX_VALUE).putInt(12,
                Integer.MAX_VALUE);
        rejects(content, "found the end of the file");
        ByteBuffer.wrap(content).putInt(4, -1);
        rejects(content, "byte 4", "expected a size from 0 to 2^31 - 1, found 4294967295");
        ByteBuffer.wrap(content).putInt(4, 0);
        rejects(content, "byte 16", "30 more bytes");
    }

    @Test
    void zeroSamplesAreNoDataSet() throws IOException {
        rejects(Fixtures.idx(0, 2, 5), "without a 0");
    }

    @Test
    void labelsThatDoNotFit() throws IOException {
        Path images = Fixtures.write(folder, "images", Fixtures.idx(3, 2, 5));
        Path labels = Fixtures.write(folder, "labels", Fixtures.idx(4));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> IdxReader.read(images, labels))
                .withMessageContaining("3 samples and 4 labels");
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> IdxReader.readLabels(images))
                .withMessageContaining("one dimension");
    }

    @Test
    void zipBomb() throws IOException {
        byte[] packed = Fixtures.gzip(new byte[50_000_000]);
        rejects(packed, "expected at most", "256 times the packed size");
    }

    @Test
    void damagedGzip() throws IOException {
        byte[] packed = Fixtures.gzip(Fixtures.idx(3, 2, 5));
        rejects(Arrays.copyOf(packed, packed.length - 9), "undamaged gzip");
        packed[packed.length - 5] ^= 1;
        rejects(packed, "undamaged gzip");
    }

    @Test
    void bytesAfterAGzipFile() throws IOException {
        byte[] packed = Fixtures.gzip(Fixtures.idx(3, 2, 5));
        for (int more : new int[] {1, 5, 18, 19, 30, 100_000}) {
            rejects(Arrays.copyOf(packed, packed.length + more), "byte " + packed.length, "found " + more + " more");
        }
        // Files packed one after the other are one gzip file (RFC 1952).
        byte[] images = Fixtures.idx(3, 2, 5);
        byte[] first = Fixtures.gzip(Arrays.copyOf(images, 20));
        byte[] second = Fixtures.gzip(Arrays.copyOfRange(images, 20, images.length));
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        assertThat(IdxReader.read(Fixtures.write(folder, "joined.gz", joined)).contentHash())
                .isEqualTo(IdxReader.read(Fixtures.write(folder, "images", images)).contentHash());
    }

    @Test
    void labelsWithoutImages() throws IOException {
        Path labels = Fixtures.write(folder, "labels", Fixtures.idx(3));
        for (ThrowingCallable reader : new ThrowingCallable[] {() -> IdxReader.read(labels),
            () -> IdxReader.map(labels), () -> Datasets.open(labels)}) {
            assertThatExceptionOfType(DataFormatException.class).isThrownBy(reader)
                    .withMessageContaining("labels without images");
        }
    }

    @Test
    void gzipIsNotMapped() throws IOException {
        Path packed = Fixtures.write(folder, "images.gz", Fixtures.gzip(Fixtures.idx(3, 2, 5)));
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> IdxReader.map(packed))
                .withMessageContaining("unpack it first");
    }

    @Test
    void mnist() throws IOException {
        Split mnist = Datasets.mnist(Shared.path("data/mnist"));
        assertThat(mnist.train().size()).isEqualTo(60_000);
        assertThat(mnist.test().size()).isEqualTo(10_000);
        assertThat(mnist.train().imageShape()).containsExactly(28, 28);
        // The first training image is a five, the first test image a seven.
        assertThat(mnist.train().label(0)).isEqualTo(5);
        assertThat(mnist.test().label(0)).isEqualTo(7);
        double sum = 0;
        for (int i = 0; i < 60_000; i++) {
            for (float v : row(mnist.train(), i)) {
                sum += v;
            }
        }
        // The mean that is used everywhere to standardise MNIST.
        assertThat(sum / (60_000 * 784)).isBetween(0.13065, 0.13067);
    }

    private void rejects(byte[] content, String... parts) throws IOException {
        Path file = Fixtures.write(folder, "bad.idx", content);
        assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> IdxReader.read(file))
                .satisfies(e -> assertThat(e.getMessage()).contains("bad.idx").contains(parts));
    }
}
