package io.github.vae4j.core.data;

import io.github.vae4j.core.data.array.NpyOutput;
import io.github.vae4j.core.file.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Writes NumPy's `.npy` files, format version 1, little endian, C order. A file appears complete, and
/// flushed to the disk, or not at all.
///
/// **Errors.** All methods throw [IllegalArgumentException] if the shape does not have as many elements as the array, and
/// [IOException] if the file cannot be written.
public final class NpyWriter {
    private static final int CHUNK_BYTES = 1 << 16;

    /// Puts element i of an array into a buffer.
    private interface Element {
        void put(ByteBuffer out, int i);
    }

    private NpyWriter() {}

    /// Writes floats (`<f4`).
    ///
    /// @param file the file, replaced if it is there
    /// @param values the elements, row-major
    /// @param shape sizes of the dimensions; none stands for one dimension
    /// @throws IOException see the class
    public static void write(Path file, float[] values, int... shape) throws IOException {
        write(file, "<f4", 4, values.length, shape, (out, i) -> out.putFloat(values[i]));
    }

    /// Writes doubles (`<f8`).
    ///
    /// @param file the file, replaced if it is there
    /// @param values the elements, row-major
    /// @param shape sizes of the dimensions; none stands for one dimension
    /// @throws IOException see the class
    public static void write(Path file, double[] values, int... shape) throws IOException {
        write(file, "<f8", 8, values.length, shape, (out, i) -> out.putDouble(values[i]));
    }

    /// Writes ints (`<i4`), for example labels.
    ///
    /// @param file the file, replaced if it is there
    /// @param values the elements, row-major
    /// @param shape sizes of the dimensions; none stands for one dimension
    /// @throws IOException see the class
    public static void write(Path file, int[] values, int... shape) throws IOException {
        write(file, "<i4", 4, values.length, shape, (out, i) -> out.putInt(values[i]));
    }

    /// Writes texts (`<U`), for example the names of classes, in one dimension. They are filled up to the length of the
    /// longest.
    ///
    /// @param file the file, replaced if it is there
    /// @param texts the elements
    /// @throws IOException see the class
    public static void write(Path file, List<String> texts) throws IOException {
        AtomicFile.write(file, out -> NpyOutput.texts(out, texts));
    }

    private static void write(Path file, String descr, int bytes, int length, int[] sizes, Element element)
            throws IOException {
        int[] shape = sizes.length == 0 ? new int[] {length} : sizes;
        long product = 1;
        for (int size : shape) {
            product = size < 0 ? -1 : Math.min(product * size, Integer.MAX_VALUE + 1L);
            if (product < 0) {
                break;
            }
        }
        if (product != length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not have the " + length + " elements of the array");
        }
        AtomicFile.write(file, out -> {
            out.write(NpyOutput.header(descr, sizes(shape)));
            byte[] chunk = new byte[Math.max(1, CHUNK_BYTES / bytes) * bytes];
            ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < length; i++) {
                element.put(buffer, i);
                if (!buffer.hasRemaining()) {
                    out.write(chunk);
                    buffer.clear();
                }
            }
            out.write(chunk, 0, buffer.position());
        });
    }

    private static String sizes(int[] shape) {
        String sizes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return shape.length == 1 ? sizes + "," : sizes;
    }
}
