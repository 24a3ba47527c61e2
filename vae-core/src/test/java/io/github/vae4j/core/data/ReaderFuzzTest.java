package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.vae4j.core.data.array.ArrayFile;
import io.github.vae4j.core.data.array.Idx;
import io.github.vae4j.core.data.array.NpyHeader;
import io.github.vae4j.core.data.array.NpzArchive;
import io.github.vae4j.core.data.array.SparseArchive;
import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.kernels.Philox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damages small files of every format in seeded ways. A reader may accept a damaged file or throw
/// [DataFormatException], and allocates no more than a factor of the file's size, plus a constant.
///
/// `-Dvae4j.fuzz=1000000` runs that many mutations in all instead of 40,000; `-Dvae4j.fuzz.seed=n` others.
class ReaderFuzzTest {
    private static final int MUTATIONS = Integer.getInteger("vae4j.fuzz", 40_000);
    private static final long SEED = Long.getLong("vae4j.fuzz.seed", 1);
    /// What opening a file, building a message and classes loaded on the way may take.
    private static final long CONSTANT = 2L << 20;
    private static final Limit PLAIN = length -> 64 * length + CONSTANT;
    /// Content may be 256 times as long as the packed file, plus 64 kB.
    private static final Limit PACKED = length -> 16 * FileContent.inflationLimit(length) + CONSTANT;
    private static final int MAX_PIXELS_PER_BYTE = 256;
    /// The JDK's decoders take up to 48 bytes per pixel.
    private static final Limit IMAGE = length -> 48
            * (length * MAX_PIXELS_PER_BYTE + FileContent.FREE_BYTES) + CONSTANT;
    private static final int STREAM = 0x66757A7A;

    private interface Reader {
        Dataset read(byte[] content) throws IOException;
    }

    /// What reading a file of some length may allocate.
    private interface Limit {
        long bytes(long fileLength);
    }

    private static final class Format {
        final byte[] seedFile;
        final Limit limit;
        final Reader reader;

        Format(byte[] seedFile, Limit limit, Reader reader) {
            this.seedFile = seedFile;
            this.limit = limit;
            this.reader = reader;
        }
    }

    @TempDir Path folder;

    private final int[] words = new int[64];
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void onlyTheDocumentedExceptionEscapes() throws IOException {
        Map<String, Format> formats = formats();
        Map<String, Integer> rejected = new LinkedHashMap<>();
        int mutation = 0;
        for (Map.Entry<String, Format> entry : formats.entrySet()) {
            Format format = entry.getValue();
            // The file as it is must be read, or nothing of its reader is tested.
            assertThat(read(format.reader, format.seedFile)).as(entry.getKey()).isTrue();
            int count = 0;
            for (int i = 0; i < MUTATIONS / formats.size(); i++) {
                byte[] content = mutated(format.seedFile, mutation);
                long before = threads.getCurrentThreadAllocatedBytes();
                try {
                    count += read(format.reader, content) ? 0 : 1;
                } catch (RuntimeException | IOException | Error e) {
                    throw new AssertionError(entry.getKey() + ", mutation " + mutation + ", seed " + SEED + ": "
                            + HexFormat.of().formatHex(content), e);
                }
                long allocated = threads.getCurrentThreadAllocatedBytes() - before;
                assertThat(allocated).as("bytes allocated, %s, mutation %s, seed %s", entry.getKey(), mutation, SEED)
                        .isLessThan(format.limit.bytes(content.length));
                mutation++;
            }
            rejected.put(entry.getKey(), count);
        }
        // A format whose damaged files all pass, or none, is not being tested.
        rejected.forEach((name, count) -> assertThat(count).as("rejected files of %s, of all %s", name, rejected)
                .isBetween(1, MUTATIONS / formats.size()));
    }

