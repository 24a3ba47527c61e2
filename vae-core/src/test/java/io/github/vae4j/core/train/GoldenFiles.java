package io.github.vae4j.core.train;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Reads what PyTorch computed in float64 (`golden/make_golden.py` beside the clone): .npy, version 1, little-endian
/// float64, C order.
final class GoldenFiles {
    private final Path folder;

    private GoldenFiles(Path folder) {
        this.folder = folder;
    }

    static GoldenFiles open() {
        String shared = System.getProperty("vae4j.shared", "");
        Path folder = Path.of(shared, "golden");
        assumeTrue(!shared.isEmpty() && Files.isDirectory(folder),
                "skipped: the golden files are not beside this clone (" + folder + ")");
        return new GoldenFiles(folder);
    }

    /// The names of the trainings: the folders that have losses.
    List<String> cases() {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(f -> Files.exists(f.resolve("losses.npy"))).map(f -> f.getFileName().toString())
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double[] read(String name) {
        Path file = folder.resolve(name + ".npy");
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            int header = bytes.getShort(8);
            String description = new String(bytes.array(), 10, header, StandardCharsets.US_ASCII);
            if (bytes.get(6) != 1 || !description.contains("'<f8'") || description.contains("True")) {
                throw new IOException(file + " is not what this test expects: " + description);
            }
            double[] values = new double[(bytes.capacity() - 10 - header) / 8];
            bytes.position(10 + header).slice().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    float[] readFloats(String name) {
        double[] values = read(name);
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
