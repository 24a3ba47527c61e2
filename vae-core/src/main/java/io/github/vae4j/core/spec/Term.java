package io.github.vae4j.core.spec;

/// A named summand of the objective that is computed from the values of a batch: a regulariser.
///
/// In every step, after the forward pass, [#prepare] runs on ranges of rows, on several threads; then [#value] once; then,
/// after the term's weight is known, [#gradient] on ranges of rows again. What is kept in between goes into
/// [TermBatch#memory]. Nothing may be allocated, and no result may depend on how the rows were cut. [#reference] is the
/// same in double, as plainly as it can be written: [io.github.vae4j.core.GradientCheck] compares the two.
///
/// A term that is a mean over rows of something that each row has on its own needs [#prepare] and [#gradient] alone: see
/// [#isPerRow].
public interface Term {
    /// The total correlation of the codes, `E[log q(z) - sum_j log q(z_j)]`, by minibatch-weighted sampling (Chen et al. 2018,
    /// equation 3 and appendix C.1). With weight `beta - 1` the objective is that of the beta-TC-VAE.
    ///
    /// @return the term; time and memory of a step grow with rows x rows x units
    static Term totalCorrelation() {
        return new TotalCorrelation(false);
    }

    /// As [#totalCorrelation], by minibatch-stratified sampling (Chen et al. 2018, appendix C.2): unbiased weights.
    ///
    /// @return the term
    static Term totalCorrelationStratified() {
        return new TotalCorrelation(true);
    }

    /// How far the covariance C of the means of q(z|x) over a batch is from I:
    /// `sum_(i not j) C_ij^2 + diagonal sum_i (C_ii - 1)^2`. It is the regulariser of DIP-VAE-I (Kumar et al. 2018, section 3)
    /// with weight lambda_od and `diagonal` = lambda_d / lambda_od, 10 in the paper.
    ///
    /// @param diagonal how much variances count, 0 or more
    /// @return the term
    /// @throws IllegalArgumentException if `diagonal` is negative or not finite
    static Term disentangledPrior(double diagonal) {
        return new DisentangledPrior(false, diagonal);
    }

    /// As [#disentangledPrior], with the covariance of the codes, `E[exp(logvar)] + Cov(mean)`: the regulariser of DIP-VAE-II
    /// (Kumar et al. 2018, section 3). The paper has `diagonal` = 1.
    ///
    /// @param diagonal how much variances count, 0 or more
    /// @return the term
    /// @throws IllegalArgumentException if `diagonal` is negative or not finite
    static Term disentangledPriorOfCodes(double diagonal) {
        return new DisentangledPrior(true, diagonal);
    }

    /// The squared maximum mean discrepancy between the codes of a batch and N(0, I), with a Gaussian kernel of variance
    /// `scale^2` times the number of units (Gretton et al. 2012). An InfoVAE is the bound with KL weight `1 - alpha` and this
    /// term with weight `alpha + lambda - 1` (Zhao et al. 2019).
    ///
    /// @param scale above 0
    /// @return the term, unbiased, so that it may be negative; time and memory of a step grow with rows x rows
    /// @throws IllegalArgumentException if `scale` is not positive or not finite
    static Term meanDiscrepancy(double scale) {
        return new MeanDiscrepancy(scale);
    }

    /// As [#meanDiscrepancy], with inverse multiquadric kernels of seven widths and draws from N(0, I) (Tolstikhin et al.
    /// 2018, section 4): their long tails also move codes that are far from all others.
    ///
    /// @param scale of the widths, above 0
    /// @return the term, unbiased, so that it may be negative; time of a step grows with rows x rows
    /// @throws IllegalArgumentException if `scale` is not positive or not finite
    static Term multiquadricDiscrepancy(double scale) {
        return new MultiquadricDiscrepancy(scale);
    }

    /// The name in reports: lower case letters, digits and `-`.
    ///
    /// @return for example `total-correlation`
    String name();

    /// Whether the term is the mean of a value of each row, which [#prepare] puts into [TermBatch#rowValues].
    ///
    /// @return by default `false`
    default boolean isPerRow() {
        return false;
    }

    /// How many doubles it keeps between the calls of a step.
    ///
    /// @param rows rows of the largest batch
    /// @param units latent units
    /// @return by default 0
    default int memory(int rows, int units) {
        return 0;
    }

    /// How many floats it keeps between the calls of a step, for array functions of [io.github.vae4j.kernels.ArrayMath].
    ///
    /// @param rows rows of the largest batch
    /// @param units latent units
    /// @return by default 0
    default int floats(int rows, int units) {
        return 0;
    }

    /// Computes what some rows need, or their values.
    ///
    /// @param batch the values
    /// @param from first row
    /// @param to row after the last
    default void prepare(TermBatch batch, int from, int to) {}

    /// The value of the term, in nats per sample.
    ///
    /// @param batch the values
    /// @return a finite number; by default the mean of the values of the rows
    default double value(TermBatch batch) {
        double sum = 0;
        for (int r = 0; r < batch.rows(); r++) {
            sum += batch.rowValues()[r];
        }
        return sum / batch.rows();
    }

    /// Adds `batch.slope()` times the derivative of [#value] by the values of some rows to their gradients.
    ///
    /// @param batch the values
    /// @param from first row
    /// @param to row after the last
    void gradient(TermBatch batch, int from, int to);

    /// The value in double precision.
    ///
    /// @param values all values of a batch
    /// @return the same as [#value], but for rounding
    double reference(TermValues values);
}
