package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// SAP against scikit-learn (factors.py), machines by hand, invariances, refusals.
class SapTest {
    private static final int UNITS = FactorData.UNITS;

    private final FactorData data = new FactorData();
    private final Workers workers = Workers.of(2);

    SapTest() throws IOException {}

    @AfterEach
    void closeWorkers() {
        workers.close();
    }

    private Sap discrete(float[] train, float[] test) {
        return Sap.discrete(Codes.of(train, UNITS), data.trainFactors, Codes.of(test, UNITS), data.testFactors,
                workers);
    }

    @Test
    void agreesWithScikitLearn() {
        check(discrete(data.train, data.test), "discrete");
        check(Sap.continuous(Codes.of(data.codes, UNITS), data.factors, workers), "continuous");
    }

    private void check(Sap sap, String name) {
        for (int unit = 0; unit < UNITS; unit++) {
            for (int factor = 0; factor < 3; factor++) {
                double expected = data.expected(name + "." + unit + "." + factor);
                assertThat(sap.score(unit, factor)).as(name + " " + unit + " " + factor)
                        .isCloseTo(expected, within(1e-9 * expected));
            }
        }
        assertThat(sap.score()).isCloseTo(data.expected(name), within(1e-9));
        assertThat(sap.bestUnit(1)).isEqualTo(1);
    }

    @Test
    void machinesAgreeWithScikitLearn() {
        int n = data.trainFactors.n();
        for (int unit = 0; unit < UNITS; unit++) {
            int u = unit;
            double[] column = IntStream.range(0, n).mapToDouble(i -> data.train[i * UNITS + u]).toArray();
            for (int factor = 0; factor < 3; factor++) {
                int[] values = data.trainFactors.values(factor);
                int size = data.trainFactors.size(factor);
                for (int k = 0; k < (size == 2 ? 1 : size); k++) {
                    int positive = size == 2 ? 1 : k;
                    double own = IntStream.of(values).filter(v -> v == positive).count();
                    double balanced = 0.01 * n / (size * own);
                    double rest = size == 2 ? 0.01 * n / (size * (n - own)) : 0.01;
                    SquaredHinge machine = new SquaredHinge(column, values, positive, balanced, rest);
                    String name = "." + unit + "." + factor + "." + k;
                    double weight = data.expected("w" + name);
                    double intercept = data.expected("b" + name);
                    assertThat(machine.decide(0)).as(name).isCloseTo(intercept, within(1e-8 * Math.abs(intercept)));
                    assertThat(machine.decide(1) - machine.decide(0)).as(name)
                            .isCloseTo(weight, within(1e-8 * Math.abs(weight)));
                    assertThatTheGradientIsZero(machine, column, values, positive, balanced, rest);
                }
            }
        }
    }

    private static void assertThatTheGradientIsZero(SquaredHinge machine, double[] x, int[] classes, int positive,
            double own, double rest) {
        double intercept = machine.decide(0);
        double weight = machine.decide(1) - intercept;
        double sum = intercept;
        double product = weight;
        double size = 0;
        for (int i = 0; i < x.length; i++) {
            double y = classes[i] == positive ? 1 : -1;
            double term = -2 * (y > 0 ? own : rest) * y * Math.max(0, 1 - y * machine.decide(x[i]));
            sum += term;
            product += term * x[i];
            size += Math.abs(term) * (1 + Math.abs(x[i]));
        }
        assertThat(sum).isCloseTo(0, within(1e-13 * size));
        assertThat(product).isCloseTo(0, within(1e-13 * size));
    }

    @Test
    void machinesByHand() {
        // -1 and 1: least w^2 / 2 + 2 c (1 - w)^2, at w = 4 c / (1 + 4 c), which is 1/2 for c = 1/4.
        SquaredHinge pair = new SquaredHinge(new double[] {-1, 1}, new int[] {0, 1}, 1, 0.25, 0.25);
        assertThat(pair.decide(0)).isZero();
        assertThat(pair.decide(1)).isEqualTo(0.5);
        // The same with samples beyond the margin, which say nothing: the active set has to be found.
        SquaredHinge far = new SquaredHinge(new double[] {-1, 1, -40, 9, 1000}, new int[] {0, 1, 0, 1, 1}, 1, 0.25,
                0.25);
        assertThat(far.decide(1)).isCloseTo(0.5, within(1e-15));
        // One value alone: w = b, and the least w^2 + c (1 - 2 w)^2 is at 2 c / (1 + 4 c).
        SquaredHinge one = new SquaredHinge(new double[] {1}, new int[] {3}, 3, 1, 7);
        assertThat(one.decide(0)).isCloseTo(0.4, within(1e-15));
    }

