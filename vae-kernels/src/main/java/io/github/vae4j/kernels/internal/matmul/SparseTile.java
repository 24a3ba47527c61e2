package io.github.vae4j.kernels.internal.matmul;

/// Some vectors of outputs side by side, for the products of sparse rows with weights in panels.
///
/// The first vectors lie in whole panels of [MatMulKernels#PANEL] outputs, the last ones may lie in a narrower panel behind
/// those.
abstract class SparseTile {
    /// @param vectors number of vectors, 1 to 8
    /// @param partial how many of them lie in a narrower panel; the last of these overlaps the one before where the panel
    ///     is no whole number of vectors wide
    /// @param masked whether the narrower panel is narrower than a vector
    record Shape(int vectors, int partial, boolean masked) {}

    /// `y = x w + bias` over the inputs from `first` up to, not including, `limit`; the bias is added with input 0, later
    /// inputs continue the sums in `y`. The panels of `w` are `panelStride` apart, the narrower one is `width` wide.
    abstract void product(float[] y, int yAt, int yStride, int[] rowStart, int rowAt, int[] column, float[] value,
            int first, int limit, float[] w, int wAt, int panelStride, int width, float[] bias, int biasAt, int m);

    /// `dw = x^T dy`, where the entries of input i are those from `columnStart[columnAt + i]` on.
    abstract void weightProduct(float[] dw, int dwAt, int panelStride, int width, int[] columnStart, int columnAt,
            int[] row, float[] value, float[] dy, int dyAt, int dyStride, int k);
}
