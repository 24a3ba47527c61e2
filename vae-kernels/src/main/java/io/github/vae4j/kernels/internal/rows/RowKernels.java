package io.github.vae4j.kernels.internal.rows;

/// Sums over a row, and passes over rows that normalisation and softmax consist of. Twins give equal bits.
///
/// Sums go in 16 lanes, element i into lane i mod 16, then by halves.
public sealed interface RowKernels permits ScalarRows, SimdRows {
    /// The sum of x.
    float sum(float[] x, int xOffset, int n);

    /// The sum of x y, by fma.
    float dot(float[] x, int xOffset, float[] y, int yOffset, int n);

    /// The sum of (x - centre)^2, by fma.
    float squares(float[] x, int xOffset, int n, float centre);

    /// The largest element, as `Math.max` has it; -infinity of none.
    float max(float[] x, int xOffset, int n);

    /// y = (x + shift) factor.
    void shiftAndScale(float[] y, int yOffset, float[] x, int xOffset, int n, float shift, float factor);

    /// sum += x.
    void add(float[] sum, int sumOffset, float[] x, int xOffset, int n);

    /// sum += x y, by fma.
    void addProducts(float[] sum, int sumOffset, float[] x, int xOffset, float[] y, int yOffset, int n);

    /// sum += (x - centre)^2, by fma.
    void addSquares(float[] sum, int sumOffset, float[] x, int xOffset, float[] centre, int centreOffset, int n);

    /// y = x y.
    void multiply(float[] y, int yOffset, float[] x, int xOffset, int n);

    /// hat = (x - mean) factor, y = hat gamma + beta.
    void normalise(float[] y, int yOffset, float[] hat, int hatOffset, float[] x, int xOffset, float[] mean,
            int meanOffset, float[] factor, int factorOffset, float[] gamma, int gammaOffset, float[] beta,
            int betaOffset, int n);

    /// y = x gamma + beta.
    void affine(float[] y, int yOffset, float[] x, int xOffset, float[] gamma, int gammaOffset, float[] beta,
            int betaOffset, int n);

    /// y = (x - a - hat b) c, with a, b and c for each element.
    void backward(float[] y, int yOffset, float[] x, int xOffset, float[] hat, int hatOffset, float[] a, int aOffset,
            float[] b, int bOffset, float[] c, int cOffset, int n);

    /// y = (x - a - hat b) c.
    void backwardOfRow(float[] y, int yOffset, float[] x, int xOffset, float[] hat, int hatOffset, float a, float b,
            float c, int n);
}
