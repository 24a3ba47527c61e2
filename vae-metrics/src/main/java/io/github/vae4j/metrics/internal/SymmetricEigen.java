package io.github.vae4j.metrics.internal;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Eigenvalues and eigenvectors of a symmetric matrix in double precision: Householder reduction to a tridiagonal matrix,
/// then QL steps with Wilkinson's shift (Golub and Van Loan, Matrix Computations, 8.3). The cost is about 5 n^3.
public final class SymmetricEigen {
    private static final int MAX_STEPS = 60;

    private final int n;
    private final double[] diagonal;
    /// Element i lies between rows i and i + 1 of the tridiagonal matrix.
    private final double[] beside;
    /// One eigenvector a row, so that QL steps turn contiguous memory.
    private final double[] vectors;

    private final int[] order;
    /// What lies between two rows of the tridiagonal matrix is rounding up to it.
    private final double negligible;

    /// Decomposes the (n, n) matrix `a`, which stays as it is; only finite values are allowed.
    public SymmetricEigen(double[] a, int n) {
        this.n = n;
        diagonal = new double[n];
        beside = new double[n];
        vectors = new double[n * n];
        reduce(a.clone());
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(diagonal[i]) + Math.abs(beside[i]));
        }
        // Beside eigenvalues of 0, of low-rank data, nothing would be small enough relative to its neighbours.
        negligible = Math.ulp(largest);
        for (int l = 0; l < n; l++) {
            converge(l);
        }
        order = IntStream.range(0, n).boxed().sorted((i, j) -> Double.compare(diagonal[j], diagonal[i]))
                .mapToInt(Integer::intValue).toArray();
    }

    /// The eigenvalues, largest first.
    public double[] values() {
        return IntStream.of(order).mapToDouble(i -> diagonal[i]).toArray();
    }

    /// The unit eigenvector of the `index`-th largest eigenvalue; its largest element by magnitude is positive.
    public double[] vector(int index) {
        double[] vector = Arrays.copyOfRange(vectors, order[index] * n, (order[index] + 1) * n);
        double largest = 0;
        for (double v : vector) {
            largest = Math.abs(v) > Math.abs(largest) ? v : largest;
        }
        if (largest < 0) {
            for (int j = 0; j < n; j++) {
                vector[j] = -vector[j];
            }
        }
        return vector;
    }

    /// Makes `a` tridiagonal with reflections I - 2 v v', |v| = 1, and puts their product into `vectors`.
    private void reduce(double[] a) {
        double[][] reflections = new double[Math.max(n - 2, 0)][];
        double[] product = new double[n];
        for (int k = 0; k < n - 1; k++) {
            double square = 0;
            for (int i = k + 1; i < n; i++) {
                square += a[i * n + k] * a[i * n + k];
            }
            double first = a[(k + 1) * n + k];
            double norm = Math.sqrt(square);
            if (k == n - 2 || norm == Math.abs(first)) {
                beside[k] = first;
                continue;
            }
            double target = first > 0 ? -norm : norm;
            beside[k] = target;
            double[] v = new double[n];
            double length = Math.sqrt(2 * (square - target * first));
            for (int i = k + 1; i < n; i++) {
                v[i] = a[i * n + k] / length;
            }
            v[k + 1] = (first - target) / length;
            reflections[k] = v;
            double along = 0;
            for (int i = k + 1; i < n; i++) {
                product[i] = 2 * dot(a, i * n, v, k + 1);
                along += product[i] * v[i];
            }
            for (int i = k + 1; i < n; i++) {
                product[i] -= along * v[i];
            }
            for (int i = k + 1; i < n; i++) {
                for (int j = k + 1; j < n; j++) {
                    a[i * n + j] -= v[i] * product[j] + product[i] * v[j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            diagonal[i] = a[i * n + i];
            vectors[i * n + i] = 1;
        }
        for (int k = reflections.length - 1; k >= 0; k--) {
            double[] v = reflections[k];
            for (int row = k + 1; v != null && row < n; row++) {
                double twice = 2 * dot(vectors, row * n, v, k + 1);
                for (int j = k + 1; j < n; j++) {
                    vectors[row * n + j] -= twice * v[j];
                }
            }
        }
    }

    private double dot(double[] matrix, int row, double[] v, int from) {
        double sum = 0;
        for (int j = from; j < n; j++) {
            sum += matrix[row + j] * v[j];
        }
        return sum;
    }

    /// QL steps until row l of the tridiagonal matrix has parted from those below.
    private void converge(int l) {
        for (int step = 0; step < MAX_STEPS; step++) {
            int m = l;
            while (m < n - 1 && Math.abs(beside[m]) > negligible
                    && Math.abs(beside[m]) > Math.ulp(Math.abs(diagonal[m]) + Math.abs(diagonal[m + 1]))) {
                m++;
            }
            if (m == l) {
                return;
            }
            double ratio = (diagonal[l + 1] - diagonal[l]) / (2 * beside[l]);
            double shift = diagonal[l] - beside[l] / (ratio + Math.copySign(StrictMath.hypot(ratio, 1), ratio));
            chase(l, m, diagonal[m] - shift);
        }
        throw new IllegalStateException("no eigenvalues after " + MAX_STEPS + " QL steps for row " + l + " of " + n
                + ": the matrix has values that are not finite or near the range of double");
    }

    /// One implicit QL step on rows l to m, from the bottom up.
    private void chase(int l, int m, double start) {
        double g = start;
        double sine = 1;
        double cosine = 1;
        double moved = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = sine * beside[i];
            double b = cosine * beside[i];
            double r = StrictMath.hypot(f, g);
            beside[i + 1] = r;
            if (r == 0) {
                diagonal[i + 1] -= moved;
                beside[m] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            g = diagonal[i + 1] - moved;
            double t = (diagonal[i] - g) * sine + 2 * cosine * b;
            moved = sine * t;
            diagonal[i + 1] = g + moved;
            g = cosine * t - b;
            for (int upper = i * n, lower = upper + n, end = lower; upper < end; upper++, lower++) {
                double v = vectors[lower];
                vectors[lower] = sine * vectors[upper] + cosine * v;
                vectors[upper] = cosine * vectors[upper] - sine * v;
            }
        }
        diagonal[l] -= moved;
        beside[l] = g;
        beside[m] = 0;
    }
}
