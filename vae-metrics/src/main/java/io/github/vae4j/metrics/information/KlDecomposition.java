package io.github.vae4j.metrics.information;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.internal.Checks;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// The rate split into three parts (Hoffman and Johnson 2016; Chen et al. 2018, equation 2):
/// `E log q(z|n) - log p(z) = I(n; z) + TC + sum_j KL(q(z_j) || p(z_j))`, where
/// `I = E[log q(z|n) - log q(z)]`, `TC = E[log q(z) - sum_j log q(z_j)]`, all from one code z_n per sample.
///
/// The three parts add up to [#sampledRate] exactly, whatever the estimator of q(z). The rate in closed form
/// ([AggregatePosterior#rate]) differs from it by the noise of the codes.
///
/// **The ceiling.** With the exact estimator I is at most ln n, since every code lies in its own posterior. Near this ceiling
/// ([#ceilingBinds]) it measures n and not the model, and the rest goes into the other parts: I is then a lower bound, and
/// total correlation, dimension-wise KL and marginal KL are upper bounds. Independent units with log variances of ln 0.02
/// have a total correlation of 0, and some 31 nats here.
///
/// Pitfalls: the minibatch estimators are biased, the more so the more units there are. Estimates of TC may be negative;
/// they are not clipped.
///
/// @param mutualInformation I(n; z), index-code mutual information, nats; a lower bound if the ceiling binds
/// @param totalCorrelation TC, nats; an upper bound if the ceiling binds
/// @param dimensionWiseKl KL(q(z_j) || p(z_j)), one value per unit, nats; upper bounds if the ceiling binds
/// @param unitMutualInformation I(n; z_j) with the same estimator of q(z_j), one value per unit, nats
/// @param sampledRate mean of log q(z|n) - log p(z), nats
/// @param samples number of codes
/// @param dataSize number of samples of the data set that q(z) is about
/// @param estimator how q(z) was estimated
public record KlDecomposition(double mutualInformation, double totalCorrelation, List<Double> dimensionWiseKl,
        List<Double> unitMutualInformation, double sampledRate, int samples, int dataSize, Estimator estimator) {
    /// How log q(z) and log q(z_j) are estimated.
    public enum Estimator {
        /// The mean density over the whole set, each code's own sample included.
        EXACT,
        /// Minibatch weighted sampling: the sum of the densities over the batch, over batch times data size (Chen et al.
        /// 2018, equation 4). A biased lower bound of log q(z) as a rule.
        MINIBATCH_WEIGHTED,
        /// Minibatch stratified sampling (Chen et al. 2018, appendix C.2): the own sample weighs 1/N, one other
        /// (N - M)/(N M) and the rest 1/M, M the batch less one.
        MINIBATCH_STRATIFIED
    }

    private static final double LOG_TWO_PI = StrictMath.log(2 * Math.PI);
    /// I above this share of ln n counts as held down by the ceiling.
    private static final double BINDING = 0.9;

    /// Copies the lists.
    public KlDecomposition {
        dimensionWiseKl = List.copyOf(dimensionWiseKl);
        unitMutualInformation = List.copyOf(unitMutualInformation);
    }

    /// The decomposition over the whole set; the cost is n^2 d exponentials.
    ///
    /// @param z one code per sample, drawn from q(z|x_n)
    /// @param posterior q(z|x) of the same samples
    /// @param workers who computes; the bits do not depend on their number
    /// @return the parts
    /// @throws IllegalArgumentException if sizes do not fit or there is no row
    public static KlDecomposition exact(Codes z, Posterior posterior, Workers workers) {
        return of(z, posterior, z.rows(), Estimator.EXACT, workers);
    }

    /// The decomposition with the estimators that training uses, for one batch of a larger set. Average the results of
    /// equal batches, or weight each by its size.
    ///
    /// @param z one code per sample of the batch, drawn from q(z|x_n)
    /// @param posterior q(z|x) of the same samples
    /// @param dataSize N, the size of the data set, at least n
    /// @param estimator of log q(z)
    /// @param workers who computes
    /// @return the parts
    /// @throws IllegalArgumentException as [#exact]; if `dataSize` is below n, or not n for the exact estimator; if the
    ///         stratified estimator has fewer than 2 rows
    public static KlDecomposition of(Codes z, Posterior posterior, int dataSize, Estimator estimator, Workers workers) {
        int least = estimator == Estimator.MINIBATCH_STRATIFIED ? 2 : 1;
        Checks.atLeast("z", z, least);
        Checks.sameShape(z, posterior);
        int n = z.rows();
        if (dataSize < n || estimator == Estimator.EXACT && dataSize > n) {
            throw new IllegalArgumentException("dataSize must be n = " + n
                    + (estimator == Estimator.EXACT ? "" : " or more") + " but is " + dataSize);
        }
        return new PosteriorMixture(z, posterior).decomposition(dataSize, estimator, workers);
    }

    /// From log q(z_i), (n), and log q(z_ij) and log q(z_ij|i), (n, d).
    static KlDecomposition summary(float[] z, int d, int dataSize, Estimator estimator, double[] logJoint,
            double[] logUnits, double[] logOwn) {
        int n = logJoint.length;
        double[] divergence = new double[d];
        double[] information = new double[d];
        double joint = 0;
        double total = 0;
        double rate = 0;
        for (int i = 0; i < n; i++) {
            double units = 0;
            double own = 0;
            for (int k = i * d; k < (i + 1) * d; k++) {
                double prior = -(LOG_TWO_PI + (double) z[k] * z[k]) / 2;
                divergence[k - i * d] += logUnits[k] - prior;
                information[k - i * d] += logOwn[k] - logUnits[k];
                units += logUnits[k];
                own += logOwn[k];
                rate += logOwn[k] - prior;
            }
            joint += own - logJoint[i];
            total += logJoint[i] - units;
        }
        return new KlDecomposition(joint / n, total / n, means(divergence, n), means(information, n), rate / n, n,
                dataSize, estimator);
    }

    private static List<Double> means(double[] sums, int n) {
        return DoubleStream.of(sums).map(v -> v / n).boxed().toList();
    }

    /// The sum of [#dimensionWiseKl].
    ///
    /// @return nats
    public double totalDimensionWiseKl() {
        return dimensionWiseKl.stream().mapToDouble(Double::doubleValue).sum();
    }

    /// KL(q(z) || p(z)), the marginal divergence of Hoffman and Johnson (2016): the rate less the mutual information.
    ///
    /// @return nats; an upper bound if the ceiling binds
    public double marginalKl() {
        return totalCorrelation + totalDimensionWiseKl();
    }

    /// Whether the mutual information is so near its ceiling ln N that it measures N and not the model: then it is a lower
    /// bound, and total correlation, dimension-wise and marginal KL are upper bounds.
    ///
    /// @return true above 90 % of ln N
    public boolean ceilingBinds() {
        return mutualInformation > BINDING * StrictMath.log(dataSize);
    }

    @Override
    public String toString() {
        boolean bound = ceilingBinds();
        return String.format(Locale.ROOT,
                "rate %.4f = index-code MI %s%.4f + TC %s%.4f + dimension-wise KL %s%.4f nats (%s, %d of %d samples)%s",
                sampledRate, bound ? "(at least) " : "", mutualInformation, bound ? "(at most) " : "",
                totalCorrelation, bound ? "(at most) " : "", totalDimensionWiseKl(),
                estimator.name().toLowerCase(Locale.ROOT).replace('_', ' '), samples, dataSize,
                bound
                        ? String.format(Locale.ROOT, "; MI is at its ceiling ln N = %.4f: the parts are bounds",
                                StrictMath.log(dataSize))
                        : "");
    }
}
