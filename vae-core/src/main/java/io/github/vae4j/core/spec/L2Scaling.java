package io.github.vae4j.core.spec;

/// See [Scaling#l2].
record L2Scaling() implements Scaling {
    static final Kind<Scaling> KIND = new Kind<>(Scaling.class, "l2", "l2", "each sample to Euclidean length 1",
            _ -> new L2Scaling());

    @Override
    public boolean keepsZeros() {
        return true;
    }

    @Override
    public void apply(float[] x, int at, int features, float[] learned, int learnedAt) {
        double sum = 0;
        for (int i = at; i < at + features; i++) {
            sum += Float.isNaN(x[i]) ? 0 : (double) x[i] * x[i];
        }
        if (sum > 0) {
            double length = StrictMath.sqrt(sum);
            for (int i = at; i < at + features; i++) {
                x[i] = (float) (x[i] / length);
            }
        }
    }

    @Override
    public void undo(float[] x, int at, int features, float[] learned, int learnedAt) {
        // The length of the sample is not in the model.
    }

    @Override
    public String toString() {
        return "l2";
    }
}
