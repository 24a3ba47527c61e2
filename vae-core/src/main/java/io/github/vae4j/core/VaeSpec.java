package io.github.vae4j.core;

import io.github.vae4j.kernels.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The shape of a variational autoencoder: two multi-layer perceptrons around a Gaussian latent space.
///
/// @param features number of values of one sample, 1 or more
/// @param encoderHidden widths of the encoder's hidden layers, from the input on; may be empty
/// @param decoderHidden widths of the decoder's hidden layers, from the latent space on; may be empty
/// @param latent number of latent units, 1 to 4096
/// @param activation of every hidden layer
/// @param likelihood p(x|z)
/// @param initialisation of the weights
public record VaeSpec(int features, List<Integer> encoderHidden, List<Integer> decoderHidden, int latent,
        Activation activation, Likelihood likelihood, Initialisation initialisation) {

    /// The largest number of latent units.
    public static final int MAX_LATENT = 4096;

    /// Checks the sizes.
    ///
    /// @throws IllegalArgumentException if a size is out of range, or there are more parameters than an array holds
    public VaeSpec {
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(likelihood, "likelihood");
        Objects.requireNonNull(initialisation, "initialisation");
        encoderHidden = List.copyOf(encoderHidden);
        decoderHidden = List.copyOf(decoderHidden);
        requireWidth("features", features);
        encoderHidden.forEach(width -> requireWidth("encoder hidden width", width));
        decoderHidden.forEach(width -> requireWidth("decoder hidden width", width));
        if (latent < 1 || latent > MAX_LATENT) {
            throw new IllegalArgumentException("latent must be 1 to " + MAX_LATENT + " but is " + latent);
        }
        long count = parameterCount(features, encoderHidden, decoderHidden, latent, likelihood);
        if (count > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException("the model must have at most " + (Integer.MAX_VALUE - 64)
                    + " parameters, as many as an array can hold, but has "
                    + (count == Long.MAX_VALUE ? "2^63 or more" : Long.toString(count)));
        }
    }

    /// The study's architecture: two hidden layers of 500 on either side, softplus, Bernoulli, Xavier uniform.
    ///
    /// @param features number of values of one sample
    /// @param latent number of latent units
    /// @return the specification
    /// @throws IllegalArgumentException if a size is out of range, or there are more parameters than an array holds
    public static VaeSpec of(int features, int latent) {
        return new VaeSpec(features, List.of(500, 500), List.of(500, 500), latent, Activation.SOFTPLUS,
                Likelihood.bernoulli(), Initialisation.XAVIER_UNIFORM);
    }

    /// The same with other hidden layers: the encoder's as given, the decoder's in reverse.
    ///
    /// @param widths from the input towards the latent space
    /// @return a new specification
    /// @throws IllegalArgumentException if a width is less than 1, or there are more parameters than an array holds
    public VaeSpec withHidden(int... widths) {
        List<Integer> list = Arrays.stream(widths).boxed().toList();
        return new VaeSpec(features, list, list.reversed(), latent, activation, likelihood, initialisation);
    }

    /// The same with other hidden layers on either side.
    ///
    /// @param encoder widths from the input on
    /// @param decoder widths from the latent space on
    /// @return a new specification
    /// @throws IllegalArgumentException if a width is less than 1, or there are more parameters than an array holds
    public VaeSpec withHidden(List<Integer> encoder, List<Integer> decoder) {
        return new VaeSpec(features, encoder, decoder, latent, activation, likelihood, initialisation);
    }

    /// The same with another number of latent units.
    ///
    /// @param units 1 to 4096
    /// @return a new specification
    /// @throws IllegalArgumentException if it is out of range, or there are more parameters than an array holds
    public VaeSpec withLatent(int units) {
        return new VaeSpec(features, encoderHidden, decoderHidden, units, activation, likelihood, initialisation);
    }

    /// The same with another activation.
    ///
    /// @param newActivation of every hidden layer
    /// @return a new specification
    public VaeSpec withActivation(Activation newActivation) {
        return new VaeSpec(features, encoderHidden, decoderHidden, latent, newActivation, likelihood, initialisation);
    }

    /// The same with another likelihood.
    ///
    /// @param newLikelihood p(x|z)
    /// @return a new specification
    public VaeSpec withLikelihood(Likelihood newLikelihood) {
        return new VaeSpec(features, encoderHidden, decoderHidden, latent, activation, newLikelihood, initialisation);
    }

    /// The same with another initialisation.
    ///
    /// @param newInitialisation of the weights
    /// @return a new specification
    public VaeSpec withInitialisation(Initialisation newInitialisation) {
        return new VaeSpec(features, encoderHidden, decoderHidden, latent, activation, likelihood, newInitialisation);
    }

    /// The number of learned parameters.
    ///
    /// @return weights and biases, and the variance if it is learned
    public int parameterCount() {
        return (int) parameterCount(features, encoderHidden, decoderHidden, latent, likelihood);
    }

    private static long parameterCount(int features, List<Integer> encoderHidden, List<Integer> decoderHidden,
            int latent, Likelihood likelihood) {
        long count = likelihood.learnsVariance() ? 1 : 0;
        long in = features;
        for (long out : encoderHidden) {
            count = plusLayer(count, in, out);
            in = out;
        }
        count = plusLayer(count, in, 2L * latent);
        in = latent;
        for (long out : decoderHidden) {
            count = plusLayer(count, in, out);
            in = out;
        }
        return plusLayer(count, in, features);
    }

    // A layer has less than 2^63 parameters, the sum of some may have more.
    private static long plusLayer(long count, long in, long out) {
        long sum = count + (in + 1) * out;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static void requireWidth(String name, int width) {
        if (width < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more but is " + width);
        }
    }
}
