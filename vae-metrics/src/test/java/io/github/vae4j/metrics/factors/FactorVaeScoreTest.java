package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The score of Kim and Mnih vote by vote against NumPy (disentanglement.py), known values, and pruned units.
class FactorVaeScoreTest {
    private static final int N = DisentanglementData.N;
    private static final int D = DisentanglementData.D;
    private static final FactorVaeScore.Settings SMALL = new FactorVaeScore.Settings(10, 500, 300, 400, 0.05, 7);

    @AutoClose private static final Workers workers = Workers.of(2);

    private final DisentanglementData data = new DisentanglementData(0);

    @Test
    void votesAgreeWithNumPy() {
        FactorVaeScore score = FactorVaeScore.of(FactorSource.of(Codes.of(data.x, D), data.factors), SMALL, workers);
        for (int j = 0; j < D; j++) {
            for (int k = 0; k < DisentanglementData.K; k++) {
                assertThat((double) score.votes().get(j).get(k)).isEqualTo(data.expected("votes." + j + "." + k));
            }
        }
        assertThat((double) score.training().hits()).isEqualTo(data.expected("factorVae.train"));
        assertThat((double) score.evaluation().hits()).isEqualTo(data.expected("factorVae.evaluation"));
        assertThat(score.training().total()).isEqualTo(500);
        assertThat(score.evaluation().total()).isEqualTo(300);
        assertThat(score.score()).isEqualTo(score.evaluation().share());
        assertThat(score.still()).isZero();
    }

    /// In disentanglement_lib the number of active dimensions is the latent size.
    @Test
    void activeUnitsAreThoseThatWereNotPruned() {
        FactorVaeScore score = FactorVaeScore.of(
                FactorSource.of(Codes.of(data.x, D), data.factors.withNames("shape", "size", "turn")), SMALL, workers);
        assertThat(score.active()).containsExactly(0, 1, 2, 3);
        assertThat(score.activeCount()).isEqualTo(4);
        assertThat(score.factorOf(4)).isEqualTo(-1);
        assertThat(score.votes().get(4)).containsOnly(0);
        assertThat(score.toString()).contains("4 of 5 units active, groups of 10",
                "unit 1: size, votes [0, 145, 7]");
        FactorVaeScore strict = FactorVaeScore.of(FactorSource.of(Codes.of(data.x, D), data.factors),
                new FactorVaeScore.Settings(10, 500, 300, 400, 0.5, 7), workers);
        assertThat(strict.active()).as("unit 3 has a deviation of 0.29").containsExactly(0, 1, 2);
    }

    @Test
    void aPrunedUnitWouldHaveWonEveryVote() {
        // Unit 0 hardly varies and shrinks to nothing in groups of either factor: unpruned it would have all votes.
        float[] codes = new float[60 * 3];
        float[] perfect = DisentanglementData.gridCodes();
        for (int i = 0; i < 60; i++) {
            codes[i * 3] = i == 0 ? 0.2f : 0;
            codes[i * 3 + 1] = perfect[i * 3];
            codes[i * 3 + 2] = perfect[i * 3 + 1];
        }
        Factors factors = Factors.of(60, 2, pairs());
        FactorSource source = FactorSource.of(Codes.of(codes, 3), factors);
        FactorVaeScore pruned = FactorVaeScore.of(source, SMALL, workers);
        assertThat(pruned.active()).containsExactly(1, 2);
        assertThat(pruned.score()).isEqualTo(1);
        FactorVaeScore all = FactorVaeScore.of(source, new FactorVaeScore.Settings(10, 500, 300, 400, 0, 1), workers);
        assertThat(all.activeCount()).isEqualTo(3);
        assertThat(all.score()).isLessThan(0.9);
    }

    /// The factors 1 and 2 of the grid.
    private static int[] pairs() {
        int[] pairs = new int[120];
        for (int i = 0; i < 60; i++) {
            pairs[2 * i] = DisentanglementData.grid().valueOf(i, 1);
            pairs[2 * i + 1] = DisentanglementData.grid().valueOf(i, 2);
        }
        return pairs;
    }

