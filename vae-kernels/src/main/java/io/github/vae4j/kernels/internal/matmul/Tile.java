package io.github.vae4j.kernels.internal.matmul;

/// A register tile: a block of `out` that is kept in local variables while `k` products are added to it.
///
/// `out (rows, vectors) = a b`, or `+=` if `load`. Row p of `b` is at `bAt + p * bStep`. Element (r, p) of `a` is at
/// `aAt + r * aStride + p` where `a` is read by rows, and at `aAt + p * aStride + r` where a transposed one is read by
/// columns.
abstract class Tile {
    /// @param rows height of the tile: 1, 2, 4, 6, 8 or 12
    /// @param vectors width of the tile in vectors: 1, for the last columns of a product, or 2
    /// @param byRows whether `a` is read by rows or by columns
    record Shape(int rows, int vectors, boolean byRows) {}

    abstract void run(float[] out, int outAt, int outStride, float[] a, int aAt, int aStride, float[] b, int bAt,
            int bStep, int k, boolean load);
}
