package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.ArrayMath;

/// See [Scaling#log1p].
record Log1pScaling() implements Scaling {
    static final Kind<Scaling> KIND = new Kind<>(Scaling.class, "log1p", "log1p", "log(1 + x), for counts",
            _ -> new Log1pScaling());

    @Override
    public boolean keepsZeros() {
        return true;
    }

    @Override
    public void apply(float[] x, int at, int features, float[] learned, int learnedAt) {
        ArrayMath.log1p(x, at, x, at, features);
    }

    @Override
    public void undo(float[] x, int at, int features, float[] learned, int learnedAt) {
        ArrayMath.expm1(x, at, x, at, features);
    }

    @Override
    public String toString() {
        return "log1p";
    }
}
