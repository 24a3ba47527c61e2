package io.github.vae4j.metrics.factors;

/// The digamma function of whole numbers: `psi(n) = sum over i < n of 1 / i - gamma`, by the sum where it is short and by
/// the asymptotic series (Abramowitz and Stegun, 6.3.18) beyond, to 1e-15.
final class Digamma {
    private static final double EULER = 0.5772156649015329;
    private static final int SHORT = 24;

    private Digamma() {}

    static double of(int n) {
        if (n < SHORT) {
            double sum = -EULER;
            for (int i = 1; i < n; i++) {
                sum += 1.0 / i;
            }
            return sum;
        }
        double square = 1.0 / ((double) n * n);
        return StrictMath.log(n) - 0.5 / n
                - square * (1 / 12.0 - square * (1 / 120.0 - square * (1 / 252.0 - square / 240.0)));
    }
}
