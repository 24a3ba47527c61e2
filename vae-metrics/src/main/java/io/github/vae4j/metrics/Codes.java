package io.github.vae4j.metrics;

import io.github.vae4j.metrics.internal.Checks;

/// Points of a space: what all statistics begin with. Codes are usually the means of q(z|x) or draws from it, but any
/// points will do, raw inputs among them.
///
/// The array is not copied: do not change it while statistics are computed from it.
///
/// @param values (rows, units) row-major: unit j of sample i lies at `i * units + j`; finite
/// @param rows number of samples, 0 or more
/// @param units number of columns, 1 or more
@SuppressWarnings("ArrayRecordComponent") // as long as the data; two of them are equal if they are the same
public record Codes(float[] values, int rows, int units) {
    /// Checks the codes.
    ///
    /// @throws IllegalArgumentException if the sizes do not fit or a value is not finite
    public Codes {
        Checks.size("values", values, rows, units);
        Checks.finite("values", values, units);
    }

    /// Codes with as many rows as the array has.
    ///
    /// @param values (rows, units) row-major, finite; not copied
    /// @param units number of columns, 1 or more
    /// @return the codes
    /// @throws IllegalArgumentException if the length of `values` is no multiple of `units` or a value is not finite
    public static Codes of(float[] values, int units) {
        return new Codes(values, Checks.rows("values", values, units), units);
    }

    /// One value.
    ///
    /// @param row the sample, from 0
    /// @param unit from 0
    /// @return the value
    /// @throws IndexOutOfBoundsException if there is no such sample or unit
    public float get(int row, int unit) {
        return values[Checks.index(row, rows, unit, units)];
    }

    /// Some of the samples, in the order given.
    ///
    /// @param picked numbers of samples; the same one may occur several times
    /// @return their codes, copied
    /// @throws IndexOutOfBoundsException if there is no such sample
    public Codes select(int... picked) {
        return new Codes(Checks.select(values, rows, units, picked), picked.length, units);
    }

    @Override
    public String toString() {
        return "codes of " + rows + " samples in " + units + " units";
    }
}
