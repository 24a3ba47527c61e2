package io.github.vae4j.metrics.internal;

/// The standard normal distribution in double precision.
public final class NormalDistribution {
    private static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);
    // Beyond it the series would need more than a double's exponent, and the tail is below 1e-18.
    private static final double EDGE = 9;
    private static final int HALVINGS = 80;

    private NormalDistribution() {}

    /// The probability of a value below x (Marsaglia 2004: `1/2 + phi(x) (x + x^3/3 + x^5/15 + ...)`), to 1e-15.
    public static double cumulative(double x) {
        if (Math.abs(x) >= EDGE) {
            return x < 0 ? 0 : 1;
        }
        double sum = x;
        double term = x;
        double before = 0;
        for (int i = 3; sum != before; i += 2) {
            before = sum;
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * StrictMath.exp(-(x * x + LOG_TWO_PI) / 2);
    }

    /// The value that p of the probability lies below, to 1e-13 for p from 1e-3 to 1 - 1e-3; p is from above 0 to below 1.
    public static double quantile(double p) {
        double low = -EDGE;
        double high = EDGE;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (cumulative(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
