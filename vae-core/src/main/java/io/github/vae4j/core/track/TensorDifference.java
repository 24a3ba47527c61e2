package io.github.vae4j.core.track;

import io.github.vae4j.core.Tensor;
import org.jspecify.annotations.Nullable;

/// How a tensor differs between two files.
///
/// @param name as in the files
/// @param values of the tensor; 0 if the two shapes differ, or one file does not have it: then the rest is 0, too
/// @param differing values whose bits differ, 1 or more
/// @param largestUlp the largest difference, in units in the last place: how many floats lie between the two, plus one; 0
///     where zeros differ by their sign alone
/// @param at index of the value with the largest difference, row-major
/// @param a its value in the first file
/// @param b its value in the second file
public record TensorDifference(String name, int values, int differing, long largestUlp, int at, float a, float b) {
    /// Compares two tensors of one name; `null` where a file does not have it.
    ///
    /// @return `null` if they are equal, bit for bit
    static @Nullable TensorDifference of(String name, @Nullable Tensor a, @Nullable Tensor b) {
        if (a == null || b == null || !a.shape().equals(b.shape())) {
            return new TensorDifference(name, 0, 0, 0, 0, 0, 0);
        }
        int differing = 0;
        int at = -1;
        long largest = -1;
        for (int i = 0; i < a.values().length; i++) {
            float x = a.values()[i];
            float y = b.values()[i];
            if (Float.floatToRawIntBits(x) != Float.floatToRawIntBits(y)) {
                differing++;
                long ulps = Ulps.between(x, y);
                if (ulps > largest) {
                    largest = ulps;
                    at = i;
                }
            }
        }
        return differing == 0
                ? null
                : new TensorDifference(name, a.values().length, differing, largest, at, a.values()[at], b.values()[at]);
    }

    /// Whether both files have it, in the same shape.
    ///
    /// @return `false` if there are no values to compare
    public boolean isComparable() {
        return values > 0;
    }
}