    private static boolean read(Reader reader, byte[] content) throws IOException {
        try {
            Dataset data = reader.read(content);
            if (data instanceof SparseDataset sparse) {
                int[] columns = new int[sparse.maxEntries()];
                float[] values = new float[columns.length];
                for (int i = 0; i < Math.min(data.size(), 3); i++) {
                    sparse.readEntries(i, columns, values, 0);
                }
                return true;
            }
            float[] row = new float[data.features()];
            for (int i = 0; i < Math.min(data.size(), 3); i++) {
                data.read(i, 0, row, 0);
                if (data.hasLabels()) {
                    data.classNames().get(data.label(i));
                }
            }
            return true;
        } catch (DataFormatException e) {
            assertThat(e.getMessage()).contains(e.file()).contains(e.place());
            return false;
        }
    }

    private byte[] mutated(byte[] original, int mutation) {
        Philox.bits(words, 0, words.length, SEED, STREAM, 0, mutation);
        byte[] content = original.clone();
        int changes = 1 + (words[0] >>> 30);
        for (int c = 0; c < changes; c++) {
            if (content.length == 0) {
                return content;
            }
            int kind = (words[1 + 4 * c] >>> 1) % 8;
            // Half of the damage goes to the first bytes, where the headers are.
            int span = (words[1 + 4 * c] & 1) == 0 ? Math.min(content.length, 48) : content.length;
            int at = Integer.remainderUnsigned(words[2 + 4 * c], span);
            int value = words[3 + 4 * c];
            switch (kind) {
                case 0, 1 -> content[at] = (byte) value;
                case 2 -> content[at] ^= (byte) (1 << (value & 7));
                case 3 -> content = Arrays.copyOf(content, at);
                case 4 -> content = Arrays.copyOf(content, content.length + (value & 15));
                case 5 -> {
                    int extreme = (value & 3) == 0 ? Integer.MAX_VALUE : (value & 3) == 1 ? -1 : value >> (value & 31);
                    if (at + 4 <= content.length) {
                        ByteBuffer.wrap(content).putInt(at, extreme);
                    }
                }
                case 6 -> {
                    // A stretch of the file once more, in another place.
                    int from = Integer.remainderUnsigned(value, content.length);
                    int n = Math.min(content.length - Math.max(at, from), 16);
                    System.arraycopy(content, from, content, at, n);
                }
                default -> {
                    byte[] texts = "0,9-\"\n.eN(':{".getBytes(StandardCharsets.US_ASCII);
                    content[at] = texts[Integer.remainderUnsigned(value, texts.length)];
                }
            }
        }
        return content;
    }

