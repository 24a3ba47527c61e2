package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.AnyThreads;
import io.github.vae4j.metrics.Codes;
import org.junit.jupiter.api.Test;

/// MIG-sup, JEMMIG and DCIMIG against scikit-learn (scores.py), on a perfect code, and refusals.
class GapScoresTest {
    private final DisentanglementData data = new DisentanglementData(0);

    private final Codes perfect = Codes.of(DisentanglementData.gridCodes(), 3);

    @Test
    void unitsKnowOneFactorMoreThanTheOthers() {
        MigSup found = AnyThreads.result(workers -> MigSup.of(data.codes(), data.factors, workers));
        data.close(found.score(), "migsup");
        assertThat(found.bestFactors()).startsWith(0, 1, 2).endsWith(-1);
        assertThat(found.gaps().get(4)).isNaN();
        MigSup best = AnyThreads.result(workers -> MigSup.of(perfect, DisentanglementData.grid(), workers));
        assertThat(best.score()).isCloseTo(1, within(1e-12));
        assertThat(best.bestFactors()).containsExactly(1, 2, 0);
    }

    @Test
    void jointEntropyCountsWhatElseAUnitHolds() {
        Jemmig found = AnyThreads.result(workers -> Jemmig.of(data.codes(), data.factors, workers));
        for (int k = 0; k < DisentanglementData.K; k++) {
            data.close(found.gaps().get(k), "jemmig." + k);
        }
        data.close(found.score(), "jemmig");
        Jemmig best = AnyThreads.result(workers -> Jemmig.of(perfect, DisentanglementData.grid(), workers));
        assertThat(best.gaps()).allSatisfy(gap -> assertThat(gap).isCloseTo(0, within(1e-12)));
        assertThat(best.score()).isCloseTo(1, within(1e-12));
    }

    @Test
    void eachFactorTakesTheBestOfItsUnits() {
        DciMig found = AnyThreads.result(workers -> DciMig.of(data.codes(), data.factors, workers));
        data.close(found.score(), "dcimig");
        DciMig best = AnyThreads.result(workers -> DciMig.of(perfect, DisentanglementData.grid(), workers));
        assertThat(best.score()).isCloseTo(1, within(1e-12));
        // One unit that is both of two factors at once knows neither more.
        Factors factors = Factors.of(4, 2, new int[] {0, 0, 0, 1, 1, 0, 1, 1});
        DciMig both = AnyThreads
                .result(workers -> DciMig.of(Codes.of(new float[] {0, 1, 2, 3}, 1), factors, workers));
        assertThat(both.score()).isZero();
    }

    @Test
    void refuseWhatCannotBeCompared() {
        try (Workers workers = Workers.of(1)) {
            Factors one = Factors.of(4, 1, new int[] {0, 0, 1, 1});
            Codes codes = Codes.of(new float[] {0, 1, 2, 3}, 1);
            assertThatThrownBy(() -> MigSup.of(codes, one, workers)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 or more but got 1");
            assertThatThrownBy(() -> DciMig.of(codes, one, workers)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 or more but got 1");
            assertThatThrownBy(() -> Jemmig.of(codes, one, workers)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 or more units");
        }
    }
}
