package io.github.vae4j.core.internal;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.core.spec.Support;
import java.util.List;

/// Refuses samples and codes that a model cannot use.
public final class InputCheck {
    private InputCheck() {}

    /// Checks that a data set has as many features as a model.
    ///
    /// @throws IllegalArgumentException if it has not
    public static void features(Dataset data, int expected) {
        if (data.features() != expected) {
            throw new IllegalArgumentException(
                    "the data has " + data.features() + " features but the model expects " + expected);
        }
    }

    /// Checks a sample that comes from an array.
    ///
    /// @param scaling what was done to it, for messages
    /// @throws IllegalArgumentException if a value is not among those that the likelihood has
    public static void row(float[] x, int offset, int features, int sample, Likelihood likelihood,
            Scaling scaling) {
        int bad = firstInvalid(x, offset, features, likelihood);
        if (bad >= 0) {
            throw invalid("sample " + sample, "feature " + bad, x[offset + bad], likelihood.support(), scaling);
        }
    }

    /// Checks a sample of a data set, which knows where it came from.
    ///
    /// @param scaling what was done to it, for messages
    /// @throws IllegalArgumentException if a value is missing or not among those that the likelihood has
    public static void row(float[] x, int offset, Dataset data, int sample, Likelihood likelihood,
            Scaling scaling) {
        int bad = firstInvalid(x, offset, data.features(), likelihood);
        if (bad >= 0) {
            throw invalid(data, sample, bad, x[offset + bad], likelihood, scaling);
        }
    }

    /// Checks the entries of a sample of a sparse data set.
    ///
    /// @param value of the entries from `from` up to, not including, `end`
    /// @param scaling what was done to it, for messages
    /// @throws IllegalArgumentException if a value is missing or not among those that the likelihood has
    public static void entries(float[] value, int[] column, int from, int end, SparseDataset data, int sample,
            Likelihood likelihood, Scaling scaling) {
        int bad = firstInvalid(value, from, end - from, likelihood);
        if (bad >= 0) {
            throw invalid(data, sample, column[from + bad], value[from + bad], likelihood, scaling);
        }
    }

    private static IllegalArgumentException invalid(Dataset data, int sample, int bad, float value,
            Likelihood likelihood, Scaling scaling) {
        List<String> names = data.featureNames();
        String feature = "feature " + bad + (names.isEmpty() ? "" : " (" + names.get(bad) + ")");
        if (Float.isNaN(value) && data.hasMissing()) {
            return new IllegalArgumentException(data.place(sample) + ", " + feature
                    + " is missing, and the likelihood '" + likelihood
                    + "' takes no missing values: leave out such rows "
                    + "(--missing drop), or train with 'masked:" + likelihood + "'");
        }
        return invalid(data.place(sample), feature, value, likelihood.support(), scaling);
    }

    private static int firstInvalid(float[] x, int offset, int features, Likelihood likelihood) {
        Support support = likelihood.support();
        boolean takesMissing = likelihood.takesMissing();
        for (int i = 0; i < features; i++) {
            if (!support.contains(x[offset + i]) && !(takesMissing && Float.isNaN(x[offset + i]))) {
                return i;
            }
        }
        return -1;
    }

    private static IllegalArgumentException invalid(String sample, String feature, float value, Support support,
            Scaling scaling) {
        boolean isScaled = !scaling.equals(Scaling.none());
        return new IllegalArgumentException(sample + ", " + feature + " is " + value
                + (isScaled ? " after scaling '" + scaling + "'" : "") + "; the likelihood needs "
                + (isScaled
                        ? support.range() + ", which this scaling does not give for every sample: choose "
                                + "'range:FROM:TO' with the limits of the data, or another likelihood"
                        : support.expected()));
    }

    /// Checks rows of codes.
    ///
    /// @throws IllegalArgumentException if a value is not finite
    public static void codes(float[] z, int row, int rows, int latent) {
        for (int i = row * latent; i < (row + rows) * latent; i++) {
            if (!Float.isFinite(z[i])) {
                throw new IllegalArgumentException(
                        "z must be finite but unit " + i % latent + " of row " + i / latent + " is " + z[i]);
            }
        }
    }
}
