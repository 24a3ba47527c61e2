package io.github.vae4j.kernels.internal.elementary;

/// The functions of [io.github.vae4j.kernels.ArrayMath].
public enum ArrayFunction {
    EXP, EXPM1, LOG, LOG1P, SIGMOID, SOFTPLUS, TANH, ERF, LGAMMA, DIGAMMA
}