    private Map<String, Format> formats() throws IOException {
        Path idx = folder.resolve("f.idx");
        Path npy = folder.resolve("f.npy");
        Path npz = folder.resolve("f.npz");
        Path csv = folder.resolve("f.csv");
        Path images = Files.createDirectory(folder.resolve("images"));
        Path labels = Fixtures.write(folder, "labels.idx", Fixtures.idx(3));
        byte[] csvFile = "a,b,class\n1,2.5,x\n-3e2,4,\"y\"\n0.125,7,x\n".getBytes(StandardCharsets.US_ASCII);
        byte[] odd = "sep=;\r\n# made\r\nid;a;b\r\n\"r1\";0,5;\r\nr2;NA;3\r\nr3;1e2;\"4\"\r\n;;\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] names = "species\n\"owl\"\ncat\n\ncat\nowl\n".getBytes(StandardCharsets.US_ASCII);
        byte[] oneHot = "a,b\n0,1\n1,0\n0,1\n".getBytes(StandardCharsets.US_ASCII);
        ReadOptions exact = ReadOptions.exact().withLabelColumn("class");
        ReadOptions drop = ReadOptions.defaults().withMissing(Missing.DROP);
        ReadOptions mask = ReadOptions.defaults().withMissing(Missing.MASK);
        Map<String, Format> formats = new LinkedHashMap<>();
        formats.put("idx", new Format(Fixtures.idx(3, 2, 5), PLAIN,
                c -> Idx.parse(ArrayFile.of(idx, c)).toDataset(IdxReader.readLabels(labels))));
        formats.put("idx labels", new Format(Fixtures.idx(3), PLAIN,
                c -> Datasets.of(new float[6], 2, padded(Idx.parse(ArrayFile.of(idx, c)).toLabels()))));
        formats.put("idx.gz", new Format(Fixtures.gzip(Fixtures.idx(3, 2, 5)), PACKED,
                c -> Idx.parse(ArrayFile.of(idx, FileContent.unpack(idx, c))).toDataset()));
        for (String name : new String[] {"u1", "big_f4", "little_i8", "version2", "fortran", "f2", "u8", "bool",
            "channels"}) {
            formats.put(name + ".npy", new Format(Fixtures.numpy(name + ".npy"), PLAIN,
                    c -> NpyHeader.numbers(ArrayFile.of(npy, c)).toDataset(drop)));
        }
        formats.put("mapped.npy", new Format(Fixtures.numpy("little_f8.npy"), PLAIN,
                c -> NpyHeader.numbers(new ArrayFile(npy, "", MemorySegment.ofArray(c), true)).toDataset(mask)));
        for (String name : new String[] {"structured", "subarray"}) {
            formats.put(name + ".npy", new Format(Fixtures.numpy(name + ".npy"), PLAIN,
                    c -> Datasets.open(Files.write(npy, c), drop.withLabelColumn("kind"))));
        }
        for (String name : new String[] {"text", "bytes", "onehot"}) {
            formats.put(name + ".npy labels", new Format(Fixtures.numpy(name + ".npy"), PLAIN,
                    c -> Datasets.of(new float[6], 2, padded(LabelReader.read(Files.write(npy, c))))));
        }
        for (String name : new String[] {"stored", "packed", "keras"}) {
            formats.put(name + ".npz",
                    new Format(Fixtures.numpy(name + ".npz"), PACKED, c -> Datasets.open(Files.write(npz, c))));
        }
        formats.put("all of packed.npz", new Format(Fixtures.numpy("packed.npz"), PACKED,
                c -> firstOf(NpyReader.readArchive(Files.write(npz, c)))));
        formats.put("csv", new Format(csvFile, PLAIN, c -> CsvReader.read(Files.write(csv, c), exact)));
        formats.put("csv, recognised", new Format(odd, PLAIN, c -> CsvReader.read(Files.write(csv, c), drop)));
        formats.put("csv, masked", new Format(odd, PLAIN, c -> CsvReader.read(Files.write(csv, c), mask)));
        formats.put("csv.gz",
                new Format(Fixtures.gzip(csvFile), PACKED, c -> CsvReader.read(Files.write(csv, c), exact)));
        formats.put("names", new Format(names, PLAIN,
                c -> Datasets.open(Files.write(npy, Fixtures.numpy("five.npy")), Files.write(csv, c), drop)));
        formats.put("one-hot table", new Format(oneHot, PLAIN,
                c -> Datasets.of(new float[6], 2, padded(LabelReader.read(Files.write(csv, c))))));
        addSparse(formats);
        formats.put("png", new Format(image("png"), IMAGE, c -> imageFolder(images, c)));
        formats.put("png, right checksums",
                new Format(image("png"), IMAGE, c -> imageFolder(images, withChecksums(c))));
        formats.put("jpg", new Format(image("jpg"), IMAGE, c -> imageFolder(images, c)));
        formats.put("cmyk.jpg",
                new Format(Jpegs.adobe(Jpegs.fourComponents(10, 200, 90, 100), 2), IMAGE, c -> imageFolder(images, c)));
        formats.put("exif.jpg", new Format(Jpegs.exif(Jpegs.blocks(new int[][] {{0, 90, 255}}), 6), IMAGE,
                c -> imageFolder(images, c)));
        return formats;
    }

