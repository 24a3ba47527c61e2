package io.github.vae4j.core.spec;

/// The distribution p(x|z) of a sample given the output of the decoder.
///
/// A likelihood says how many numbers the decoder gives for a sample ([#outputs]), which parameters it owns
/// ([#parameters]), and computes [#cost] = -log p(x|z) with its gradient. The output has its parts one after the other: all
/// features' first number, then all features' second one.
///
/// To add your own, implement this interface in a record; see [Kind] for its text form, and
/// [io.github.vae4j.core.GradientCheck] to test it.
public interface Likelihood extends Density {
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

    /// A Laplace distribution around the output m of the decoder: `-log p(x|z) = sum_i log(2 b) + |x_i - m_i| / b`. Its mean is
    /// m; outliers cost less than under a normal distribution.
    ///
    /// @param scale b of every feature, positive and finite
    /// @return the likelihood
    /// @throws IllegalArgumentException if the scale is not positive and finite
    static Likelihood laplace(double scale) {
        return new LaplaceLikelihood(scale);
    }

    /// Counts with a Poisson distribution: `-log p(x|z) = sum_i m_i - x_i log m_i + log x_i!`. The mean m is the total of the
    /// sample, which is observed, times the softmax of the decoder's output (as Lopez et al. 2018 do for cells). Samples are
    /// raw counts, whatever the model's scaling is; choose [Scaling#log1p] for the encoder. A sample of zeros costs nothing.
    /// Decoding gives the shares of the features, which add up to 1.
    ///
    /// @return the likelihood
    static Likelihood poisson() {
        return new PoissonLikelihood(1);
    }

    /// As [#poisson], with a negative binomial distribution of mean m and variance `m + m^2 / t` (Lopez et al. 2018):
    /// `log p(x|z) = sum_i log Gamma(x_i + t) - log Gamma(t) - log x_i! + t log(t / (t + m_i)) + x_i log(m_i / (t + m_i))`.
    /// The logarithm of the dispersion t is learned, one for each feature.
    ///
    /// @return the likelihood; every dispersion starts at 1
    static Likelihood negativeBinomial() {
        return new NegativeBinomialLikelihood(false, true, 1);
    }

    /// As [#negativeBinomial], with zeros more often (Lopez et al. 2018): the decoder gives a second number for each feature,
    /// the logit of the probability that its count is 0 for another reason.
    ///
    /// @return the likelihood; every dispersion starts at 1
    static Likelihood zeroInflatedNegativeBinomial() {
        return new NegativeBinomialLikelihood(true, true, 1);
    }

    /// Counts that fall on the features with the probabilities `p = softmax(output)`, their total given:
    /// `-log p(x|z) = -log n! + sum_i log x_i! - x_i log p_i` (Liang et al. 2018; Miao et al. 2016). Samples are raw counts,
    /// whatever the model's scaling is.
    ///
    /// @return the likelihood, with the multinomial coefficient
    static Likelihood multinomial() {
        return new MultinomialLikelihood(true, 1);
    }

    /// Reads a likelihood from its text form, see [Kind].
    ///
    /// @param text for example `gaussian:0.5`
    /// @return the likelihood
    /// @throws IllegalArgumentException if there is no such kind, or an argument is wrong
    static Likelihood parse(String text) {
        return Kinds.read(Likelihood.class, text);
    }

    /// Which values samples may have.
    ///
    /// @return checked before the first step of training
    Support support();

    /// Whether samples are meant as they are given, before the model's [Scaling], which then concerns the encoder alone: the
    /// logarithm of counts goes in, counts come out.
    ///
    /// @return by default `false`
    default boolean isOfRawSamples() {
        return false;
    }

    /// How many numbers the decoder gives for a sample.
    ///
    /// @param features values of a sample
    /// @return by default one for each feature
    default int outputs(int features) {
        return features;
    }

    /// Whether `log p(x|z) = x . output - A(output)`: then that of all pairs of samples and codes is a matrix product.
    ///
    /// @return by default `false`
    default boolean isLinearInSample() {
        return false;
    }

    /// The variance, if p(x|z) is a normal distribution around the decoder's output with one variance for all features: then a
    /// model with a linear decoder has its log p(x) in closed form.
    ///
    /// @param own parameters
    /// @param ownAt index of the first of them
    /// @return NaN if it is another distribution, as by default
    default double commonVariance(float[] own, int ownAt) {
        return Double.NaN;
    }

    /// The least that a value can cost, whatever the decoder gives, where p(x|z) is no probability of it but a cross-entropy:
    /// of a grey level under [#bernoulli] its entropy.
    ///
    /// @param value of a sample
    /// @return nats; 0 if p(x|z) is a probability or a density of the value, as by default
    default double crossEntropyFloor(float value) {
        return 0;
    }

    /// The mean of p(x|z).
    ///
    /// @param mean receives (rows, features); may be the array of the output itself if there is one output per feature
    /// @param meanAt index of the first value in `mean`
    /// @param output of the decoder, (rows, outputs)
    /// @param outputAt index of the first value in `output`
    /// @param own parameters
    /// @param ownAt index of the first of them
    /// @param rows number of rows
    /// @param features values of a sample
    void mean(float[] mean, int meanAt, float[] output, int outputAt, float[] own, int ownAt, int rows, int features);

    /// Draws a sample from p(x|z).
    ///
    /// @param x receives the values of the sample
    /// @param xAt index of the first value in `x`
    /// @param output of the decoder, one row; not the array `x`
    /// @param outputAt index of the first value in `output`
    /// @param own parameters
    /// @param ownAt index of the first of them
    /// @param features values of a sample
    /// @param draws random numbers of the row
    void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features, Draws draws);
}
