package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.LEAK;
import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.NORMAL_DENSITY_AT_0;

import io.github.vae4j.kernels.Activation;

/// The specification of the activations.
public final class ScalarActivations implements ActivationKernels {
    @Override
    public void forward(Activation f, float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int i = 0; i < cols; i++) {
                y[yOffset + row + i] = value(f, x[xOffset + row + i]);
            }
        }
    }

    @Override
    public void backward(Activation f, float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int stride, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            int row = r * stride;
            for (int i = 0; i < cols; i++) {
                dx[dxOffset + row + i] = gradient(f, dy[dyOffset + row + i], saved[savedOffset + row + i]);
            }
        }
    }

    static float value(Activation f, float x) {
        return switch (f) {
            case IDENTITY -> x;
            case RELU -> x < 0 ? 0f : x;
            case LEAKY_RELU -> x < 0 ? x * LEAK : x;
            case ELU -> x < 0 ? ScalarElementary.expm1(x) : x;
            case SILU -> x * ScalarElementary.sigmoid(x);
            case GELU -> x * ScalarElementary.normalCdf(x);
            case TANH -> ScalarElementary.tanh(x);
            case SIGMOID -> ScalarElementary.sigmoid(x);
            case SOFTPLUS -> ScalarElementary.softplus(x);
        };
    }

    /// dy times the derivative of f, given its output y or its input x.
    static float gradient(Activation f, float dy, float saved) {
        return switch (f) {
            case IDENTITY -> dy;
            case RELU -> saved > 0 ? dy : 0f;
            case LEAKY_RELU -> saved > 0 ? dy : dy * LEAK;
            case ELU -> saved > 0 ? dy : dy * (saved + 1);
            case SILU -> {
                float s = ScalarElementary.sigmoid(saved);
                yield dy * (s * Math.fma(saved, 1 - s, 1f));
            }
            case GELU -> {
                float density = NORMAL_DENSITY_AT_0 * ScalarElementary.expNonPositive(saved * saved * -0.5f);
                yield dy * Math.fma(saved, density, ScalarElementary.normalCdf(saved));
            }
            case TANH -> dy * Math.fma(-saved, saved, 1f);
            case SIGMOID -> dy * Math.fma(-saved, saved, saved);
            // The derivative is sigmoid(x) = 1 - exp(-softplus(x)).
            case SOFTPLUS -> dy * -ScalarElementary.expm1(-saved);
        };
    }
}
