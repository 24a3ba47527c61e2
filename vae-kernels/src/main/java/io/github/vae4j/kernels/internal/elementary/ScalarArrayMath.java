package io.github.vae4j.kernels.internal.elementary;

/// The specification.
public final class ScalarArrayMath implements ArrayMathKernels {
    @Override
    public void apply(ArrayFunction f, float[] y, int yOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = value(f, x[xOffset + i]);
        }
    }

    private static float value(ArrayFunction f, float x) {
        return switch (f) {
            case EXP -> ScalarElementary.exp(x);
            case EXPM1 -> ScalarElementary.expm1(x);
            case LOG -> ScalarElementary.log(x);
            case LOG1P -> ScalarElementary.log1p(x);
            case SIGMOID -> ScalarElementary.sigmoid(x);
            case SOFTPLUS -> ScalarElementary.softplus(x);
            case TANH -> ScalarElementary.tanh(x);
            case ERF -> ScalarElementary.erf(x);
            case LGAMMA -> ScalarGamma.lgamma(x);
            case DIGAMMA -> ScalarGamma.digamma(x);
        };
    }
}
