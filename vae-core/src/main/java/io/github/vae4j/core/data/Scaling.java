package io.github.vae4j.core.data;

import java.util.Arrays;

/// A change of units fitted to one data set, the training data, and applied to any: `(x - centre) factor`, per feature or
/// one for all. Immutable. Statistics are summed in double, in the order of the samples.
public final class Scaling {
    private final float[] centre;
    private final float[] factor;
    private final boolean toUnitRange;

    private Scaling(float[] centre, float[] factor, boolean toUnitRange) {
        this.centre = centre;
        this.factor = factor;
        this.toUnitRange = toUnitRange;
    }

    /// Takes the range from the smallest to the largest value of all features to [0, 1].
    ///
    /// @param data what to fit to
    /// @return the scaling; values of other data that lie outside are cut to [0, 1]
    /// @throws IllegalArgumentException if there is no sample, all values are the same, or the range overflows
    public static Scaling unitRange(Dataset data) {
        float[] row = row(data);
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int sample = 0; sample < data.size(); sample++) {
            data.read(sample, 0, row, 0);
            for (float value : row) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return range(data.features(), min, max);
    }

    /// Takes a known range to [0, 1].
    ///
    /// @param features values of a sample
    /// @param min becomes 0
    /// @param max becomes 1
    /// @return the scaling; values outside are cut to [0, 1]
    /// @throws IllegalArgumentException if `min < max` does not hold with a finite difference, or `features < 1`
    public static Scaling range(int features, float min, float max) {
        float factor = 1 / (max - min);
        if (features < 1 || !(min < max) || !(factor > 0) || factor == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "expected min < max and 1 feature or more, found min " + min + ", max " + max
                            + ", " + features + " features");
        }
        float[] centre = new float[features];
        float[] factors = new float[features];
        Arrays.fill(centre, min);
        Arrays.fill(factors, factor);
        return new Scaling(centre, factors, true);
    }

    /// Gives each feature mean 0 and variance 1 (divided by n, as most libraries do). A feature that is always the same
    /// only gets mean 0.
    ///
    /// @param data what to fit to
    /// @return the scaling
    /// @throws IllegalArgumentException if there is no sample
    public static Scaling standard(Dataset data) {
        float[] row = row(data);
        int features = row.length;
        double[] mean = new double[features];
        double[] squares = new double[features];
        for (int sample = 0; sample < data.size(); sample++) {
            data.read(sample, 0, row, 0);
            for (int i = 0; i < features; i++) {
                // Welford (1962): stable in one pass.
                double difference = row[i] - mean[i];
                mean[i] += difference / (sample + 1);
                squares[i] += difference * (row[i] - mean[i]);
            }
        }
        float[] centre = new float[features];
        float[] factor = new float[features];
        for (int i = 0; i < features; i++) {
            centre[i] = (float) mean[i];
            float inverse = (float) (1 / Math.sqrt(squares[i] / data.size()));
            factor[i] = Float.isFinite(inverse) ? inverse : 1;
        }
        return new Scaling(centre, factor, false);
    }

    /// Applies the scaling.
    ///
    /// @param data data with as many features
    /// @return a view
    /// @throws IllegalArgumentException if the number of features differs
    public Dataset apply(Dataset data) {
        if (data.features() != centre.length) {
            throw new IllegalArgumentException(
                    "the scaling is for " + centre.length + " features, the data has " + data.features());
        }
        String recipe = "scaling " + Arrays.toString(centre) + Arrays.toString(factor) + toUnitRange;
        return new Rescaled(data, centre, factor, toUnitRange, recipe);
    }

    /// What is subtracted from each feature.
    ///
    /// @return a new array
    public float[] centre() {
        return centre.clone();
    }

    /// What each feature is then multiplied by.
    ///
    /// @return a new array
    public float[] factor() {
        return factor.clone();
    }

    private static float[] row(Dataset data) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("a scaling cannot be fitted to a data set without samples");
        }
        return new float[data.features()];
    }
}
