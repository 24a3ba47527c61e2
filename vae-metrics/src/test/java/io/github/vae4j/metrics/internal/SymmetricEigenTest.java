package io.github.vae4j.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A v = lambda v, orthonormal vectors, known spectra, degenerate matrices.
class SymmetricEigenTest {
    @Test
    void byHand() {
        SymmetricEigen eigen = new SymmetricEigen(new double[] {2, 1, 1, 2}, 2);
        assertThat(eigen.values()).containsExactly(new double[] {3, 1}, within(1e-15));
        assertThat(eigen.vector(0)).containsExactly(new double[] {Math.sqrt(0.5), Math.sqrt(0.5)}, within(1e-15));
        assertThat(new SymmetricEigen(new double[] {-7}, 1).values()).containsExactly(-7);
        assertThat(new SymmetricEigen(new double[9], 3).values()).containsExactly(0, 0, 0);
    }

    /// The second difference matrix has eigenvalues 2 - 2 cos(k pi / (n + 1)).
    @Test
    void secondDifferences() {
        int n = 40;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = 2;
            if (i > 0) {
                a[i * n + i - 1] = -1;
                a[(i - 1) * n + i] = -1;
            }
        }
        double[] values = new SymmetricEigen(a, n).values();
        for (int k = 1; k <= n; k++) {
            assertThat(values[n - k]).isCloseTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 17, 120})
    void decomposes(int n) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = (i * 37 + j * 101 + i * i * j) % 1000 / 500.0 - 1;
                a[j * n + i] = a[i * n + j];
            }
        }
        SymmetricEigen eigen = new SymmetricEigen(a, n);
        double[] values = eigen.values();
        for (int k = 0; k < n; k++) {
            double[] v = eigen.vector(k);
            for (int i = 0; i < n; i++) {
                double product = 0;
                double other = 0;
                for (int j = 0; j < n; j++) {
                    product += a[i * n + j] * v[j];
                    other += eigen.vector(i)[j] * v[j];
                }
                assertThat(product).isCloseTo(values[k] * v[i], within(1e-12 * n));
                assertThat(other).isCloseTo(i == k ? 1 : 0, within(1e-12));
            }
            assertThat(k == 0 || values[k - 1] >= values[k]).isTrue();
        }
    }

    /// Codes of low rank, or fewer samples than units, have many eigenvalues of 0, beside which nothing is relatively small.
    @ParameterizedTest
    @CsvSource({"1000, 10, 128", "40, 30, 200", "300, 1, 64"})
    void matricesOfLowRank(int n, int rank, int d) {
        for (int seed = 0; seed < 5; seed++) {
            float[] left = new float[n * rank];
            float[] right = new float[rank * d];
            Philox.normal(left, 0, left.length, seed, 1, 0, 0);
            Philox.normal(right, 0, right.length, seed, 2, 0, 0);
            double[] product = new double[n * d];
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < rank; k++) {
                    for (int j = 0; j < d; j++) {
                        product[i * d + j] += (double) left[i * rank + k] * right[k * d + j];
                    }
                }
            }
            double[] values = new SymmetricEigen(gram(product, n, d, true), d).values();
            // The products of the rows have the same eigenvalues but for zeros.
            double[] others = new SymmetricEigen(gram(product, n, d, false), n).values();
            for (int k = 0; k < Math.min(n, d); k++) {
                assertThat(values[k]).isCloseTo(others[k], within(1e-12 * d * values[0]));
            }
            assertThat(values[rank - 1]).isGreaterThan(1e-4 * values[0]);
            for (int k = rank; k < d; k++) {
                assertThat(values[k]).isCloseTo(0, within(1e-12 * values[0]));
            }
        }
    }

    private static double[] gram(double[] x, int n, int d, boolean columns) {
        int size = columns ? d : n;
        double[] gram = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < n + d - size; k++) {
                    gram[i * size + j] += columns ? x[k * d + i] * x[k * d + j] : x[i * d + k] * x[j * d + k];
                }
            }
        }
        return gram;
    }
}
