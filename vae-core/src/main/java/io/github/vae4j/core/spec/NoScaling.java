package io.github.vae4j.core.spec;

/// See [Scaling#none].
record NoScaling() implements Scaling {
    static final Kind<Scaling> KIND = new Kind<>(Scaling.class, "none", "none", "samples stay as they are",
            _ -> new NoScaling());

    @Override
    public boolean keepsZeros() {
        return true;
    }

    @Override
    public void apply(float[] x, int at, int features, float[] learned, int learnedAt) {}

    @Override
    public void undo(float[] x, int at, int features, float[] learned, int learnedAt) {}

    @Override
    public String toString() {
        return "none";
    }
}
