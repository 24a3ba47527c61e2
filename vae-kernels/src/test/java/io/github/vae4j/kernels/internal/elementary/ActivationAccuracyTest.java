package io.github.vae4j.kernels.internal.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Activations;
import io.github.vae4j.kernels.internal.elementary.FloatSweep.Worst;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The nine activations and their derivatives over all floats, by the selected implementation.
///
/// The bounds are the errors at every 29th float, rounded up.
@Tag("sweep")
class ActivationAccuracyTest {
    private static final double UNIT = 0x1p-24;

    /// Error of the function in ULP, where a result that is no normal number may become 0. SILU and GELU are products
    /// with a factor that may cancel or become 0: for those the error is at most `2^-24 |x|` times the figure.
    private static double bound(Activation f) {
        return switch (f) {
            case IDENTITY, RELU -> 0;
            case LEAKY_RELU -> 0.85;
            case ELU -> 1.1;
            case SILU -> 2.42;
            case GELU -> 1.85;
            case TANH -> 1.36;
            case SIGMOID -> 1.75;
            case SOFTPLUS -> 1.7;
        };
    }

    /// Error of the derivative after the forward pass, in units of 2^-24; derivatives are about 1 at most.
    private static double derivativeBound(Activation f) {
        return switch (f) {
            case IDENTITY, RELU -> 0;
            case LEAKY_RELU -> 0.004;
            case ELU -> 0.9;
            case SILU -> 17;
            case GELU -> 2.35;
            case TANH -> 1.95;
            case SIGMOID -> 1.5;
            case SOFTPLUS -> 1.3;
        };
    }

    @ParameterizedTest
    @EnumSource
    void activationOverAllFloats(Activation f) {
        boolean relativeToX = f == Activation.SILU || f == Activation.GELU;
        Worst worst = new Worst();
        double[] worstOfX = {0};
        FloatSweep.forEach(points -> {
            float[] y = new float[points.length];
            Activations.forward(f, y, 0, points, 0, points.length);
            for (int i = 0; i < points.length; i++) {
                float x = points[i];
                double exact = DoubleReference.activation(f, x);
                if (!relativeToX || Float.isInfinite(x) || x == 0) {
                    worst.add(x, y[i], exact);
                } else {
                    double error = Math.max(0, Math.abs(y[i] - exact) - Float.MIN_NORMAL);
                    worstOfX[0] = Math.max(worstOfX[0], error / (UNIT * Math.abs(x)));
                }
            }
        });
        double measured = relativeToX ? worstOfX[0] : worst.ulps();
        String unit = relativeToX ? "2^-24 |x|" : "ULP";
        FloatSweep.record(f.name(), String.format(Locale.ROOT, "%.3f %s", measured, unit));
        assertThat(measured).as("%s in %s", f, unit).isLessThanOrEqualTo(bound(f));
        assertThat(worst.tiny()).isLessThanOrEqualTo(0x1p23);
    }

    @ParameterizedTest
    @EnumSource
    void derivativeOverAllFloats(Activation f) {
        double[] worst = {0};
        float[] ones = new float[1 << 14];
        Arrays.fill(ones, 1);
        FloatSweep.forEach(points -> {
            int n = points.length;
            float[] y = new float[n];
            float[] dx = new float[n];
            Activations.forward(f, y, 0, points, 0, n);
            Activations.backward(f, dx, 0, ones, 0, f.usesOutput() ? y : points, 0, n);
            for (int i = 0; i < n; i++) {
                double exact = DoubleReference.derivative(f, points[i]);
                if (Double.isNaN(exact)) {
                    assertThat(dx[i]).as("%s' at %s", f, points[i]).isNaN();
                } else {
                    double error = Math.abs(dx[i] - exact) / UNIT;
                    worst[0] = Double.isNaN(error) ? Double.NaN : Math.max(worst[0], error);
                }
            }
        });
        FloatSweep.record(f + "'", String.format(Locale.ROOT, "%.3f x 2^-24", worst[0]));
        assertThat(worst[0]).as("%s' in 2^-24", f).isLessThanOrEqualTo(derivativeBound(f));
    }
}