    private void addSparse(Map<String, Format> formats) throws IOException {
        Path file = folder.resolve("f.sparse");
        ReadOptions drop = ReadOptions.defaults().withMissing(Missing.DROP);
        ReadOptions turned = drop.withSamples(SampleAxis.COLUMNS);
        for (String name : new String[] {"", "_array", "_symmetric", "_symmetric_array"}) {
            formats.put("sparse" + name + ".mtx", new Format(Fixtures.numpy("sparse" + name + ".mtx"), PLAIN,
                    c -> Datasets.open(Files.write(file, c), turned)));
        }
        formats.put("mtx.gz", new Format(Fixtures.gzip(Fixtures.numpy("sparse.mtx")), PACKED,
                c -> Datasets.open(Files.write(file, c), drop)));
        byte[] tar = Fixtures.tar("x/barcodes.tsv", "a\nb\nc\nd\ne\nf\n", "x/matrix.mtx",
                new String(Fixtures.numpy("sparse.mtx"), StandardCharsets.US_ASCII), "x/genes.tsv", "A\nB\nC\nD\nE\n");
        formats.put("tar", new Format(tar, PLAIN, c -> Datasets.open(Files.write(file, c), drop)));
        formats.put("tar.gz", new Format(Fixtures.gzip(tar), PACKED, c -> Datasets.open(Files.write(file, c), drop)));
        byte[] svm = "1 1:2.5 3:1\n-1 2:7 3:nan\n1 qid:2 1:1e2 # c\n".getBytes(StandardCharsets.US_ASCII);
        formats.put("libsvm", new Format(svm, PLAIN, c -> Datasets.open(Files.write(file, c), drop)));
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        Files.writeString(corpus.resolve("vocabulary.txt"), "goal\nbank\nrate\n");
        byte[] texts = "bank goal bank\ttrain\tsport\nrate\ttest\tarts\nrate bank\tval\tarts\n"
                .getBytes(StandardCharsets.US_ASCII);
        formats.put("corpus.tsv", new Format(texts, PLAIN, c -> {
            Files.write(corpus.resolve("corpus.tsv"), c);
            return Datasets.openParts(corpus, drop).train();
        }));
        for (String name : new String[] {"csr", "csr_stored", "csc", "coo"}) {
            formats.put("sparse_" + name + ".npz", new Format(Fixtures.numpy("sparse_" + name + ".npz"), PACKED,
                    c -> Datasets.open(Files.write(file, c), drop)));
        }
        formats.put("mapped sparse_csr_stored.npz", new Format(Fixtures.numpy("sparse_csr_stored.npz"), PACKED,
                c -> mapped(Files.write(file, c))));
    }

    private static Dataset mapped(Path file) throws IOException {
        try (NpzArchive archive = NpzArchive.open(file)) {
            return SparseArchive.matches(archive)
                    ? SparseArchive.read(archive, ReadOptions.defaults(), 0)
                    : Datasets.digits();
        }
    }

    /// Labels for three samples, whatever the file says.
    private static Labels padded(Labels labels) {
        return Labels.of(Arrays.copyOf(labels.toArray(), 3));
    }

    private static Dataset firstOf(Map<String, NumericArray> arrays) throws DataFormatException {
        return arrays.isEmpty() ? Datasets.digits() : arrays.values().iterator().next().toDataset();
    }

    private static Dataset imageFolder(Path folder, byte[] content) throws IOException {
        Files.write(folder.resolve("image"), content);
        return ImageFolder.read(folder);
    }

    /// With wrong checksums no damaged chunk would get as far as the decoder.
    private static byte[] withChecksums(byte[] png) {
        ByteBuffer chunks = ByteBuffer.wrap(png);
        CRC32 crc = new CRC32();
        int start = Long.BYTES;
        while (start + 12 <= png.length) {
            int length = chunks.getInt(start);
            if (length < 0 || length > png.length - start - 12) {
                break;
            }
            crc.reset();
            crc.update(png, start + 4, 4 + length);
            chunks.putInt(start + 8 + length, (int) crc.getValue());
            start += 12 + length;
        }
        return png;
    }

    private static byte[] image(String format) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            image.getRaster().setSample(i % 8, i / 8, 0, i * 4);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
