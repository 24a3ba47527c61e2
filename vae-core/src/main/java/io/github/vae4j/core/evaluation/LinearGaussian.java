package io.github.vae4j.core.evaluation;

/// `x = b + W z + e` with z from N(0, I) and e from N(0, v I): x is normal with covariance `W W^T + v I` (probabilistic
/// principal components, Tipping and Bishop 1999, equation 4).
///
/// The density is computed with the matrix `M = v I + W^T W` of the latent units alone: `det(W W^T + v I) = v^(D - L) det M`,
/// and the inverse is `(I - W M^-1 W^T) / v`.
final class LinearGaussian {
    private final double[] offset;
    private final double[][] columns;
    private final double variance;
    private final double[][] cholesky;
    private final double constant;

    /// @param offset b
    /// @param columns of W, one for each unit
    /// @param variance v
    LinearGaussian(double[] offset, double[][] columns, double variance) {
        this.offset = offset;
        this.columns = columns;
        this.variance = variance;
        int units = columns.length;
        cholesky = new double[units][units];
        double logDeterminant = (offset.length - units) * StrictMath.log(variance);
        for (int i = 0; i < units; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = dot(columns[i], columns[j]) + (i == j ? variance : 0);
                for (int k = 0; k < j; k++) {
                    sum -= cholesky[i][k] * cholesky[j][k];
                }
                cholesky[i][j] = i == j ? Math.sqrt(sum) : sum / cholesky[j][j];
            }
            logDeterminant += 2 * StrictMath.log(cholesky[i][i]);
        }
        constant = -(offset.length * StrictMath.log(2 * Math.PI) + logDeterminant) / 2;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    double logDensity(float[] x, int at) {
        double[] d = new double[offset.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = x[at + i] - offset[i];
        }
        // d^T W M^-1 W^T d = |y|^2 with R y = W^T d, where M = R R^T
        double[] y = new double[columns.length];
        double explained = 0;
        for (int i = 0; i < y.length; i++) {
            double sum = dot(columns[i], d);
            for (int k = 0; k < i; k++) {
                sum -= cholesky[i][k] * y[k];
            }
            y[i] = sum / cholesky[i][i];
            explained += y[i] * y[i];
        }
        return constant - (dot(d, d) - explained) / (2 * variance);
    }
}