    @Test
    void aPerfectCodeScoresOneAndNoiseScoresChance() {
        FactorVaeScore perfect = FactorVaeScore.of(
                FactorSource.of(Codes.of(DisentanglementData.gridCodes(), 3), DisentanglementData.grid()), SMALL,
                workers);
        assertThat(perfect.score()).isEqualTo(1);
        assertThat(perfect.training().share()).isEqualTo(1);
        assertThat(perfect.factorOf(0)).isEqualTo(1);
        assertThat(perfect.factorOf(1)).isEqualTo(2);
        assertThat(perfect.factorOf(2)).isZero();
        float[] noise = new float[N * 2];
        for (int i = 0; i < N; i++) {
            noise[2 * i] = data.x[i * D + 3];
            noise[2 * i + 1] = (float) DisentanglementData.noise(i, 11);
        }
        FactorVaeScore chance = FactorVaeScore.of(FactorSource.of(Codes.of(noise, 2), data.factors),
                new FactorVaeScore.Settings(20, 3000, 3000, 400, 0.05, 5), workers);
        // Four standard errors of 3000 votes, around 1 / 3; two units may lean by luck of the table.
        assertThat(chance.score()).isCloseTo(1 / 3.0, within(0.1));
    }

    @Test
    void aGeneratorIsAsGoodAsATable() {
        FactorSource source = FactorSource.generated(new int[] {5, 4, 3}, 3, (factors, rows, codes) -> {
            for (int i = 0; i < rows * 3; i++) {
                codes[i] = factors[i] * 0.5f;
            }
        });
        FactorVaeScore score = FactorVaeScore.of(source, SMALL, workers);
        assertThat(score.score()).isEqualTo(1);
        assertThat(FactorVaeScore.of(source, SMALL, workers)).isEqualTo(score);
    }

    @Test
    void scaleAndOrderOfUnitsDoNotMatter() {
        float[] moved = DisentanglementData.columns(data.x, 3, 2, 4, 0, 1);
        for (int i = 0; i < N; i++) {
            moved[i * D] *= -8;
        }
        FactorVaeScore before = FactorVaeScore.of(FactorSource.of(Codes.of(data.x, D), data.factors), SMALL, workers);
        FactorVaeScore after = FactorVaeScore.of(FactorSource.of(Codes.of(moved, D), data.factors), SMALL, workers);
        assertThat(after.evaluation()).isEqualTo(before.evaluation());
        assertThat(after.votes().get(3)).isEqualTo(before.votes().get(0));
    }

    @Test
    void aCodeWithoutActiveUnitsScoresNothing() {
        float[] constant = new float[N * D];
        Arrays.fill(constant, 0.1f);
        FactorVaeScore score = FactorVaeScore.of(FactorSource.of(Codes.of(constant, D), data.factors), SMALL, workers);
        assertThat(score.score()).isZero();
        assertThat(score.activeCount()).isZero();
    }

    @Test
    void groupsOfOneSampleDoNotVote() {
        // Value 7 of factor 0 has one sample; every value of factor 1 has several.
        Factors factors = Factors.of(7, 2, new int[] {0, 0, 0, 1, 0, 2, 1, 0, 1, 1, 1, 2, 7, 0});
        float[] codes = {0, 0, 0, 1, 0, 2, 1, 0, 1, 1, 1, 2, 7, 0};
        FactorVaeScore score = FactorVaeScore.of(FactorSource.of(Codes.of(codes, 2), factors), SMALL, workers);
        assertThat(score.still()).isPositive();
        assertThat(score.training().total() + score.evaluation().total() + score.still()).isEqualTo(800);
        assertThat(score.toString()).contains("groups did not vary");
        Factors alone = Factors.of(3, 2, new int[] {0, 0, 1, 1, 2, 2});
        FactorSource source = FactorSource.of(Codes.of(new float[] {0, 1, 1, 5, 2, 7}, 2), alone);
        assertThatThrownBy(() -> FactorVaeScore.of(source, SMALL, workers)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("several different samples of a value");
    }

    @Test
    void refusesWhatHasNoAnswer() {
        FactorSource one = FactorSource.of(Codes.of(data.x, D), Factors.of(N, 1, new int[N]));
        assertThatThrownBy(() -> FactorVaeScore.of(one, SMALL, workers)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 or more but got 1");
        FactorSource bad = FactorSource.generated(new int[] {5, 4}, 1,
                (factors, rows, codes) -> Arrays.fill(codes, Float.NaN));
        assertThatThrownBy(() -> FactorVaeScore.of(bad, SMALL, workers)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new FactorVaeScore.Settings(1, 1, 1, 2, 0, 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("batch >= 2");
    }
}
