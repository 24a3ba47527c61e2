package io.github.vae4j.metrics.ranking;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.resampling.Bootstrap;
import java.util.List;
import java.util.Locale;

/// The quality of rankings, one number a user.
///
/// @param values of the users, finite, 2 or more
public record UserScores(List<Double> values) {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are fewer than 2 values, or one is not finite
    public UserScores {
        values = List.copyOf(values);
        if (values.size() < 2) {
            throw new IllegalArgumentException("values must be of 2 or more users but are of " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            if (!Double.isFinite(values.get(i))) {
                throw new IllegalArgumentException("values must be finite but that of user " + i + " is "
                        + values.get(i));
            }
        }
    }

    /// The mean over the users.
    ///
    /// @return a finite number
    public double mean() {
        return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }

    /// The standard error of the mean: the standard deviation over the square root of the number of users.
    ///
    /// @return 0 or more
    public double standardError() {
        double mean = mean();
        double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
        return Math.sqrt(squares / (values.size() - 1) / values.size());
    }

    /// How far the difference of two models would move if users were drawn again: a paired bootstrap, which takes the same
    /// users for both, so that what makes users easy or hard for either cancels out.
    ///
    /// @param other scores of another model for the same users, in the same order
    /// @param settings how to resample
    /// @param workers who computes
    /// @return the bootstrap of this mean less the other's
    /// @throws IllegalArgumentException if there are more or fewer users
    public Bootstrap minus(UserScores other, Bootstrap.Settings settings, Workers workers) {
        if (other.values.size() != values.size()) {
            throw new IllegalArgumentException("other must be of the same " + values.size() + " users but is of "
                    + other.values.size());
        }
        double[] differences = new double[values.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = values.get(i) - other.values.get(i);
        }
        return Bootstrap.ofMean(differences, settings, workers);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.5f +- %.5f of %d users", mean(), standardError(), values.size());
    }
}
