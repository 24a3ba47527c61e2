package io.github.vae4j.core.spec;

/// How weights start; biases start at zero.
public enum Initialisation {
    /// Uniform in ±sqrt(6 / (in + out)) (Glorot and Bengio 2010, equation 16).
    XAVIER_UNIFORM,
    /// Normal with variance 2 / (in + out) (Glorot and Bengio 2010).
    XAVIER_NORMAL,
    /// Uniform in ±sqrt(6 / in) (He et al. 2015).
    HE_UNIFORM,
    /// Normal with variance 2 / in (He et al. 2015, equation 10).
    HE_NORMAL;

    /// The half width of the uniform distribution, or the standard deviation of the normal one.
    ///
    /// @param in number of inputs of the layer
    /// @param out number of outputs of the layer
    /// @return a positive number
    public float scale(int in, int out) {
        double fan = this == XAVIER_UNIFORM || this == XAVIER_NORMAL ? (double) in + out : in;
        return (float) Math.sqrt((isUniform() ? 6.0 : 2.0) / fan);
    }

    /// Whether the distribution is uniform.
    ///
    /// @return `false` if it is normal
    public boolean isUniform() {
        return this == XAVIER_UNIFORM || this == HE_UNIFORM;
    }
}
