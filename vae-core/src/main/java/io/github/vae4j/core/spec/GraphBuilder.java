package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.Activation;
import java.util.List;

/// Puts a model together from values and the operations between them. Handed to [LayerSpec], [Posterior] and [Prior] while
/// the graph of a model is built.
///
/// Names are those of parameters in model files: `dense("encoder.0", ...)` owns `encoder.0.weight` and `encoder.0.bias`. The
/// same name again, with the same sizes, uses the same parameters again; their gradients add up.
public interface GraphBuilder {
    /// The activation of hidden layers that have none of their own.
    ///
    /// @return the model's
    Activation activation();

    /// The values of a sample as the encoder has it: with those of its conditions.
    ///
    /// @return 1 or more
    int features();

    /// A dense layer, `y = f(x W + b)`.
    ///
    /// @param name of its parameters
    /// @param x its input
    /// @param width number of outputs
    /// @param f the activation
    /// @return its output
    Value dense(String name, Value x, int width, Activation f);

    /// Layer normalisation (Ba, Kiros and Hinton 2016): `y = f((x - mean) / sqrt(variance + 1e-5) weight + bias)`, with mean and
    /// variance of each row.
    ///
    /// @param name of its parameters, `name.weight` and `name.bias`
    /// @param x its input
    /// @param f the activation
    /// @return its output
    Value layerNorm(String name, Value x, Activation f);

    /// Batch normalisation (Ioffe and Szegedy 2015): as [#layerNorm], with mean and variance of each column over the batch.
    /// They are followed by running ones, `name.running_mean` and `name.running_var`, a tenth of the way with every step,
    /// which take their place after training.
    ///
    /// @param name of its parameters
    /// @param x its input
    /// @param f the activation
    /// @return its output
    Value batchNorm(String name, Value x, Activation f);

    /// Dropout (Srivastava et al. 2014): in training each element is 0 with probability `rate`, and else divided by
    /// `1 - rate`; which ones depends on the seed, the step and the row of the batch. After training `x` itself.
    ///
    /// @param name of the value
    /// @param x its input
    /// @param rate from 0 to below 1
    /// @return its output
    /// @throws IllegalArgumentException if `rate` is out of range
    Value dropout(String name, Value x, double rate);

    /// Layers one after the other, called `name.0`, `name.1` and so on.
    ///
    /// @param name that the names of their parameters begin with
    /// @param layers in the order of computation
    /// @param x input of the first
    /// @return output of the last, or `x` without layers
    Value chain(String name, List<LayerSpec> layers, Value x);

    /// A dense layer that gives means and log variances of a normal distribution, side by side. Its parameters are called
    /// `mean` and `logvar`, with `name.` before them unless `name` is `heads`.
    ///
    /// @param name of the layer
    /// @param x its input
    /// @param units number of means, and of log variances
    /// @return means, then log variances, for every row of `x`
    Value heads(String name, Value x, int units);

    /// The reparameterised draw `mean + exp(logvar / 2) eps`, as many for each row as the objective asks for at the lowest
    /// level, one above.
    ///
    /// @param name of the value
    /// @param heads means, then log variances
    /// @param level number of the noise, from 0: each draw of a model has its own
    /// @return the draws
    Value draw(String name, Value heads, int level);

    /// Minus the log-density of draws under the distribution that they are from.
    ///
    /// @param name of the cost
    /// @param z draws, one row or more for each row of `heads`
    /// @param heads means, then log variances
    /// @return one value for each row of `z`
    Value normalDensity(String name, Value z, Value heads);

    /// The planar map `z + v tanh(w z + b)` with `v = u + (softplus(w u) - 1 - w u) w / |w|^2` (Rezende and Mohamed 2015).
    ///
    /// @param name of the value
    /// @param z what is mapped
    /// @param coefficients w, then u, then b: 2 units + 1 values for one row or more of `z`
    /// @return what `z` is mapped to
    Value planar(String name, Value z, Value coefficients);

    /// Minus the log-density after a planar map: what it was before, plus the logarithm of the map's determinant.
    ///
    /// @param name of the cost
    /// @param before minus the log-density of each row of `z`
    /// @param z what is mapped
    /// @param coefficients of the map, see [#planar]
    /// @return one value for each row of `z`
    Value planarDensity(String name, Value before, Value z, Value coefficients);

    /// Minus the log-density of each row.
    ///
    /// @param name that the names of the density's own parameters begin with
    /// @param density computes it
    /// @param input what it depends on
    /// @return one value for each row
    Value density(String name, Density density, Value input);

    /// A matrix that is learned, the same for every batch. It starts with zeros; [Prior#fit] may give it other numbers.
    ///
    /// @param name of the matrix in model files
    /// @param rows 1 or more
    /// @param width 1 or more
    /// @return the matrix
    Value learned(String name, int rows, int width);

    /// q(z|x) of other rows than the samples: the model's own encoder and heads, with the same parameters. For a [Prior].
    ///
    /// @param x rows as wide as samples
    /// @return means, then log variances, for every row of `x`
    /// @throws IllegalArgumentException if q(z|x) is no normal distribution whose means and log variances are a layer on the
    ///     encoder's last hidden value, or if the encoder has batch normalisation
    Value encode(Value x);

    /// Minus the log-density of each row under a mixture of normal distributions with diagonal covariances and equal weights.
    ///
    /// @param name of the cost
    /// @param z what it depends on
    /// @param components means, then log variances, one row for each component: a fixed number, see [#learned]
    /// @return one value for each row of `z`
    Value mixture(String name, Value z, Value components);
}
