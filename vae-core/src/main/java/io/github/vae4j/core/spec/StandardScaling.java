package io.github.vae4j.core.spec;

import io.github.vae4j.core.data.Dataset;

/// See [Scaling#standard]. The variance is that of the data itself: n in the denominator.
record StandardScaling() implements FeatureScaling {
    static final Kind<Scaling> KIND = new Kind<>(Scaling.class, "standard", "standard",
            "each feature to mean 0 and variance 1 over the training data", _ -> new StandardScaling());

    /// In one pass (Welford 1962): the means are as exact as the data, whatever its offset.
    @Override
    public float[] fit(Dataset data) {
        int features = data.features();
        double[] mean = new double[features];
        int[] known = new int[features];
        double[] squares = new double[features];
        float[] row = new float[features];
        for (int r = 0; r < data.size(); r++) {
            data.read(r, 0, row, 0);
            for (int i = 0; i < features; i++) {
                if (!Float.isNaN(row[i])) {
                    double before = row[i] - mean[i];
                    mean[i] += before / ++known[i];
                    squares[i] += before * (row[i] - mean[i]);
                }
            }
        }
        float[] learned = new float[2 * features];
        for (int i = 0; i < features; i++) {
            double deviation = Math.sqrt(squares[i] / known[i]);
            learned[i] = (float) mean[i];
            learned[features + i] = deviation > 0 ? (float) (1 / deviation) : 0;
        }
        return learned;
    }

    @Override
    public String toString() {
        return "standard";
    }
}
