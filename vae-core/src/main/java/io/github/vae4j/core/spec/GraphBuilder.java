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

    /// A dense layer, `y = f(x W + b)`.
    ///
    /// @param name of its parameters
    /// @param x its input
    /// @param width number of outputs
    /// @param f the activation
    /// @return its output
    Value dense(String name, Value x, int width, Activation f);

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

    /// Minus the log-density of each row.
    ///
    /// @param name that the names of the density's own parameters begin with
    /// @param density computes it
    /// @param input what it depends on
    /// @return one value for each row
    Value density(String name, Density density, Value input);
}
