package io.github.vae4j.metrics.information;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.KernelSums;
import java.util.Locale;

/// The squared maximum mean discrepancy of drawn codes from the prior N(0, I) (Gretton et al. 2012, equation 3, without
/// bias), with the kernel `k(x, y) = exp(-|x - y|^2 / (2 h^2))`: how far q(z) is from p(z), whatever its shape. What the
/// prior contributes is known in closed form, so that nothing is drawn from it:
/// `E k(x, y) = (h^2 / (h^2 + 1))^(d/2) exp(-|x|^2 / (2 (h^2 + 1)))` over y, and `(h^2 / (h^2 + 2))^(d/2)` over both.
///
/// Pitfalls. Codes must be draws, not means. An estimate without bias may be negative where q(z) is the prior. The kernel
/// sees differences at the scale of its bandwidth: [#DEFAULT_BANDWIDTH] times the square root of the units is the scale of
/// the prior. Values of different bandwidths or numbers of units are not comparable. The cost is n^2 d.
///
/// @param squared the squared discrepancy, 0 if the distributions agree; may be negative
/// @param bandwidth h
/// @param samples number of codes
public record PriorDiscrepancy(double squared, double bandwidth, int samples) {
    /// A bandwidth as a multiple of the square root of the number of units.
    public static final double DEFAULT_BANDWIDTH = 1;

    /// Compares codes with the prior.
    ///
    /// @param codes draws from q(z), 2 or more
    /// @param bandwidth h over the square root of the number of units, above 0; see [#DEFAULT_BANDWIDTH]
    /// @param workers who computes; the bits do not depend on their number
    /// @return the discrepancy
    /// @throws IllegalArgumentException if there are fewer than 2 codes or the bandwidth is out of range
    public static PriorDiscrepancy of(Codes codes, double bandwidth, Workers workers) {
        Checks.atLeast("codes", codes, 2);
        if (!(bandwidth > 0 && bandwidth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("bandwidth must be above 0 and finite but is " + bandwidth);
        }
        int n = codes.rows();
        int d = codes.units();
        double h = bandwidth * Math.sqrt(d);
        double pairs = KernelSums.gaussian(codes, h, workers);
        double own = 0;
        for (int i = 0; i < n; i++) {
            double square = 0;
            for (int j = 0; j < d; j++) {
                square += (double) codes.get(i, j) * codes.get(i, j);
            }
            own += StrictMath.exp(-square / (2 * (h * h + 1)));
        }
        double withPrior = StrictMath.pow(h * h / (h * h + 1), d / 2.0) * own / n;
        double prior = StrictMath.pow(h * h / (h * h + 2), d / 2.0);
        return new PriorDiscrepancy(pairs / ((double) n * (n - 1)) - 2 * withPrior + prior, h, n);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "squared discrepancy from the prior %.3g (bandwidth %.3g, %d samples)",
                squared, bandwidth, samples);
    }
}
