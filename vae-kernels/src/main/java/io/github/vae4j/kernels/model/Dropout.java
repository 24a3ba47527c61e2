package io.github.vae4j.kernels.model;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.random.PhiloxKernels;
import io.github.vae4j.kernels.internal.random.ScalarPhilox;
import io.github.vae4j.kernels.internal.random.SimdPhilox;
import io.github.vae4j.kernels.internal.rows.RowKernels;
import io.github.vae4j.kernels.internal.rows.ScalarRows;
import io.github.vae4j.kernels.internal.rows.SimdRows;

/// Dropout (Srivastava et al. 2014): each element is kept with probability `keep` and then divided by it, else it is 0.
///
/// Whether element i of a row is kept depends on (seed, stream, epoch, sample, i) alone, as the numbers of
/// [io.github.vae4j.kernels.Philox] do: it is kept where `uniform`'s element i is below `keep`. So masks are the same for any
/// cut of rows and columns, and need not be stored: the way back draws them again.
///
/// All methods throw [IllegalArgumentException] if sizes, ranges or overlaps are wrong, if `first` is no multiple of 4, or if
/// `keep` is not above 0 and at most 1.
public final class Dropout {
    private static final PhiloxKernels PHILOX = KernelSelection.twin(ScalarPhilox::new, () -> new SimdPhilox());
    private static final RowKernels ROWS = KernelSelection.twin(ScalarRows::new, () -> new SimdRows());
    private static final int BLOCK = 4;

    private Dropout() {}

    /// Writes a part of a row's mask: 0, or `1 / keep` for what is kept.
    ///
    /// @param mask receives n numbers
    /// @param maskOffset index of the first
    /// @param first number of the first element within its row, a multiple of 4
    /// @param n number of elements
    /// @param keep probability of an element to be kept, above 0
    /// @param seed key of the generator
    /// @param stream what the numbers are for
    /// @param epoch for example a pass over the data
    /// @param sample for example an image
    /// @param scratch working memory of at least n elements, overwritten
    /// @throws IllegalArgumentException see the class
    public static void mask(float[] mask, int maskOffset, int first, int n, float keep, long seed, int stream,
            int epoch, int sample, int[] scratch) {
        MatrixArguments.size("first", first);
        MatrixArguments.size("n", n);
        if (first % BLOCK != 0) {
            throw new IllegalArgumentException("first must be a multiple of " + BLOCK + " but is " + first);
        }
        if (!(keep > 0 && keep <= 1)) {
            throw new IllegalArgumentException("keep must be above 0 and at most 1 but is " + keep);
        }
        MatrixArguments.vector("mask", mask, maskOffset, n);
        MatrixArguments.range("scratch", scratch.length, 0, n);
        PHILOX.bits(scratch, 0, n, seed, first / BLOCK, sample, epoch, stream);
        float kept = 1 / keep;
        for (int i = 0; i < n; i++) {
            mask[maskOffset + i] = (scratch[i] >>> 8) * 0x1p-24f < keep ? kept : 0f;
        }
    }

    /// `y = x mask`: values on the way forward, gradients on the way back.
    ///
    /// @param y the numbers, multiplied
    /// @param yOffset index of the first
    /// @param mask the mask
    /// @param maskOffset index of the first
    /// @param n number of elements
    /// @throws IllegalArgumentException see the class
    public static void apply(float[] y, int yOffset, float[] mask, int maskOffset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("y", y, yOffset, n);
        MatrixArguments.vector("mask", mask, maskOffset, n);
        MatrixArguments.disjoint("y", y, yOffset, yOffset + (long) n, "mask", mask, maskOffset, maskOffset + (long) n);
        ROWS.multiply(y, yOffset, mask, maskOffset, n);
    }

    /// The same for the entries of a sparse row, whose mask is that of the whole row: `value_e = value_e mask_column(e)`. What
    /// is dropped stays as an entry of 0.
    ///
    /// @param value the values, multiplied
    /// @param column the columns of the entries
    /// @param from the first entry of the row
    /// @param to the one behind its last
    /// @param mask the mask of the row
    /// @param maskOffset index of its first element
    /// @throws IllegalArgumentException see the class; also if a column lies outside the mask
    public static void applyToEntries(float[] value, int[] column, int from, int to, float[] mask, int maskOffset) {
        MatrixArguments.size("from", from);
        if (to < from) {
            throw new IllegalArgumentException("to must be from = " + from + " or more but is " + to);
        }
        MatrixArguments.vector("value", value, 0, to);
        MatrixArguments.range("column", column.length, 0, to);
        int most = -1;
        for (int e = from; e < to; e++) {
            if (column[e] < 0) {
                throw new IllegalArgumentException("columns must be 0 or more but entry " + e + " has " + column[e]);
            }
            most = Math.max(most, column[e]);
        }
        MatrixArguments.vector("mask", mask, maskOffset, most + 1L);
        MatrixArguments.disjoint("value", value, from, to, "mask", mask, maskOffset, maskOffset + most + 1L);
        for (int e = from; e < to; e++) {
            value[e] *= mask[maskOffset + column[e]];
        }
    }
}
