package io.github.vae4j.kernels;

/// An elementwise activation function.
///
/// The derivative is computed from the value that the forward pass kept: its output where that loses nothing
/// ([#usesOutput()]), else its input.
public enum Activation {
    /// `x`
    IDENTITY(true),
    /// `max(x, 0)`
    RELU(true),
    /// `x` for `x > 0`, else `0.01 x`
    LEAKY_RELU(true),
    /// `x` for `x > 0`, else `exp(x) - 1` (Clevert et al. 2016, alpha = 1)
    ELU(true),
    /// `x sigmoid(x)` (Elfwing et al. 2018)
    SILU(false),
    /// `x (1 + erf(x / sqrt(2))) / 2` (Hendrycks and Gimpel 2016, the exact form)
    GELU(false),
    /// hyperbolic tangent
    TANH(true),
    /// `1 / (1 + exp(-x))`
    SIGMOID(true),
    /// `log(1 + exp(x))`
    SOFTPLUS(true);

    private final boolean usesOutput;

    Activation(boolean usesOutput) {
        this.usesOutput = usesOutput;
    }

    /// Whether the derivative is computed from the forward output (`true`) or the forward input (`false`).
    ///
    /// @return `true` if [Activations#backward] expects the output of [Activations#forward] as `saved`
    public boolean usesOutput() {
        return usesOutput;
    }
}
