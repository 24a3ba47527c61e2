package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.internal.RocArea;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// ValueExplicitness against scikit-learn (factors.py), by hand, and refusals.
class ValueExplicitnessTest {
    private static final LinearProbe.Settings SETTINGS = LinearProbe.Settings.of(1);

    private final FactorData data = new FactorData();
    private final Workers workers = Workers.of(2);

    ValueExplicitnessTest() throws IOException {}

    @AfterEach
    void closeWorkers() {
        workers.close();
    }

    @Test
    void agreesWithScikitLearn() {
        ValueExplicitness explicitness = ValueExplicitness.of(Codes.of(data.train, FactorData.UNITS), data.trainFactors,
                Codes.of(data.test, FactorData.UNITS), data.testFactors, SETTINGS, workers);
        int[] sizes = {3, 5, 2};
        for (int factor = 0; factor < 3; factor++) {
            assertThat(explicitness.areas().get(factor)).hasSize(sizes[factor]);
            for (int value = 0; value < sizes[factor]; value++) {
                double expected = data.expected("area." + factor + "." + value);
                assertThat(explicitness.area(factor, value)).isCloseTo(expected, within(1e-9));
            }
        }
        double expected = data.expected("explicitness");
        assertThat(explicitness.score()).isCloseTo(expected, within(1e-9));
        assertThat(explicitness.normalised()).isCloseTo(2 * expected - 1, within(1e-9));
        assertThat(explicitness.converged()).isTrue();
        try (Workers one = Workers.of(1)) {
            assertThat(ValueExplicitness.of(Codes.of(data.train, FactorData.UNITS), data.trainFactors,
                    Codes.of(data.test, FactorData.UNITS), data.testFactors, SETTINGS, one)).isEqualTo(explicitness);
        }
    }

    @Test
    void areasByHand() {
        assertThat(RocArea.of(new double[] {3, 1}, new double[] {2, 0})).isEqualTo(0.75);
        assertThat(RocArea.of(new double[] {1, 1}, new double[] {1})).isEqualTo(0.5);
        assertThat(RocArea.of(new double[] {1, 0}, new double[] {1, 0})).isEqualTo(0.5);
        assertThat(RocArea.of(new double[] {-1}, new double[] {1, 2})).isZero();
        assertThat(RocArea.of(new double[0], new double[] {1})).isNaN();
    }

    @Test
    void aUnitThatHoldsAFactorTellsItsEndsAndNotItsMiddle() {
        // Values 0, 1, 2 in order on one unit: both ends perfect; the line for the middle is flat.
        Factors factors = Factors.of(6, 1, new int[] {0, 1, 2, 0, 1, 2});
        float[] codes = {0, 1, 2, 0, 1, 2};
        ValueExplicitness explicitness = ValueExplicitness.of(Codes.of(codes, 1), factors, Codes.of(codes, 1), factors,
                SETTINGS,
                workers);
        assertThat(explicitness.area(0, 0)).isEqualTo(1);
        assertThat(explicitness.area(0, 2)).isEqualTo(1);
        assertThat(explicitness.area(0, 1)).isCloseTo(0.5, within(1e-15));
        assertThat(explicitness.toString())
                .startsWith("explicitness of single values 0.8333 (6 training and 6 test samples)")
                .contains("0: 0.8333");
    }

    @Test
    void valuesThatAreMissingAreLeftOut() {
        // Value 1 of the first factor is not in the training samples, 3 not in the test samples; the second is constant.
        Factors all = Factors.of(8, 2, new int[] {0, 1, 2, 1, 3, 1, 0, 1, 0, 1, 2, 1, 1, 1, 0, 1});
        Factors train = all.select(0, 1, 2, 3);
        Factors test = all.select(4, 5, 6, 7);
        ValueExplicitness explicitness = ValueExplicitness.of(Codes.of(new float[] {0, 5, 9, 1}, 1), train,
                Codes.of(new float[] {0, 5, 5, 1}, 1), test, SETTINGS, workers);
        assertThat(explicitness.area(0, 0)).isEqualTo(1);
        assertThat(explicitness.area(0, 1)).isNaN();
        assertThat(explicitness.area(0, 3)).isNaN();
        assertThat(explicitness.score(1)).isNaN();
        assertThat(explicitness.score())
                .isCloseTo((1 + explicitness.area(0, 2)) / 2, within(1e-15)).isEqualTo(explicitness.score(0));
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertThatThrownBy(() -> ValueExplicitness.of(Codes.of(data.train, FactorData.UNITS), data.trainFactors,
                Codes.of(data.train, FactorData.UNITS), data.testFactors, SETTINGS, workers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test must have one row for each of the 200");
        assertThatThrownBy(() -> ValueExplicitness.of(Codes.of(data.train, FactorData.UNITS), data.trainFactors,
                Codes.of(data.test, FactorData.UNITS), data.testFactors.withNames("x", "y", "z"), SETTINGS, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("[x, y, z]");
    }
}
