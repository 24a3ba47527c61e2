package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Random forests, the Lasso with a penalty by cross-validation (scores.py), and DCI-ES.
class DciPredictorsTest {
    private final DisentanglementData data = new DisentanglementData(0);
    private final DisentanglementData test = new DisentanglementData(1000);

    @Test
    void thePenaltyIsThatOfCrossValidation() {
        Dci dci = AnyThreads.result(workers -> Dci.of(data.codes(), data.factors, test.codes(), test.factors,
                new FactorPredictor.LassoCrossValidated(5, 20), workers));
        for (int k = 0; k < DisentanglementData.K; k++) {
            assertThat(PenaltySearch.best(data.codes(), data.factors.numbers(k),
                    new FactorPredictor.LassoCrossValidated(5, 20)))
                    .isCloseTo(data.expected("lasso.alpha." + k), within(1e-7));
            for (int j = 0; j < 4; j++) {
                assertThat(dci.importance().get(j).get(k))
                        .isCloseTo(data.expected("lasso.importance." + j + "." + k), within(1e-6));
            }
        }
    }

    @Test
    void aForestFindsWhatUnitsKnow() {
        Dci dci = AnyThreads.result(workers -> Dci.of(data.codes(), data.factors, test.codes(), test.factors,
                new FactorPredictor.Forest(40, 100, 1), workers));
        for (int k = 0; k < 3; k++) {
            int factor = k;
            assertThat(dci.importance().stream().mapToDouble(unit -> unit.get(factor)).sum()).as("shares")
                    .isCloseTo(1, within(1e-12));
            assertThat(dci.importance().get(k).get(k)).as("unit %d of its factor", k).isGreaterThan(0.5);
            assertThat(dci.importance().get(4).get(k)).as("a unit that does not vary").isZero();
        }
        assertThat(dci.trainErrors()).allSatisfy(error -> assertThat(error).isLessThan(0.01));
        // Unit 0 tells factor 0 without overlap.
        assertThat(dci.testErrors().get(0)).isLessThan(0.02);
        assertThat(dci).isNotEqualTo(AnyThreads.result(workers -> Dci.of(data.codes(), data.factors, test.codes(),
                test.factors, new FactorPredictor.Forest(40, 100, 2), workers)));
    }

    /// Factor 0 is the sign of unit 0: one split. Factor 1 is whether the signs of units 1 and 2 agree: two, one of
    /// which alone is no better than a guess.
    @Test
    void explicitnessIsThatOfTheLeastCapacity() {
        int n = 800;
        float[] codes = new float[3 * n];
        Philox.uniform(codes, 0, codes.length, 9, 0, 0, 0);
        int[] values = new int[2 * n];
        for (int i = 0; i < n; i++) {
            values[2 * i] = codes[3 * i] > 0.5 ? 1 : 0;
            values[2 * i + 1] = codes[3 * i + 1] > 0.5 == codes[3 * i + 2] > 0.5 ? 1 : 0;
        }
        Factors factors = Factors.of(n, 2, values);
        int[] first = IntStream.range(0, n / 2).toArray();
        int[] second = IntStream.range(n / 2, n).toArray();
        Codes all = Codes.of(codes, 3);
        DciEs found = AnyThreads.result(workers -> DciEs.of(all.select(first), factors.select(first),
                all.select(second), factors.select(second), 30, List.of(1, 2, 4, 8), 1, workers));
        assertThat(found.size()).isEqualTo(2 / 3.0);
        assertThat(found.explicitness().get(0)).isGreaterThan(0.9);
        assertThat(found.explicitness().get(1)).isLessThan(0.8);
        assertThat(found.losses().get(0).get(1)).as("a forest of single splits").isLessThan(0.3);
        assertThat(found.losses().get(1).get(1)).isGreaterThan(0.6);
        assertThat(found.losses().get(1).get(4)).isLessThan(0.25);
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new FactorPredictor.Forest(0, 3, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 or more but are 0 and 3");
        assertThatThrownBy(() -> new FactorPredictor.LassoCrossValidated(1, 20))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 or more but are 1 and 20");
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> DciEs.of(data.codes(), data.factors, test.codes(), test.factors, 5,
                    List.of(2, 2), 1, workers)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must rise from 1 or more but are [2, 2]");
        }
    }
}
