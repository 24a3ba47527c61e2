package io.github.vae4j.core.data.label;

/// Labels written as one 1 among zeros.
public final class OneHot {
    private OneHot() {}

    /// The index of the only 1 among zeros, or -1 if the values are others.
    public static int index(float[] values, int from, int n) {
        int found = -1;
        for (int i = 0; i < n; i++) {
            float value = values[from + i];
            if (value == 1 && found < 0) {
                found = i;
            } else if (value != 0) {
                return -1;
            }
        }
        return found;
    }
}
