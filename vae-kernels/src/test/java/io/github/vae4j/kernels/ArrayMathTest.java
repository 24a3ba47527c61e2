package io.github.vae4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.kernels.internal.elementary.DoubleReference;
import io.github.vae4j.kernels.internal.elementary.FloatSweep.Worst;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each method computes the function that its name says; `ElementaryAccuracyTest` measures the errors over all floats.
class ArrayMathTest {
    private interface ArrayOperator {
        void apply(float[] y, int yOffset, float[] x, int xOffset, int n);
    }

    record Method(String name, ArrayOperator operator, DoubleUnaryOperator reference, double ulps) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Method> methods() {
        return Stream.of(new Method("exp", ArrayMath::exp, StrictMath::exp, 1.05),
                new Method("expm1", ArrayMath::expm1, StrictMath::expm1, 1.61),
                new Method("log", ArrayMath::log, StrictMath::log, 0.83),
                new Method("log1p", ArrayMath::log1p, StrictMath::log1p, 1.42),
                new Method("sigmoid", ArrayMath::sigmoid, DoubleReference::sigmoid, 1.75),
                new Method("softplus", ArrayMath::softplus, DoubleReference::softplus, 1.7),
                new Method("tanh", ArrayMath::tanh, StrictMath::tanh, 1.36),
                new Method("erf", ArrayMath::erf, DoubleReference::erf, 1.11),
                new Method("lgamma", ArrayMath::lgamma, DoubleReference::lgamma, 2.1),
                new Method("digamma", ArrayMath::digamma, DoubleReference::digamma, 2.2));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isThatFunction(Method method) {
        int n = 1001;
        float[] x = new float[n + 1];
        for (int i = 0; i < n; i++) {
            x[i + 1] = (i - 300) / 37f;
        }
        float[] y = new float[n + 2];
        method.operator().apply(y, 2, x, 1, n);
        Worst worst = new Worst();
        for (int i = 0; i < n; i++) {
            worst.add(x[i + 1], y[i + 2], method.reference().applyAsDouble(x[i + 1]));
        }
        assertThat(worst.normal()).isGreaterThan(500);
        assertThat(worst.ulps()).as("%s: %s", method, worst).isLessThanOrEqualTo(method.ulps());

        method.operator().apply(x, 1, x, 1, n);
        assertThat(Arrays.copyOfRange(x, 1, n + 1)).as("in place").isEqualTo(Arrays.copyOfRange(y, 2, n + 2));
    }
}
