package io.github.vae4j.kernels.model;

import static io.github.vae4j.kernels.model.CountScratch.padded;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.rows.RowKernels;
import io.github.vae4j.kernels.internal.rows.ScalarRows;
import io.github.vae4j.kernels.internal.rows.SimdRows;
import java.util.Arrays;

/// How the count losses walk a row: in chunks of columns, and within a chunk pass by pass over arrays of [CountScratch].
///
/// All columns are taken for zeros first, then what the entries change is put in its place. Passes are functions that have
/// twins, and operations that Java defines to the last bit: so one implementation serves for both twins. A row's loss is the
/// sum of its chunks in order; a chunk's is that of its columns plus that of its entries, each summed in 16 lanes.
final class CountChunk {
    static final RowKernels ROWS = KernelSelection.twin(ScalarRows::new, () -> new SimdRows());

    private CountChunk() {}

    /// Copies `width` numbers, and zeros up to a multiple of 16.
    static void read(float[] chunk, float[] from, int at, int width) {
        System.arraycopy(from, at, chunk, 0, width);
        Arrays.fill(chunk, width, padded(width), 0f);
    }

    /// The numbers of a chunk at the columns of entries, padded by `padding`.
    static void gather(float[] to, float[] chunk, int[] column, int from, int n, int first, float padding) {
        for (int i = 0; i < n; i++) {
            to[i] = chunk[column[from + i] - first];
        }
        Arrays.fill(to, n, padded(n), padding);
    }

    /// Writes a part of a gradient.
    static void write(float[] gradient, int at, float[] chunk, int width, float scale) {
        ROWS.shiftAndScale(gradient, at, chunk, 0, width, 0f, scale);
    }

    /// y += value, for the elements of a chunk.
    static void shift(float[] y, int width, float value) {
        int n = padded(width);
        for (int i = 0; i < n; i++) {
            y[i] += value;
        }
    }
}
