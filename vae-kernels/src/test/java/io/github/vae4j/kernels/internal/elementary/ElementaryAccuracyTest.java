package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.TwinCases.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.kernels.internal.elementary.FloatSweep.FloatOperator;
import io.github.vae4j.kernels.internal.elementary.FloatSweep.Worst;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The elementary functions over all floats: errors against double, and SIMD against scalar.
///
/// The bounds are the errors that were measured at every float there is, rounded up; docs/NUMERICS.md lists them.
/// `-Dvae4j.sweep.stride=1` measures them again.
@Tag("sweep")
class ElementaryAccuracyTest {
    /// A function, its reference, and what it promises: ULP where the result is a normal number, and multiples of 2^-149
    /// where it is not; 2^23 of those means that such a result becomes 0.
    record Function(String name, FloatOperator function, DoubleUnaryOperator reference, double ulps, double tiny) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Function> functions() {
        return Stream.of(
                new Function("exp", ScalarElementary::exp, StrictMath::exp, 1.05, 0x1p23),
                new Function("expm1", ScalarElementary::expm1, x -> x == 0 ? 0 : StrictMath.expm1(x), 1.61, 1),
                new Function("log", ScalarElementary::log, StrictMath::log, 0.83, 0),
                new Function("log1p", ScalarElementary::log1p, StrictMath::log1p, 1.42, 0),
                new Function("tanh", ScalarElementary::tanh, StrictMath::tanh, 1.36, 0),
                new Function("sigmoid", ScalarElementary::sigmoid, DoubleReference::sigmoid, 1.75, 0x1p23),
                new Function("sigmoidBesideSoftplus", ScalarElementary::sigmoidBesideSoftplus,
                        DoubleReference::sigmoid, 2.41, 0x1p23),
                new Function("softplus", ScalarElementary::softplus, DoubleReference::softplus, 1.7, 0x1p23),
                new Function("erf", ScalarElementary::erf, DoubleReference::erf, 1.11, 0.52),
                new Function("expMinusTangent", ScalarElementary::expMinusTangent, DoubleReference::expMinusTangent,
                        8.28, 0.76),
                new Function("lgamma", ScalarGamma::lgamma, DoubleReference::lgamma, 2.1, 0),
                new Function("digamma", ScalarGamma::digamma, DoubleReference::digamma, 2.2, 0));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void errorOverAllFloats(Function f) {
        Worst worst = new Worst();
        FloatSweep.forEach(points -> worst.measure(points, f.function(), f.reference()));
        FloatSweep.record(f.name(), worst.toString());
        assertThat(worst.normal()).as("floats with a normal result").isGreaterThan(100_000);
        assertThat(worst.ulps()).as("%s: %s", f, worst).isLessThanOrEqualTo(f.ulps());
        assertThat(worst.tiny()).as("%s: %s", f, worst).isLessThanOrEqualTo(f.tiny());
    }

    /// All arguments that Box and Muller's method can ask for.
    @Test
    void sineAndCosineOfAllFractionsOfATurn() {
        Worst sine = new Worst();
        Worst cosine = new Worst();
        for (int i = 0; i < 1 << 24; i++) {
            float u = i * 0x1p-24f;
            sine.add(u, ScalarElementary.sinTurn(u), DoubleReference.sinTurn(u));
            cosine.add(u, ScalarElementary.cosTurn(u), DoubleReference.cosTurn(u));
        }
        FloatSweep.record("sine of a turn", sine.toString());
        FloatSweep.record("cosine of a turn", cosine.toString());
        assertThat(sine.ulps()).isLessThanOrEqualTo(1.58);
        assertThat(cosine.ulps()).isLessThanOrEqualTo(1.58);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void simdEqualsScalarOverAllFloats(Function f) {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the Vector API module is absent in this run: there is no SIMD twin to compare");
        FloatSweep.forEach(points -> {
            float[] expected = new float[points.length];
            for (int i = 0; i < points.length; i++) {
                expected[i] = f.function().apply(points[i]);
            }
            assertSameBits(SimdElementaryArrays.apply(f.name(), points), expected, f.name());
        });
    }

    @Test
    void expOfNonPositiveNumbersIsExp() {
        FloatSweep.forEach(points -> {
            float[] expected = new float[points.length];
            float[] actual = new float[points.length];
            for (int i = 0; i < points.length; i++) {
                expected[i] = ScalarElementary.exp(-Math.abs(points[i]));
                actual[i] = ScalarElementary.expNonPositive(-Math.abs(points[i]));
            }
            assertSameBits(actual, expected, "expNonPositive");
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void notANumberStays(Function f) {
        assertThat(f.function().apply(Float.NaN)).isNaN();
    }
}
