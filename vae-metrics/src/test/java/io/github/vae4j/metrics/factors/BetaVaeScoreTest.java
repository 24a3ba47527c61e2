package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.resampling.Proportion;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The beta-VAE score against scikit-learn on the same votes (factors.py), its extremes, and refusals.
class BetaVaeScoreTest {
    private final Workers workers = Workers.of(2);

    @AfterEach
    void closeWorkers() {
        workers.close();
    }

    @Test
    void agreesWithScikitLearn() throws IOException {
        FactorData data = new FactorData();
        FactorSource source = FactorSource.of(Codes.of(data.codes, FactorData.UNITS),
                data.factors.withNames("a", "b", "c"));
        BetaVaeScore.Settings settings = new BetaVaeScore.Settings(400, 200, 3, 11);
        BetaVaeScore score = BetaVaeScore.of(source, settings, workers);
        assertThat(score.probe().converged()).isTrue();
        assertThat((double) score.probe().training().hits()).isEqualTo(data.expected("beta.training"));
        assertThat((double) score.accuracy().hits()).isEqualTo(data.expected("beta.test"));
        assertThat(score.accuracy().total()).isEqualTo(200);
        for (int k = 0; k < 3; k++) {
            for (int unit = 0; unit < FactorData.UNITS; unit++) {
                double expected = data.expected("beta.w." + k + "." + unit);
                assertThat(score.probe().coefficients().get(k).get(unit))
                        .isCloseTo(expected, within(1e-6 * Math.abs(expected)));
            }
        }
        assertThat(score.toString()).startsWith("beta-VAE score (3 pairs a vote): linear probe").contains("c: ");
        try (Workers one = Workers.of(1)) {
            assertThat(BetaVaeScore.of(source, settings, one)).isEqualTo(score);
        }
    }

    private static FactorSource generated(FactorSource.Generator generator) {
        return FactorSource.generated(new int[] {4, 5, 6}, 3, generator);
    }

    @Test
    void factorsOnUnitsOfTheirOwnAreTold() {
        FactorSource perfect = generated((factors, rows, codes) -> {
            for (int i = 0; i < rows * 3; i++) {
                codes[i] = factors[i];
            }
        });
        BetaVaeScore score = BetaVaeScore.of(perfect, new BetaVaeScore.Settings(300, 300, 64, 1), workers);
        assertThat(score.accuracy()).isEqualTo(new Proportion(300, 300));
    }

    @Test
    void aFactorWithoutAUnitIsToldByElimination() {
        FactorSource lacking = generated((factors, rows, codes) -> {
            for (int i = 0; i < rows; i++) {
                codes[i * 3] = factors[i * 3];
                codes[i * 3 + 1] = factors[i * 3 + 1];
                codes[i * 3 + 2] = 0;
            }
        });
        BetaVaeScore score = BetaVaeScore.of(lacking, new BetaVaeScore.Settings(300, 300, 64, 1), workers);
        assertThat(score.accuracy()).isEqualTo(new Proportion(300, 300));
    }

    @Test
    void codesThatSayNothingScoreAsChance() {
        FactorSource silent = generated((factors, rows, codes) -> {
            for (int i = 0; i < rows * 3; i++) {
                codes[i] = 1;
            }
        });
        BetaVaeScore score = BetaVaeScore.of(silent, new BetaVaeScore.Settings(500, 3000, 2, 1), workers);
        // One factor is told always: five standard deviations of the share of one of three.
        assertThat(score.accuracy().share()).isCloseTo(1 / 3.0, within(5 * Math.sqrt(2 / 9.0 / 3000)));
    }

    @Test
    void refusesWhatHasNoAnswer() {
        FactorSource one = FactorSource.generated(new int[] {4}, 1, (factors, rows, codes) -> {});
        assertThatThrownBy(() -> BetaVaeScore.of(one, BetaVaeScore.Settings.of(1), workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 or more factors");
        FactorSource broken = generated((factors, rows, codes) -> codes[0] = Float.NaN);
        assertThatThrownBy(() -> BetaVaeScore.of(broken, new BetaVaeScore.Settings(9, 9, 1, 1), workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new BetaVaeScore.Settings(1, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1, 0 and 1");
    }
}
