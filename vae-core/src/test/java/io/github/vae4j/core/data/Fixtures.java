package io.github.vae4j.core.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// Small files for tests.
public final class Fixtures {
    private Fixtures() {}

    /// A file that NumPy wrote, see make_fixtures.py beside it.
    public static byte[] numpy(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no fixture " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path write(Path folder, String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /// An IDX file of bytes 0, 1, 2, ...
    public static byte[] idx(int... shape) {
        int elements = 1;
        for (int size : shape) {
            elements *= size;
        }
        ByteBuffer out = ByteBuffer.allocate(4 + 4 * shape.length + elements);
        out.putInt(0x0800 + shape.length);
        for (int size : shape) {
            out.putInt(size);
        }
        for (int i = 0; i < elements; i++) {
            out.put((byte) i);
        }
        return out.array();
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static float[] row(Dataset data, int sample) {
        float[] row = new float[data.features()];
        data.read(sample, 0, row, 0);
        return row;
    }

    public static int[] labels(Dataset data) {
        int[] labels = new int[data.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = data.label(i);
        }
        return labels;
    }

    /// A tar archive of texts: a name, a content, a name, and so on.
    public static byte[] tar(String... namesAndContents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            byte[] content = namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8);
            byte[] header = new byte[512];
            put(header, 0, namesAndContents[i]);
            put(header, 124, String.format(Locale.ROOT, "%011o", content.length));
            put(header, 156, "0");
            put(header, 257, "ustar\0" + "00");
            put(header, 148, "        ");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xFF;
            }
            put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
            out.writeBytes(header);
            out.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
        }
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
