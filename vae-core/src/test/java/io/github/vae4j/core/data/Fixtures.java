package io.github.vae4j.core.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// Small files for tests.
final class Fixtures {
    private Fixtures() {}

    /// A file that NumPy wrote, see make_fixtures.py beside it.
    static byte[] numpy(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no fixture " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path folder, String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /// An IDX file of bytes 0, 1, 2, ...
    static byte[] idx(int... shape) {
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

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static float[] row(Dataset data, int sample) {
        float[] row = new float[data.features()];
        data.read(sample, 0, row, 0);
        return row;
    }

    static int[] labels(Dataset data) {
        int[] labels = new int[data.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = data.label(i);
        }
        return labels;
    }
}
