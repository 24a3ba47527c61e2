package io.github.vae4j.metrics.factors;

import java.util.function.IntToDoubleFunction;

/// The largest of some numbers and the second largest: what all measures of gaps compare.
///
/// @param index of the largest, the first of equals
/// @param first the largest
/// @param second the second largest; minus infinity of one number
record BestTwo(int index, double first, double second) {
    /// @param count how many numbers there are, 1 or more
    /// @param number by its index
    static BestTwo of(int count, IntToDoubleFunction number) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = number.applyAsDouble(i) > number.applyAsDouble(best) ? i : best;
        }
        double second = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            second = i == best ? second : Math.max(second, number.applyAsDouble(i));
        }
        return new BestTwo(best, number.applyAsDouble(best), second);
    }
}
