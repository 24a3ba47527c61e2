package io.github.vae4j.metrics;

import java.util.Arrays;

/// The area under the ROC curve: how often a positive sample has a higher score than a negative one, ties at half (Mann
/// and Whitney 1947).
final class RocArea {
    private RocArea() {}

    /// @param positive scores of one kind; sorted in place
    /// @param negative scores of the other; sorted in place
    /// @return 0 to 1; NaN if a kind has none
    static double of(double[] positive, double[] negative) {
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
}
