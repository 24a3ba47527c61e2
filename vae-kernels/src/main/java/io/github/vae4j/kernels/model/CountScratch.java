package io.github.vae4j.kernels.model;

import io.github.vae4j.kernels.internal.MatrixArguments;

/// Working memory of [CountLosses], for one thread.
///
/// A row is cut into chunks that stay in the first-level cache, and a chunk is one pass per function; each array holds what
/// a pass leaves for the next. Lengths are multiples of 16, so that functions end with whole vectors: what is behind the
/// last element is padding, finite and not used.
public final class CountScratch {
    /// Columns of a chunk.
    static final int CHUNK = 512;

    private final int cols;

    // One number per column of the matrix: the dispersions, or exponentials.
    final float[] row;

    // Of the columns of a chunk: the inputs, what a column costs, and its gradients.
    final float[] logMean = new float[CHUNK];
    final float[] logDispersion = new float[CHUNK];
    final float[] zeroLogit = new float[CHUNK];
    final float[] dispersion = new float[CHUNK];
    final float[] logRatio = new float[CHUNK];
    final float[] loss = new float[CHUNK];
    final float[] byMean = new float[CHUNK];
    final float[] byDispersion = new float[CHUNK];

    // The same of a zero-inflated loss; the cost of an entry up to what depends on its count.
    final float[] inflatedLoss = new float[CHUNK];
    final float[] inflatedByMean = new float[CHUNK];
    final float[] inflatedByDispersion = new float[CHUNK];
    final float[] byZero = new float[CHUNK];
    final float[] ofEntry = new float[CHUNK];
    final float[] notZero = new float[CHUNK];
    final float[] sum = new float[CHUNK];
    final float[] share = new float[CHUNK];

    // Of the entries of a chunk.
    final float[] x = new float[CHUNK];
    final float[] entryMean = new float[CHUNK];
    final float[] entryDispersion = new float[CHUNK];
    final float[] term = new float[CHUNK];
    final float[] lesser = new float[CHUNK];
    final float[] greater = new float[CHUNK];
    final float[] log = new float[CHUNK];
    final float[] log1p = new float[CHUNK];
    final float[] product = new float[CHUNK];
    final float[] slope = new float[CHUNK];

    /// Takes the memory.
    ///
    /// @param cols the most columns that a matrix has
    /// @throws IllegalArgumentException if `cols` is negative
    public CountScratch(int cols) {
        MatrixArguments.size("cols", cols);
        this.cols = cols;
        row = new float[padded(cols)];
    }

    /// The most columns that a matrix has.
    ///
    /// @return 0 or more
    public int cols() {
        return cols;
    }

    static int padded(int n) {
        return Math.ceilDiv(n, 16) * 16;
    }
}
