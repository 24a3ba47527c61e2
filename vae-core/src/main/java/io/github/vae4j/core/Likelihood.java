package io.github.vae4j.core;

import org.jspecify.annotations.Nullable;

/// The distribution p(x|z) of a sample given the output of the decoder.
public sealed interface Likelihood permits BernoulliLikelihood, ContinuousBernoulliLikelihood, GaussianLikelihood {
    /// Pixels in [0, 1] as probabilities; the decoder gives logits l: `-log p(x|z) = sum_i softplus(l_i) - l_i x_i`. For x
    /// other than 0 and 1 this is a cross-entropy and no density.
    ///
    /// @return the likelihood of the original VAE on binary data (Kingma and Welling 2014, appendix C.1)
    static Likelihood bernoulli() {
        return new BernoulliLikelihood();
    }

    /// A density on [0, 1]; the decoder gives logits l: `-log p(x|z) = sum_i log((exp(l_i) - 1) / l_i) - l_i x_i`.
    ///
    /// @return the normalised counterpart of the Bernoulli likelihood (Loaiza-Ganem and Cunningham 2019)
    static Likelihood continuousBernoulli() {
        return new ContinuousBernoulliLikelihood();
    }

    /// A normal distribution around the output m of the decoder:
    /// `-log p(x|z) = sum_i (log(2 pi variance) + (x_i - m_i)^2 / variance) / 2`.
    ///
    /// @param variance of every feature, positive and finite
    /// @return the likelihood with that fixed variance
    /// @throws IllegalArgumentException if the variance is not positive, or no normal number in single precision
    static Likelihood gaussian(double variance) {
        return new GaussianLikelihood(variance, false);
    }

    /// As [#gaussian], with one variance for all features that is learned (Rybkin et al. 2021).
    ///
    /// @return the likelihood; the variance starts at 1
    static Likelihood gaussianLearned() {
        return new GaussianLikelihood(1, true);
    }

    /// Reads what `toString` writes: `bernoulli`, `continuous-bernoulli`, `gaussian` (variance 1),
    /// `gaussian:VARIANCE` or `gaussian-learned`.
    ///
    /// @param text one of the above
    /// @return the likelihood
    /// @throws IllegalArgumentException if `text` is none of them
    static Likelihood parse(String text) {
        String expected = "expected bernoulli, continuous-bernoulli, gaussian, gaussian:VARIANCE or gaussian-learned";
        return switch (text) {
            case "bernoulli" -> bernoulli();
            case "continuous-bernoulli" -> continuousBernoulli();
            case "gaussian" -> gaussian(1);
            case "gaussian-learned" -> gaussianLearned();
            default -> {
                if (!text.startsWith("gaussian:")) {
                    throw new IllegalArgumentException("unknown likelihood '" + text + "'; " + expected);
                }
                try {
                    yield gaussian(Double.parseDouble(text.substring("gaussian:".length())));
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "likelihood '" + text + "' has no number as variance; " + expected, e);
                }
            }
        };
    }

    /// Whether samples must lie in [0, 1].
    ///
    /// @return `true` if values outside make no sense for this likelihood
    boolean needsUnitRange();

    /// Whether the model has one more parameter, the log variance of p(x|z).
    ///
    /// @return `true` if the variance is learned
    default boolean learnsVariance() {
        return false;
    }

    /// Per row, -log p(x|z) in nats, and its gradients.
    ///
    /// @param nll receives one value per row
    /// @param nllOffset index of the first value in `nll`
    /// @param gradient receives `scale` times the derivative by the decoder's output, (rows, features); may be the
    ///     output array itself; `null` to skip
    /// @param logVarianceGradient receives per row `scale` times the derivative by the log variance; `null` to skip
    /// @param output of the decoder, (rows, features)
    /// @param outputOffset index of the first value in `output` and in `gradient`
    /// @param x the samples, (rows, features)
    /// @param xOffset index of the first value in `x`
    /// @param logVariance the learned log variance, ignored if none is learned
    /// @param rows number of rows
    /// @param features number of columns
    /// @param scale factor of the gradients
    @SuppressWarnings("exports")
    void nll(float[] nll, int nllOffset, float @Nullable [] gradient, float @Nullable [] logVarianceGradient,
            float[] output, int outputOffset, float[] x, int xOffset, float logVariance, int rows, int features,
            float scale);

    /// The mean of p(x|z).
    ///
    /// @param mean receives `n` values; may be the output array itself
    /// @param meanOffset index of the first value in `mean`
    /// @param output of the decoder
    /// @param outputOffset index of the first value in `output`
    /// @param n number of values
    void mean(float[] mean, int meanOffset, float[] output, int outputOffset, int n);
}
