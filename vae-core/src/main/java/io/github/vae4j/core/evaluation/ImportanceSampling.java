package io.github.vae4j.core.evaluation;

import java.util.ArrayList;
import java.util.List;

/// How log p(x) is estimated by importance sampling: `log 1/k sum_i w_i` with `w_i = p(x|z_i) p(z_i) / q(z_i|x)` and draws z_i
/// from the posterior (Burda et al. 2016, equation 8). The estimate is too low in the mean, less so with more draws.
///
/// @param draws k, for each sample and repeat, 1 to 100,000
/// @param repeats independent estimates of each sample, 1 to 1,000; two or more tell how far the draws decide the result
/// @param seed decides all draws
public record ImportanceSampling(int draws, int repeats, long seed) {
    /// The largest number of draws.
    public static final int MAX_DRAWS = 100_000;
    /// The largest number of repeats.
    public static final int MAX_REPEATS = 1_000;

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public ImportanceSampling {
        if (draws < 1 || draws > MAX_DRAWS) {
            throw new IllegalArgumentException("draws must be 1 to " + MAX_DRAWS + " but is " + draws
                    + ": one gives the bound that training uses, some thousands the log-likelihood");
        }
        if (repeats < 1 || repeats > MAX_REPEATS) {
            throw new IllegalArgumentException("repeats must be 1 to " + MAX_REPEATS + " but is " + repeats
                    + ": one is enough for the estimate, more give its error");
        }
    }

    /// One repeat, seed 0.
    ///
    /// @param draws k
    /// @return the settings
    /// @throws IllegalArgumentException if `draws` is out of range
    public static ImportanceSampling of(int draws) {
        return new ImportanceSampling(draws, 1, 0);
    }

    /// The same with another number of repeats.
    ///
    /// @param count 1 to 1,000
    /// @return new settings
    /// @throws IllegalArgumentException if it is out of range
    public ImportanceSampling withRepeats(int count) {
        return new ImportanceSampling(draws, count, seed);
    }

    /// The same with other draws.
    ///
    /// @param value of the seed
    /// @return new settings
    public ImportanceSampling withSeed(long value) {
        return new ImportanceSampling(draws, repeats, value);
    }

    /// The numbers of draws at which the bound is kept: 1, 2, 5, 10, 20, 50 and so on, and `draws`.
    ///
    /// @return rising
    public List<Integer> curve() {
        List<Integer> counts = new ArrayList<>();
        for (int decade = 1; decade < draws; decade *= 10) {
            for (int step : new int[] {1, 2, 5}) {
                if (decade * step < draws) {
                    counts.add(decade * step);
                }
            }
        }
        counts.add(draws);
        return List.copyOf(counts);
    }
}
