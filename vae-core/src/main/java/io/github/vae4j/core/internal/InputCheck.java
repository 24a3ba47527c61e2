package io.github.vae4j.core.internal;

import io.github.vae4j.core.Likelihood;

/// Refuses samples and codes that a model cannot use.
final class InputCheck {
    private InputCheck() {}

    static void row(float[] x, int offset, int features, int sample, Likelihood likelihood) {
        boolean unit = likelihood.needsUnitRange();
        for (int i = 0; i < features; i++) {
            float value = x[offset + i];
            boolean valid = unit ? value >= 0 && value <= 1 : Math.abs(value) <= Float.MAX_VALUE;
            if (!valid) {
                throw new IllegalArgumentException("sample " + sample + ", feature " + i + " is " + value + "; the "
                        + likelihood + " likelihood needs " + (unit
                                ? "values in [0, 1]: scale the data, or choose a Gaussian likelihood"
                                : "finite values"));
            }
        }
    }

    static void codes(float[] z, int row, int rows, int latent) {
        for (int i = row * latent; i < (row + rows) * latent; i++) {
            if (!Float.isFinite(z[i])) {
                throw new IllegalArgumentException(
                        "z must be finite but unit " + i % latent + " of row " + i / latent + " is " + z[i]);
            }
        }
    }
}
