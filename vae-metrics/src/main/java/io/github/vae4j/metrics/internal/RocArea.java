package io.github.vae4j.metrics.internal;

import java.util.Arrays;

/// The area under the ROC curve: how often a positive sample has a higher score than a negative one, ties at half (Mann
/// and Whitney 1947), with its standard error from the placements of the samples (DeLong, DeLong and Clarke-Pearson 1988).
///
/// @param value 0 to 1; NaN if a kind has no sample
/// @param error standard error; 0 if a kind has one sample only
/// @param positives number of positive samples
/// @param negatives number of negative samples
public record RocArea(double value, double error, int positives, int negatives) {
    /// The area alone.
    ///
    /// @param positive scores of one kind; sorted in place
    /// @param negative scores of the other; sorted in place
    /// @return 0 to 1; NaN if a kind has none
    public static double of(double[] positive, double[] negative) {
        Arrays.sort(positive);
        Arrays.sort(negative);
        int below = 0;
        int notAbove = 0;
        double wins = 0;
        for (double score : positive) {
            while (below < negative.length && negative[below] < score) {
                below++;
            }
            while (notAbove < negative.length && negative[notAbove] <= score) {
                notAbove++;
            }
            wins += (below + notAbove) / 2.0;
        }
        return wins / ((double) positive.length * negative.length);
    }

    /// The area of one column of (n, d) values for the samples of one class against all others.
    ///
    /// @param order rows from the least value up, see [Ranks#order]
    /// @param classes the class of every row
    /// @param positive the class
    /// @param positives how many samples it has
    public static RocArea of(float[] x, int d, int column, int[] order, int[] classes, int positive, int positives) {
        int n = order.length;
        int negatives = n - positives;
        // Placements: the share of the other kind that lies below a sample, ties at half.
        double above = 0;
        double aboveSquares = 0;
        double below = 0;
        double belowSquares = 0;
        int seenPositives = 0;
        for (int from = 0; from < n;) {
            int to = from;
            int tied = 0;
            float value = x[order[from] * d + column];
            while (to < n && x[order[to] * d + column] == value) {
                tied += classes[order[to]] == positive ? 1 : 0;
                to++;
            }
            int tiedNegatives = to - from - tied;
            double place = (from - seenPositives + tiedNegatives / 2.0) / negatives;
            above += tied * place;
            aboveSquares += tied * place * place;
            double other = (seenPositives + tied / 2.0) / positives;
            below += tiedNegatives * other;
            belowSquares += tiedNegatives * other * other;
            seenPositives += tied;
            from = to;
        }
        double variance = variance(above, aboveSquares, positives) / positives
                + variance(below, belowSquares, negatives) / negatives;
        return new RocArea(above / positives, Math.sqrt(variance), positives, negatives);
    }

    private static double variance(double sum, double squares, int count) {
        return count < 2 ? 0 : Math.max(squares - sum * sum / count, 0) / (count - 1);
    }

    /// The area for low values instead of high ones, if that is larger.
    public RocArea larger() {
        return value < 0.5 ? new RocArea(1 - value, error, positives, negatives) : this;
    }

    /// One end of the 95 % interval: that of Wilson (1927) for a share of as many samples as the standard error stands for,
    /// `value (1 - value) / error^2`. Where the error is 0, so that all samples of a kind lie alike, of the rarer kind's.
    ///
    /// @param sign -1 for the lower, 1 for the upper end
    public double end(int sign) {
        double z = NormalDistribution.quantile(0.975);
        double size = Math.min(positives, negatives);
        if (error > 0) {
            size = value * (1 - value) / (error * error);
        }
        double middle = (value + z * z / (2 * size)) / (1 + z * z / size);
        double half = z / (1 + z * z / size) * Math.sqrt(value * (1 - value) / size + z * z / (4 * size * size));
        return Math.clamp(middle + sign * half, 0, 1);
    }
}
