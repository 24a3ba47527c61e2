package io.github.vae4j.metrics.comparison;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.KernelSums;
import io.github.vae4j.metrics.internal.NumberLists;
import io.github.vae4j.metrics.internal.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The kernel distance of two sets of features (Binkowski et al. 2018, who call it KID for features of an Inception
/// network): the squared maximum mean discrepancy, without bias, with the kernel `(x y / d + 1)^3`, as the mean over random
/// parts of both sets. Unlike the Frechet distance it is right on average for any number of samples.
///
/// Pitfalls. May be negative where the sets agree: compare with the standard error. Depends on the scale of the features.
///
/// @param values of the parts
/// @param size number of rows of a part of each set
public record KernelDistance(List<Double> values, int size) {
    /// How many parts there are by default.
    public static final int DEFAULT_PARTS = 100;
    /// How large they are by default, at most.
    public static final int DEFAULT_SIZE = 1_000;

    /// Copies the list.
    public KernelDistance {
        values = List.copyOf(values);
    }

    /// Compares two sets by [#DEFAULT_PARTS] parts of at most [#DEFAULT_SIZE] rows.
    ///
    /// @param a features, 2 or more rows
    /// @param b features of as many columns, 2 or more rows
    /// @param seed of the draw of the parts
    /// @param workers who computes; the bits do not depend on their number
    /// @return the distance
    /// @throws IllegalArgumentException if sizes do not fit
    public static KernelDistance of(Codes a, Codes b, long seed, Workers workers) {
        return of(a, b, DEFAULT_PARTS, Math.min(DEFAULT_SIZE, Math.min(a.rows(), b.rows())), seed, workers);
    }

    /// Compares two sets.
    ///
    /// @param a features
    /// @param b features of as many columns
    /// @param parts how many random parts, 1 or more
    /// @param size rows of a part of each set, 2 to the number of rows of the smaller one
    /// @param seed of the draw of the parts
    /// @param workers who computes; the bits do not depend on their number
    /// @return the distance
    /// @throws IllegalArgumentException if sizes do not fit or a number is out of range
    public static KernelDistance of(Codes a, Codes b, int parts, int size, long seed, Workers workers) {
        Checks.sets(a, b, 2);
        int most = Math.min(a.rows(), b.rows());
        if (parts < 1 || size < 2 || size > most) {
            throw new IllegalArgumentException("parts must be 1 or more and size from 2 to " + most + " but they are "
                    + parts + " and " + size);
        }
        double[] values = new double[parts];
        workers.run(parts, (part, worker) -> {
            Codes some = part(a, size, seed, 2 * part);
            Codes other = part(b, size, seed, 2 * part + 1);
            double within = KernelSums.cubic(some, some, true) + KernelSums.cubic(other, other, true);
            values[part] = within / ((double) size * (size - 1))
                    - 2 * KernelSums.cubic(some, other, false) / ((double) size * size);
        });
        return new KernelDistance(NumberLists.of(values), size);
    }

    private static Codes part(Codes codes, int size, long seed, int draw) {
        int[] order = new int[codes.rows()];
        Philox.permutation(order, order.length, seed, RandomStreams.KERNEL_DISTANCE, draw);
        return codes.select(Arrays.copyOf(order, size));
    }

    /// The mean over the parts.
    ///
    /// @return 0 on average if the sets have one distribution; may be negative
    public double distance() {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /// The standard deviation of the parts.
    ///
    /// @return 0 or more; NaN of one part
    public double deviation() {
        double mean = distance();
        return Math.sqrt(
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (values.size() - 1));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "kernel distance %.6g, deviation %.6g (%d parts of %d samples)", distance(),
                deviation(), values.size(), size);
    }
}
