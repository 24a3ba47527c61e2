package io.github.vae4j.kernels.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.kernels.Activation;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The elementary functions over all floats, against double. The bounds are the table of docs/NUMERICS.md: what this
/// test measured, rounded up.
class ElementaryAccuracyTest {
    // Prime, so that every pattern of low bits and every exponent comes up: 4.3 million floats.
    private static final int STRIDE = 1_009;

    private interface FloatFunction {
        float apply(float x);
    }

    /// A function, its exact form, and the largest error where the result is a normal number.
    @SuppressWarnings("ImmutableEnumChecker") // method references hold no state
    enum Function {
        EXP(ScalarElementary::exp, StrictMath::exp, 0.97), //
        EXPM1(ScalarElementary::expm1, StrictMath::expm1, 1.33), //
        LOG(ScalarElementary::log, StrictMath::log, 0.82), //
        LOG1P(ScalarElementary::log1p, StrictMath::log1p, 1.42), //
        TANH(ScalarElementary::tanh, StrictMath::tanh, 1.88), //
        SIGMOID(ScalarElementary::sigmoid, Function::exactSigmoid, 1.45), //
        SOFTPLUS(ScalarElementary::softplus, Function::exactSoftplus, 1.68), //
        ERF(ScalarElementary::erf, Function::exactErf, 1.08);

        private final FloatFunction function;
        private final DoubleUnaryOperator exact;
        private final double bound;

        Function(FloatFunction function, DoubleUnaryOperator exact, double bound) {
            this.function = function;
            this.exact = exact;
            this.bound = bound;
        }

        static double exactSigmoid(double x) {
            double e = StrictMath.exp(-Math.abs(x));
            return (x < 0 ? e : 1) / (1 + e);
        }

        static double exactSoftplus(double x) {
            return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
        }

        /// `2 / sqrt(pi) exp(-x^2) sum_n 2^n x^(2n+1) / (1 3 5 ... (2n+1))`: all terms have one sign, so the relative
        /// error is about that of exp(-x^2), below 1e-14 for |x| < 6. Beyond, 1 - |erf| is less than 3e-17.
        static double exactErf(double x) {
            if (!(Math.abs(x) < 6)) {
                return Double.isNaN(x) ? x : Math.copySign(1, x);
            }
            double term = x;
            double sum = x;
            for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }
            return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
        }
    }

    @ParameterizedTest
    @EnumSource
    void errorsOverAllFloats(Function f) {
        Worst worst = new Worst();
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
            worst.see(f, Float.intBitsToFloat((int) bits));
        }
        // Where most arguments lie in practice, and around the switches of the formulas.
        for (int i = -4_000_000; i <= 4_000_000; i += 7) {
            worst.see(f, i * 1e-6f);
        }
        for (float around : new float[] {0.34657f, 0.41421f, 0.70711f, 1.41421f, 0.92f, 3.9f, 17.3f, 87.3365f,
            88.7228f}) {
            for (int i = -2_000; i <= 2_000; i++) {
                worst.see(f, Float.intBitsToFloat(Float.floatToIntBits(around) + i));
                worst.see(f, -Float.intBitsToFloat(Float.floatToIntBits(around) + i));
            }
        }
        assertThat(worst.ulps).as(f + " at " + worst.at + ": ULP").isLessThanOrEqualTo(f.bound);
        assertThat(worst.ulps).as("the documented bound of " + f + " is what is measured").isGreaterThan(f.bound - 0.1);
    }

    private static final class Worst {
        double ulps;
        float at;

        void see(Function f, float x) {
            float y = f.function.apply(x);
            double exact = f.exact.applyAsDouble(x);
            if (Double.isNaN(exact)) {
                assertThat(y).as(f + " of " + x).isNaN();
                return;
            }
            if (Math.abs(exact) > Float.MAX_VALUE) {
                // Half an ULP above the largest float still rounds down.
                if (Math.abs(exact) > 0x1.ffffffp127) {
                    assertThat((double) y).as(f + " of " + x).isEqualTo((double) (float) exact);
                }
                return;
            }
            if (Math.abs(exact) < Float.MIN_NORMAL) {
                // Zero is right where a formula says that it gives no subnormal numbers; nothing else is this small.
                assertThat(Math.abs(y)).as(f + " of " + x).isLessThanOrEqualTo(Float.MIN_NORMAL);
                return;
            }
            double error = Math.abs(y - exact) / Math.ulp((float) exact);
            if (!(error <= ulps)) {
                ulps = error;
                at = x;
            }
        }
    }

    /// Largest errors of the activations that are made of these functions, as docs/NUMERICS.md has them: in ULP of the
    /// result, for GELU and SiLU in ULP of x (where they vanish, they do so beside x).
    @ParameterizedTest
    @EnumSource(names = {"ELU", "SILU", "GELU"})
    void activations(Activation f) {
        double worst = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            if (!(Math.abs(x) <= 1e37f) || Math.abs(x) < 1e-30f) {
                continue;
            }
            double exact = switch (f) {
                case ELU -> x < 0 ? StrictMath.expm1(x) : x;
                case SILU -> x * Function.exactSigmoid(x);
                default -> x * (1 + Function.exactErf(x * Math.sqrt(0.5))) / 2;
            };
            double unit = Math.ulp(f == Activation.ELU ? (float) exact : x);
            worst = Math.max(worst, Math.abs(ScalarActivations.value(f, x) - exact) / unit);
        }
        assertThat(worst).as(f.toString()).isBetween(0.5, 1.5);
    }
}
