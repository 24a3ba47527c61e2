package io.github.vae4j.metrics.internal;

/// Weights of neighbours, `exp(-b distance)` up to a factor, with the b that gives them a wanted perplexity, the exponential
/// of their entropy: as many neighbours as that count.
public final class Perplexity {
    private static final int HALVINGS = 100;
    private static final double CLOSE = 1e-10;

    private Perplexity() {}

    /// Fills in weights that add up to 1, by halving the range of b.
    ///
    /// @param distances of the neighbours, the least first, or their squares
    /// @param perplexity wanted, less than the number of neighbours
    /// @param weights receives one for each distance
    public static void weigh(double[] distances, double perplexity, double[] weights) {
        double wanted = StrictMath.log(perplexity);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double precision = 1;
        for (int step = 0; step < HALVINGS; step++) {
            double sum = 0;
            double weighted = 0;
            for (int j = 0; j < weights.length; j++) {
                // Distances beyond the least: the factor cancels, and not all weights become 0.
                double distance = distances[j] - distances[0];
                weights[j] = StrictMath.exp(-distance * precision);
                sum += weights[j];
                weighted += distance * weights[j];
            }
            double entropy = StrictMath.log(sum) + precision * weighted / sum;
            for (int j = 0; j < weights.length; j++) {
                weights[j] /= sum;
            }
            if (Math.abs(entropy - wanted) < CLOSE) {
                return;
            }
            if (entropy > wanted) {
                low = precision;
                precision = Double.isInfinite(high) ? precision * 2 : (precision + high) / 2;
            } else {
                high = precision;
                precision = (precision + low) / 2;
            }
        }
    }
}
