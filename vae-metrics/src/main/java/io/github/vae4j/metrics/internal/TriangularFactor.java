package io.github.vae4j.metrics.internal;

/// The upper triangular factor R of X'X = R'R. From rows of X that arrive in blocks, by reflections (Golub and Van Loan,
/// Matrix Computations, 5.2), or from X'X itself (Cholesky, 4.2), which is faster and squares the condition of X.
public final class TriangularFactor {
    private final int d;
    /// The factor so far, (d, d), and behind it room for the rows of a block.
    private final double[] work;

    /// The factor of no rows.
    public TriangularFactor(int d) {
        this.d = d;
        work = new double[d * d];
    }

    /// The factor of the (d, d) matrix X'X. Where that is singular to rounding, a diagonal element is 0 and the rest of its
    /// row, too.
    public static TriangularFactor ofProducts(double[] products, int d) {
        TriangularFactor factor = new TriangularFactor(d);
        double[] r = factor.work;
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                double rest = products[i * d + j];
                for (int k = 0; k < i; k++) {
                    rest -= r[k * d + i] * r[k * d + j];
                }
                if (i == j) {
                    r[i * d + i] = rest > 0 ? Math.sqrt(rest) : 0;
                } else {
                    r[i * d + j] = r[i * d + i] > 0 ? rest / r[i * d + i] : 0;
                }
            }
        }
        return factor;
    }

    /// Adds rows, (rows, d) row-major.
    public void add(double[] x, int rows) {
        double[] all = new double[(d + rows) * d];
        System.arraycopy(work, 0, all, 0, d * d);
        System.arraycopy(x, 0, all, d * d, rows * d);
        double[] products = new double[d];
        for (int k = 0; k < d; k++) {
            reflect(all, k, d + rows, products);
        }
        // What the reflections have made 0 below the diagonal is left over in the rows of the block alone.
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                work[i * d + j] = j < i ? 0 : all[i * d + j];
            }
        }
    }

    /// Adds the rows of another factor.
    public void add(TriangularFactor other) {
        add(other.work, d);
    }

    /// Reflects rows k and d to `rows` - rows between are 0 in column k - so that column k has its norm on the diagonal.
    private void reflect(double[] a, int k, int rows, double[] products) {
        double square = a[k * d + k] * a[k * d + k];
        for (int i = d; i < rows; i++) {
            square += a[i * d + k] * a[i * d + k];
        }
        double first = a[k * d + k];
        double norm = Math.sqrt(square);
        if (norm == Math.abs(first)) {
            return;
        }
        double target = first > 0 ? -norm : norm;
        double head = first - target;
        // 2 / |v|^2 for v = (head, column below)
        double factor = 1 / (square - target * first);
        for (int j = k + 1; j < d; j++) {
            products[j] = head * a[k * d + j];
        }
        for (int i = d; i < rows; i++) {
            double v = a[i * d + k];
            for (int j = k + 1; j < d; j++) {
                products[j] += v * a[i * d + j];
            }
        }
        a[k * d + k] = target;
        for (int j = k + 1; j < d; j++) {
            products[j] *= factor;
            a[k * d + j] -= head * products[j];
        }
        for (int i = d; i < rows; i++) {
            double v = a[i * d + k];
            a[i * d + k] = 0;
            for (int j = k + 1; j < d; j++) {
                a[i * d + j] -= v * products[j];
            }
        }
    }

    /// The first column that is a linear function of those before it, up to a share of its norm; -1 if there is none.
    public int dependent(double share) {
        for (int j = 0; j < d; j++) {
            double square = 0;
            for (int i = 0; i <= j; i++) {
                square += work[i * d + j] * work[i * d + j];
            }
            if (!(Math.abs(work[j * d + j]) > share * Math.sqrt(square))) {
                return j;
            }
        }
        return -1;
    }

    /// Of a factor whose last column is a target: the weights of the other columns of least squared error.
    public double[] solution() {
        int m = d - 1;
        double[] weights = new double[m];
        for (int i = m - 1; i >= 0; i--) {
            double rest = work[i * d + m];
            for (int j = i + 1; j < m; j++) {
                rest -= work[i * d + j] * weights[j];
            }
            weights[i] = rest / work[i * d + i];
        }
        return weights;
    }

    /// `|R'^-1 v|^2 = v' (X'X)^-1 v`.
    public double quadratic(double[] v) {
        double[] y = new double[d];
        double sum = 0;
        for (int i = 0; i < d; i++) {
            double rest = v[i];
            for (int k = 0; k < i; k++) {
                rest -= work[k * d + i] * y[k];
            }
            y[i] = rest / work[i * d + i];
            sum += y[i] * y[i];
        }
        return sum;
    }
}
