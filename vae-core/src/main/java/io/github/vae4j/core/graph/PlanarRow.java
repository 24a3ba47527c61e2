package io.github.vae4j.core.graph;

/// The numbers of one planar map `z' = z + v tanh(w z + b)` at one row (Rezende and Mohamed 2015, equation 10), where
/// `v = u + (softplus(w u) - 1 - w u) w / |w|^2` (appendix A.1), so that `w v > -1` and the map has an inverse.
final class PlanarRow {
    private final int units;
    /// tanh(w z + b).
    double height;
    /// The derivative of `height` by its argument.
    double slope;
    /// w v.
    double along;
    /// The derivative of `along` by w u.
    double alongSlope;
    /// v = u + shift w.
    double shift;
    /// |w|^2.
    double square;

    PlanarRow(int units) {
        this.units = units;
    }

    /// The length of a row of coefficients: w, u and b.
    static int coefficients(int units) {
        return 2 * units + 1;
    }

    /// @param k coefficients
    void set(float[] z, int zAt, float[] k, int kAt) {
        double argument = k[kAt + 2 * units];
        double product = 0;
        double sum = 0;
        for (int j = 0; j < units; j++) {
            double w = k[kAt + j];
            argument += w * z[zAt + j];
            product += w * k[kAt + units + j];
            sum += w * w;
        }
        set(argument, product, sum);
    }

    void set(double[] z, int zAt, double[] k, int kAt) {
        double argument = k[kAt + 2 * units];
        double product = 0;
        double sum = 0;
        for (int j = 0; j < units; j++) {
            argument += k[kAt + j] * z[zAt + j];
            product += k[kAt + j] * k[kAt + units + j];
            sum += k[kAt + j] * k[kAt + j];
        }
        set(argument, product, sum);
    }

    private void set(double argument, double product, double sum) {
        height = StrictMath.tanh(argument);
        slope = 1 - height * height;
        double small = StrictMath.exp(-Math.abs(product));
        along = Math.max(product, 0) + StrictMath.log1p(small) - 1;
        alongSlope = product >= 0 ? 1 / (1 + small) : small / (1 + small);
        square = sum;
        shift = (along - product) / square;
    }

    /// log |det dz'/dz| = log(1 + slope w v).
    double logDeterminant() {
        return StrictMath.log1p(slope * along);
    }
}
