package io.github.vae4j.metrics.comparison;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.Balls;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.Neighbours;
import io.github.vae4j.metrics.resampling.Proportion;
import java.util.Arrays;
import java.util.Locale;

/// How much of what a generator makes lies among real features, and how much of these it makes. Each set is taken for the
/// balls around its points that reach to their k-th neighbour in the set.
///
/// - Precision: generated points in a ball of a real one; recall: real points in a ball of a generated one (Kynkaanniemi et
///   al. 2019, k = 3).
/// - Density: balls of real points that a generated one lies in, over k, on average; coverage: real points whose ball has a
///   generated one (Naeem et al. 2020, k = 5), which a far real point does not blow up.
///
/// Distances are those in double.
///
/// Pitfalls. One far real point has a large ball and raises precision. Compare sets of equal size: balls shrink with it.
///
/// @param precision share of the generated points, with its interval
/// @param recall share of the real points, with its interval
/// @param density 0 or more, about 1 where the sets have one distribution; may exceed 1
/// @param coverage share of the real points, with its interval
/// @param k number of neighbours
public record PrecisionRecall(Proportion precision, Proportion recall, double density, Proportion coverage, int k) {
    /// The neighbours of Kynkaanniemi et al.
    public static final int DEFAULT_NEIGHBOURS = 3;

    /// Compares two sets.
    ///
    /// @param real features, more than k rows
    /// @param generated features of as many columns, more than k rows
    /// @param k number of neighbours, 1 or more; see [#DEFAULT_NEIGHBOURS]
    /// @param workers who computes; the bits do not depend on their number
    /// @return the shares
    /// @throws IllegalArgumentException if sizes do not fit or k is out of range
    public static PrecisionRecall of(Codes real, Codes generated, int k, Workers workers) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be 1 or more but is " + k);
        }
        Checks.sets(real, generated, k + 1);
        Neighbours own = Neighbours.among(real, k, workers);
        int[] balls = Balls.containing(generated, real, own, workers);
        int[] others = Balls.containing(real, generated, Neighbours.among(generated, k, workers), workers);
        long inside = Arrays.stream(balls).filter(count -> count > 0).count();
        // A real point is covered if its nearest generated one is no farther than its k-th real neighbour.
        Neighbours nearest = Neighbours.of(generated, real, 1, workers);
        long covered = 0;
        for (int i = 0; i < real.rows(); i++) {
            covered += nearest.square(i, 0) <= own.square(i, k - 1) ? 1 : 0;
        }
        double density = Arrays.stream(balls).asLongStream().sum() / ((double) k * generated.rows());
        return new PrecisionRecall(new Proportion(inside, generated.rows()),
                new Proportion(Arrays.stream(others).filter(count -> count > 0).count(), real.rows()), density,
                new Proportion(covered, real.rows()), k);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "precision %s, recall %s, density %.4f, coverage %s (%d neighbours)",
                precision, recall, density, coverage, k);
    }
}
