package io.github.vae4j.kernels.internal;

/// What [io.github.vae4j.kernels.Dense] needs beside products and activations; arguments have been checked.
public sealed interface DenseKernels permits ScalarDense, SimdDense {
    /// `db (n) =` column sums of `dy (m, n)`: one chain of additions per column from +0, rows in rising order.
    void columnSums(float[] db, int dbOffset, float[] dy, int dyOffset, int dyStride, int m, int n);
}
