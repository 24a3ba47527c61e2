package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.file.ElementType;
import io.github.vae4j.core.data.store.ByteRows;
import io.github.vae4j.core.data.store.FloatRows;
import io.github.vae4j.core.data.store.MappedRows;
import io.github.vae4j.core.data.store.Origin;
import io.github.vae4j.core.data.store.SampleShape;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.IntStream;

/// An array as samples: its first dimension counts them.
final class ArraySamples {
    private static final int MOST_CHANNELS = 4;
    private static final int CHUNK = 1 << 12;

    private final StoredArray array;
    private final ReadOptions options;
    private final SampleShape shape;
    private boolean unitRange = true;
    private boolean[] incomplete = new boolean[0];
    private int incompleteRows;

    private ArraySamples(StoredArray array, ReadOptions options) throws DataFormatException {
        this.array = array;
        this.options = options;
        this.shape = shape();
    }

    static Dataset of(StoredArray array, ReadOptions options) throws DataFormatException {
        return new ArraySamples(array, options).read();
    }

    private Dataset read() throws DataFormatException {
        ArrayFile file = array.file();
        Origin origin = Origin.rows(file.path(), file.part());
        ElementType type = array.type();
        float scale = type == ElementType.BOOL ? 1 : options.byteScale();
        scan();
        if (array.isMapped()) {
            boolean unit = type == ElementType.U1 ? 255 * scale <= 1 : unitRange;
            MappedRows.Numbers numbers = new MappedRows.Numbers(array.data(), array.offset(), array.length(), type,
                    array.order(), unit, incompleteRows > 0);
            Dataset all = new MappedRows(numbers, shape, scale, null, origin);
            return incompleteRows > 0 && options.missing() == Missing.DROP ? all.subset(completeRows()) : all;
        }
        if (type.isByte() && array.data().heapBase().orElse(null) instanceof byte[] bytes) {
            return new ByteRows(bytes, (int) array.offset(), shape, scale, null, origin);
        }
        float[] values = array.toFloats();
        if (incompleteRows > 0 && options.missing() == Missing.DROP) {
            int[] kept = completeRows();
            return new FloatRows(rows(values, kept), shape, null, origin.of(kept), false);
        }
        return new FloatRows(values, shape, null, origin, true);
    }

    private float[] rows(float[] values, int... kept) {
        int features = shape.features();
        float[] out = new float[kept.length * features];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(values, kept[i] * features, out, i * features, features);
        }
        return out;
    }

    private SampleShape shape() throws DataFormatException {
        int[] sizes = array.shape();
        int rank = sizes.length;
        if (rank == 0 || rank > 4 || array.length() == 0) {
            throw expectedShape(sizes);
        }
        if (rank < 3) {
            return checked(1, rank < 2 ? 1 : sizes[1]);
        }
        if (rank == 3) {
            return checked(sizes[1], sizes[2]);
        }
        if (sizes[1] == 1) {
            return checked(sizes[2], sizes[3]);
        }
        if (sizes[3] == 1) {
            return checked(sizes[1], sizes[2]);
        }
        if (sizes[1] <= MOST_CHANNELS && sizes[2] > MOST_CHANNELS) {
            note(sizes[1]);
            // One channel below the other.
            return checked((long) sizes[1] * sizes[2], sizes[3]);
        }
        if (sizes[3] <= MOST_CHANNELS) {
            note(sizes[3]);
            return checked(1, (long) sizes[1] * sizes[2] * sizes[3]);
        }
        throw expectedShape(sizes);
    }

    private void note(int channels) {
        options.notes().accept(array.file().path() + ": images with " + channels
                + " values for every pixel: each value is a feature");
    }

    private DataFormatException expectedShape(int[] sizes) {
        return array.file().error("header",
                "expected a shape (n), (n, features), (n, height, width), or that with 1 to "
                        + MOST_CHANNELS + " channels in front or at the end, without a 0, found "
                        + Arrays.toString(sizes));
    }

    private SampleShape checked(long height, long width) throws DataFormatException {
        if (height * width > Integer.MAX_VALUE / 4) {
            throw array.file().error("header",
                    "expected at most 2^29 values per sample, found " + height + " x " + width);
        }
        return new SampleShape((int) height, (int) width);
    }

    /// Every value once, so that no training run meets a NaN in its third hour.
    private void scan() throws DataFormatException {
        ElementType type = array.type();
        if (type == ElementType.U1) {
            return;
        }
        if (type == ElementType.BOOL) {
            requireTruthValues();
            return;
        }
        if (array.length() / shape.features() > Integer.MAX_VALUE) {
            throw array.file().error("header", "expected at most 2^31 - 1 samples, found " + array.shape()[0]);
        }
        float[] chunk = new float[(int) Math.min(CHUNK, array.length())];
        for (long at = 0; at < array.length(); at += chunk.length) {
            int n = (int) Math.min(chunk.length, array.length() - at);
            type.toFloats(array.data(), array.offset(), at, array.order(), chunk, 0, n);
            for (int i = 0; i < n; i++) {
                float v = chunk[i];
                if (!(Math.abs(v) <= Float.MAX_VALUE)) {
                    notFinite(at + i, v);
                }
                unitRange &= v >= 0 && v <= 1;
            }
        }
    }

    private void notFinite(long index, float value) throws DataFormatException {
        int sample = (int) (index / shape.features());
        if (Float.isNaN(value) && options.missing() != Missing.REFUSE) {
            if (incomplete.length == 0) {
                incomplete = new boolean[array.shape()[0]];
            }
            incompleteRows += incomplete[sample] ? 0 : 1;
            incomplete[sample] = true;
            return;
        }
        throw array.at(index, "expected a finite number, found " + value + " in row " + sample + ", column "
                + index % shape.features() + " (counted from 0)"
                + (Float.isNaN(value)
                        ? ": leave out rows with missing values (--missing drop) or keep these as missing"
                                + " (--missing mask)"
                        : ""));
    }

    private void requireTruthValues() throws DataFormatException {
        for (long i = 0; i < array.length(); i++) {
            byte value = array.data().get(ValueLayout.JAVA_BYTE, array.offset() + i);
            if (value != 0 && value != 1) {
                throw array.at(i, "expected a truth value, 0 or 1, found " + value);
            }
        }
    }

    private int[] completeRows() throws DataFormatException {
        int rows = incomplete.length;
        if (incompleteRows == rows) {
            throw array.file().error("data",
                    "expected one row without a missing value at least, found none in " + rows);
        }
        options.notes().accept(array.file().path() + ": " + incompleteRows + " of " + rows
                + " rows have missing values and are left out");
        return IntStream.range(0, rows).filter(i -> !incomplete[i]).toArray();
    }
}
