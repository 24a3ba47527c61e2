package io.github.vae4j.metrics.internal;

/// The factor L of a symmetric positive definite matrix A = L L' (Golub and Van Loan, Matrix Computations, 4.2).
public final class Cholesky {
    private final double[] factor;
    private final int n;

    /// Factors the (n, n) matrix `a`, of which the lower triangle is read; `a` becomes the factor.
    ///
    /// @throws IllegalArgumentException if the matrix is not positive definite
    public Cholesky(double[] a, int n) {
        factor = a;
        this.n = n;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = a[i * n + j] - dot(a, i * n, j * n, j);
                if (i > j) {
                    a[i * n + j] = rest / a[j * n + j];
                } else if (rest > 0) {
                    a[i * n + i] = Math.sqrt(rest);
                } else {
                    throw new IllegalArgumentException("the matrix is not positive definite: pivot " + i + " of " + n
                            + " is " + rest);
                }
            }
        }
    }

    private static double dot(double[] a, int first, int second, int length) {
        double even = 0;
        double odd = 0;
        int k = 0;
        for (; k + 1 < length; k += 2) {
            even = Math.fma(a[first + k], a[second + k], even);
            odd = Math.fma(a[first + k + 1], a[second + k + 1], odd);
        }
        return k < length ? Math.fma(a[first + k], a[second + k], even + odd) : even + odd;
    }

    /// Replaces the n values of `b` from `offset` by the solution of `A x = b`.
    public void solve(double[] b, int offset) {
        for (int i = 0; i < n; i++) {
            double rest = b[offset + i];
            for (int k = 0; k < i; k++) {
                rest -= factor[i * n + k] * b[offset + k];
            }
            b[offset + i] = rest / factor[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double value = b[offset + i] / factor[i * n + i];
            b[offset + i] = value;
            for (int k = 0; k < i; k++) {
                b[offset + k] -= factor[i * n + k] * value;
            }
        }
    }
}