    @Test
    void continuousByHand() {
        // A line of slope -2, noise without correlation, and a unit that does not vary.
        float[] codes = {0, 1, 5, -2, -1, 5, -4, -1, 5, -6, 1, 5};
        Factors factors = Factors.of(4, 2, new int[] {0, 1, 1, 1, 2, 1, 3, 1}).withNames("size", "constant");
        Sap sap = Sap.continuous(Codes.of(codes, 3), factors, workers);
        assertThat(sap.score(0, 0)).isEqualTo(1);
        assertThat(sap.score(1, 0)).isZero();
        assertThat(sap.score(2, 0)).isZero();
        assertThat(sap.gap(1)).isNaN();
        assertThat(sap.score()).isEqualTo(1);
        assertThat(sap.toString()).startsWith("SAP 1.0000 (continuous, 4 training and 4 test samples)")
                .contains("size: gap 1.0000, unit 0 scores 1.0000").contains("constant: gap NaN");
    }

    @Test
    void aUnitThatSaysNothingHasTheAccuracyOfAGuess() {
        // Half of the test samples have the class that a machine without a signal tells.
        Factors train = Factors.of(4, 1, new int[] {0, 1, 1, 1});
        Factors test = Factors.of(2, 1, new int[] {0, 1});
        Sap sap = Sap.discrete(Codes.of(new float[] {-9, 3, 9, 3, 9, 3, 9, 3}, 2), train,
                Codes.of(new float[] {-9, 3, 9, 3}, 2), test, workers);
        assertThat(sap.score(0, 0)).isEqualTo(1);
        assertThat(sap.score(1, 0)).isEqualTo(0.5);
        assertThat(sap.score()).isEqualTo(0.5);
    }

    @Test
    void doesNotChangeWithOrderAndSign() {
        Sap sap = discrete(data.train, data.test);
        float[] train = turned(data.train);
        float[] test = turned(data.test);
        Sap other = discrete(train, test);
        for (int unit = 0; unit < UNITS; unit++) {
            assertThat(other.scores().get(unit)).isEqualTo(sap.scores().get(UNITS - 1 - unit));
        }
        assertThat(other.score()).isEqualTo(sap.score());
        int[] backwards = IntStream.range(0, FactorData.N).map(i -> FactorData.N - 1 - i).toArray();
        Sap forward = Sap.continuous(Codes.of(data.codes, UNITS), data.factors, workers);
        Sap backward = Sap.continuous(Codes.of(data.codes(backwards), UNITS), data.factors(backwards), workers);
        assertThat(backward.score()).isCloseTo(forward.score(), within(1e-12));
    }

    /// Units in reverse order, with the other sign.
    private static float[] turned(float[] codes) {
        float[] turned = new float[codes.length];
        for (int i = 0; i < codes.length; i++) {
            turned[i / UNITS * UNITS + UNITS - 1 - i % UNITS] = -codes[i];
        }
        return turned;
    }

    @Test
    void theResultDoesNotDependOnTheThreads() {
        try (Workers one = Workers.of(1)) {
            assertThat(Sap.discrete(Codes.of(data.train, UNITS), data.trainFactors, Codes.of(data.test, UNITS),
                    data.testFactors, one))
                    .isEqualTo(discrete(data.train, data.test));
        }
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertThatThrownBy(() -> discrete(data.test, data.test)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("train must have one row for each of the 400");
        float[] bad = data.codes.clone();
        bad[5] = Float.NaN;
        assertThatThrownBy(() -> Sap.continuous(Codes.of(bad, UNITS), data.factors, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("row 1, column 1");
        assertThatThrownBy(() -> Sap.continuous(Codes.of(new float[] {1, 2}, 1), Factors.of(2, 1, new int[2]), workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("units must be 2 or more");
        assertThatThrownBy(() -> Sap.continuous(Codes.of(new float[] {1, 2}, 2), Factors.of(1, 1, new int[1]), workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 or more rows");
        assertThatThrownBy(() -> Sap.discrete(Codes.of(data.train, UNITS), data.trainFactors,
                Codes.of(data.test, UNITS), data.testFactors.withNames("x", "y", "z"), workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[x, y, z]");
    }
}
