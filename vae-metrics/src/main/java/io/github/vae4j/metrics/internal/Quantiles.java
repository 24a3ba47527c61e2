package io.github.vae4j.metrics.internal;

/// Quantiles of sorted values.
public final class Quantiles {
    private Quantiles() {}

    /// The quantile between the two nearest values (Hyndman and Fan 1996, type 7); NaN without values.
    public static double ofSorted(double[] sorted, double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("a quantile must be from 0 to 1 but is " + q);
        }
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = q * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
