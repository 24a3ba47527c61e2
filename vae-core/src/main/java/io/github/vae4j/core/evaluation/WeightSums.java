package io.github.vae4j.core.evaluation;

import java.util.Arrays;

/// What is known of the importance weights of one sample after some draws: sums of the weights, of their squares, and of each
/// group for the jackknife, all divided by the largest weight, so that none overflows.
final class WeightSums {
    // Of the jackknife; draw i is of group i mod GROUPS.
    private static final int GROUPS = 20;

    private final double[] groups = new double[GROUPS];
    private double largest;
    private double sum;
    private double squares;
    private int draws;

    void reset() {
        Arrays.fill(groups, 0);
        largest = Double.NEGATIVE_INFINITY;
        sum = 0;
        squares = 0;
        draws = 0;
    }

    void add(double logWeight) {
        double weight;
        if (logWeight <= largest) {
            weight = logWeight == Double.NEGATIVE_INFINITY ? 0 : StrictMath.exp(logWeight - largest);
        } else {
            // Also NaN, which must not hide behind a comparison.
            double scale = StrictMath.exp(largest - logWeight);
            sum *= scale;
            squares *= scale * scale;
            for (int g = 0; g < GROUPS; g++) {
                groups[g] *= scale;
            }
            largest = logWeight;
            weight = 1;
        }
        sum += weight;
        squares += weight * weight;
        groups[draws % GROUPS] += weight;
        draws++;
    }

    int draws() {
        return draws;
    }

    /// log of the mean of the weights.
    double logMean() {
        return largest + StrictMath.log(sum / draws);
    }

    /// How many equal weights would have the same variance of the mean: `(sum w)^2 / sum w^2` (Kong 1992).
    double effective() {
        return sum * sum / squares;
    }

    /// What [#logMean] is too low by, estimated by a jackknife that leaves out a group at a time (Busing, Meijer and van der
    /// Leeden 1999, equation 3, for groups whose sizes differ); NaN with one draw.
    double shortfall() {
        int used = Math.min(GROUPS, draws);
        if (used < 2) {
            return Double.NaN;
        }
        double whole = logMean();
        double without = 0;
        for (int g = 0; g < used; g++) {
            int size = (draws - g + GROUPS - 1) / GROUPS;
            double rest = 0;
            for (int other = 0; other < used; other++) {
                rest += other == g ? 0 : groups[other];
            }
            // Relative to the whole, for the digits.
            double left = largest + StrictMath.log(rest / (draws - size)) - whole;
            without += (1 - (double) size / draws) * left;
        }
        // sum_g (1 - m_g / n) = used - 1
        return -without;
    }
}
