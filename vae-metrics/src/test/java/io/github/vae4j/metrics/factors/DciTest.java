package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.factors.FactorPredictor.LassoOfNumbers;
import io.github.vae4j.metrics.factors.FactorPredictor.LassoOfValues;
import io.github.vae4j.metrics.factors.FactorPredictor.Trees;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Trees, Lasso and the scores of Eastwood and Williams from them, against scikit-learn (disentanglement.py), by hand,
/// and under what must not change them.
class DciTest {
    private static final int N = DisentanglementData.N;
    private static final int D = DisentanglementData.D;
    private static final int K = DisentanglementData.K;
    private static final Trees TREES = new Trees(20, 0.2, 3, 10, 1);
    // With leaves of ten samples the splits that equal others, between which random numbers decide, are worth less.
    private static final double EQUAL_SPLITS = 1e-8;
    private static Workers workers;

    private final DisentanglementData data = new DisentanglementData(0);
    private final DisentanglementData test = new DisentanglementData(1000);

    @BeforeAll
    static void open() {
        workers = Workers.of(2);
    }

    @AfterAll
    static void close() {
        workers.close();
    }

    private Dci dci(FactorPredictor predictor) {
        return Dci.of(Codes.of(data.x, D), data.factors, Codes.of(test.x, D), test.factors, predictor, workers);
    }

    private void check(Dci dci, String name, double tolerance) {
        for (int k = 0; k < K; k++) {
            close(dci.testErrors().get(k), name + ".error." + k, tolerance);
            for (int j = 0; j < D; j++) {
                close(dci.importance().get(j).get(k), name + ".importance." + j + "." + k, tolerance);
            }
        }
        close(dci.disentanglementScore(), name + ".disentanglement", tolerance);
        close(dci.completenessScore(), name + ".completeness", tolerance);
    }

    private void close(double actual, String name, double tolerance) {
        assertThat(actual).as(name).isCloseTo(data.expected(name), within(tolerance));
    }

    // ---- against scikit-learn

    @Test
    void treesAgreeWithScikitLearn() {
        check(dci(TREES), "trees", EQUAL_SPLITS);
    }

    /// Leaves of one sample give equal splits, which scikit-learn and we choose by other random numbers.
    @Test
    void defaultTreesAgreeWithScikitLearnUpToEqualSplits() {
        Dci dci = dci(Trees.of(1));
        double spread = data.expected("defaults.spread");
        for (int k = 0; k < K; k++) {
            for (int j = 0; j < D; j++) {
                close(dci.importance().get(j).get(k), "defaults.importance." + j + "." + k, 4 * spread);
            }
            // Up to three samples of 600.
            close(dci.testErrors().get(k), "defaults.error." + k, 0.0051);
        }
    }

    @Test
    void aTreeAgreesWithScikitLearn() {
        double[] target = new double[N];
        for (int i = 0; i < N; i++) {
            target[i] = data.values[i * K] * data.values[i * K + 1] + DisentanglementData.noise(i, 9);
        }
        int[] leaf = new int[N];
        RegressionTree.Columns columns = new RegressionTree.Columns(data.x, D);
        RegressionTree tree = RegressionTree.grow(columns, target, 4, 7, new RegressionTree.Order(1, 2, 3),
                new RegressionTree.Memory(columns), leaf);
        double[] gains = new double[D];
        tree.addGains(gains);
        for (int j = 0; j < D; j++) {
            data.close(gains[j], "tree.gain." + j);
        }
        int[] counts = new int[tree.nodes()];
        for (int i = 0; i < N; i++) {
            counts[leaf[i]]++;
        }
        assertThat((double) Arrays.stream(counts).filter(count -> count > 0).count())
                .isEqualTo(data.expected("tree.leaves"));
        assertThat((double) Arrays.stream(counts).map(count -> count * count).sum())
                .isEqualTo(data.expected("tree.squares"));
        IntStream.range(0, tree.nodes()).forEach(node -> tree.setValue(node, node));
        for (int i = 0; i < N; i++) {
            assertThat(tree.predict(data.x, i * D)).isEqualTo(leaf[i]);
        }
    }

    @Test
    void theLassoAgreesWithScikitLearn() {
        check(dci(new LassoOfNumbers(0.05)), "numbers", 1e-9);
        check(dci(new LassoOfValues(0.05)), "values", 1e-9);
    }

    // ---- by hand

    @Test
    void aLassoByHand() {
        // One unit of values -1 and 1, target twice as large: the weight is 2 less the penalty, and at 2 it is gone.
        Lasso lasso = new Lasso(new float[] {-1, 1, -1, 1}, 1);
        double[] target = {-2, 2, -2, 2};
        assertThat(lasso.weights(target, 0)).containsExactly(2);
        assertThat(lasso.weights(target, 0.5)).containsExactly(1.5);
        assertThat(lasso.weights(target, 2)).containsExactly(0);
    }

    @Test
    void aConstantUnitIsExactlyConstant() {
        // 0.1 added up seven times, over seven, is not 0.1.
        float[] x = new float[7];
        Arrays.fill(x, 0.1f);
        assertThat(new Lasso(x, 1).rows()).containsOnly(0);
        assertThat(new Lasso(x, 1).weights(new double[] {1, -1, 0, 1, -1, 0, 0}, 0)).containsExactly(0);
    }

    @Test
    void scoresByHand() {
        // One tree of depth 1 a factor: unit 0 is factor 0, and nothing knows of factor 1, which unit 1 predicts best.
        Factors factors = Factors.of(4, 2, new int[] {0, 0, 0, 1, 1, 0, 1, 1});
        float[] codes = {0, 0, 0, 1, 1, 0, 1, 1};
        Dci dci = Dci.of(Codes.of(codes, 2), factors, Codes.of(codes, 2), factors, new Trees(1, 1, 1, 1, 1), workers);
        assertThat(dci.importance().get(0)).containsExactly(1.0, 0.0);
        assertThat(dci.importance().get(1)).containsExactly(0.0, 1.0);
        assertThat(dci.disentanglement()).containsExactly(1.0, 1.0);
        assertThat(dci.completeness()).containsExactly(1.0, 1.0);
        // Weights by the Lasso without penalty: unit 0 is the sum of both factors, unit 1 the second one.
        float[] sums = {0, 0, 1, 1, 1, 0, 2, 1};
        Dci linear = Dci.of(Codes.of(sums, 2), factors, Codes.of(sums, 2), factors, new LassoOfNumbers(0), workers);
        // Factor 0 = unit 0 - unit 1, whose deviations are sqrt(1/2) and 1/2, that of the factor 1/2.
        assertThat(linear.importance().get(0).get(0)).isCloseTo(Math.sqrt(2), within(1e-9));
        assertThat(linear.importance().get(1).get(0)).isCloseTo(1, within(1e-9));
        assertThat(linear.importance().get(0).get(1)).isCloseTo(0, within(1e-9));
        assertThat(linear.importance().get(1).get(1)).isCloseTo(1, within(1e-9));
        assertThat(linear.disentanglement().get(1)).as("unit 1 matters as much to both").isCloseTo(0, within(1e-9));
        double share = Math.sqrt(2) / (Math.sqrt(2) + 2);
        assertThat(linear.disentanglementScore()).isCloseTo(share, within(1e-8));
        assertThat(linear.testError()).isCloseTo(0, within(1e-9));
    }

    /// In disentanglement_lib "informativeness" is an accuracy.
    @Test
    void informativenessIsAnErrorAndSaysSo() {
        Dci dci = dci(TREES);
        assertThat(dci.testErrors().get(0)).isZero();
        assertThat(dci.predictor().error()).isEqualTo("share of wrong values");
        assertThat(dci.toString()).contains("test error", "share of wrong values", "Trees[stages=20",
                "600 training and 600 test samples");
        float[] constant = new float[N * D];
        Dci guess = Dci.of(Codes.of(constant, D), data.factors, Codes.of(constant, D), test.factors, TREES, workers);
        int[] counts = new int[4];
        for (int i = 0; i < N; i++) {
            counts[data.values[i * K]]++;
        }
        int guessed = IntStream.range(0, 4).boxed().max((a, b) -> counts[a] - counts[b]).orElseThrow();
        long wrong = IntStream.range(0, N).filter(i -> test.values[i * K] != guessed).count();
        assertThat(guess.testErrors().get(0)).as("always the most frequent value").isEqualTo((double) wrong / N);
        Dci mean = Dci.of(Codes.of(constant, D), data.factors, Codes.of(constant, D), test.factors,
                new LassoOfNumbers(0.1), workers);
        assertThat(mean.trainErrors()).as("always the mean").containsExactly(1.0, 1.0, 1.0);
        assertThat(mean.predictor().error()).isEqualTo("error relative to guessing the mean");
    }

    // ---- known values and invariances

    @Test
    void aPerfectCodeScoresOneAndARotatedOneDoesNot() {
        float[] codes = DisentanglementData.gridCodes();
        Factors grid = DisentanglementData.grid();
        Dci perfect = Dci.of(Codes.of(codes, 3), grid, Codes.of(codes, 3), grid, Trees.of(1), workers);
        assertThat(perfect.disentanglementScore()).isCloseTo(1, within(1e-9));
        assertThat(perfect.completenessScore()).isCloseTo(1, within(1e-9));
        assertThat(perfect.testError()).isZero();
        Dci linear = Dci.of(Codes.of(codes, 3), grid, Codes.of(codes, 3), grid, new LassoOfNumbers(0.01), workers);
        assertThat(linear.disentanglementScore()).isCloseTo(1, within(1e-9));
        assertThat(linear.completenessScore()).isCloseTo(1, within(1e-9));
        assertThat(linear.testError()).as("what the penalty takes of a weight of 1").isCloseTo(0.01, within(1e-9));
        float[] turned = codes.clone();
        for (int i = 0; i < 60; i++) {
            turned[i * 3] = codes[i * 3] + codes[i * 3 + 1];
            turned[i * 3 + 1] = codes[i * 3] - codes[i * 3 + 1];
        }
        assertThat(Dci.of(Codes.of(turned, 3), grid, Codes.of(turned, 3), grid, Trees.of(1), workers)
                .disentanglementScore())
                .isLessThan(0.8);
        Dci both = Dci.of(Codes.of(turned, 3), grid, Codes.of(turned, 3), grid, new LassoOfNumbers(0.01), workers);
        assertThat(both.disentanglementScore()).isLessThan(0.8);
        assertThat(both.completenessScore()).isLessThan(0.8);
    }

    @Test
    void unitsWithoutImportanceHaveNoWeight() {
        Dci dci = dci(TREES);
        assertThat(dci.disentanglement().get(4)).isNaN();
        assertThat(dci.disentanglementScore()).isBetween(0.0, 1.0);
        float[] constant = new float[N * D];
        Dci nothing = Dci.of(Codes.of(constant, D), data.factors, Codes.of(constant, D), test.factors, TREES, workers);
        assertThat(nothing.disentanglementScore()).isNaN();
        assertThat(nothing.completenessScore()).isNaN();
    }

    @Test
    void oneFactorHasCompletenessAlone() {
        int[] shapes = IntStream.range(0, N).map(i -> data.values[i * K]).toArray();
        Factors one = Factors.of(N, 1, shapes);
        Dci dci = Dci.of(Codes.of(data.x, D), one, Codes.of(data.x, D), one, TREES, workers);
        assertThat(dci.disentanglementScore()).isNaN();
        assertThat(dci.completenessScore()).isCloseTo(1, within(1e-6));
        Factors same = Factors.of(N, 1, new int[N]);
        LassoOfNumbers lasso = new LassoOfNumbers(0.1);
        assertThat(Dci.of(Codes.of(data.x, D), same, Codes.of(data.x, D), same, TREES, workers).testError()).isZero();
        assertThat(Dci.of(Codes.of(data.x, D), same, Codes.of(data.x, D), one, lasso, workers).testError())
                .isEqualTo(1);
        assertThat(Dci.of(Codes.of(data.x, D), same, Codes.of(data.x, D), same, lasso, workers).testError()).isNaN();
    }

    @Test
    void valuesThatOnlyTheTestHasAreAlwaysWrong() {
        int[] unseen = new int[N];
        Arrays.fill(unseen, 9);
        Factors one = Factors.of(N, 1, IntStream.range(0, N).map(i -> data.values[i * K]).toArray());
        Dci dci = Dci.of(Codes.of(data.x, D), one, Codes.of(test.x, D), Factors.of(N, 1, unseen), TREES, workers);
        assertThat(dci.testError()).isEqualTo(1);
        Dci linear = Dci.of(Codes.of(data.x, D), one, Codes.of(test.x, D), Factors.of(N, 1, unseen),
                new LassoOfValues(0.1), workers);
        assertThat(linear.testError()).isEqualTo(1);
    }

    @Test
    void numbersOfThreadsDoNotChangeABit() {
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            assertThat(Dci.of(Codes.of(data.x, D), data.factors, Codes.of(test.x, D), test.factors, TREES, three))
                    .isEqualTo(
                            Dci.of(Codes.of(data.x, D), data.factors, Codes.of(test.x, D), test.factors, TREES, one));
        }
    }

    @Test
    void orderOfSamplesUnitsAndFactorsDoesNotMatter() {
        int[] order = new int[N];
        Philox.permutation(order, N, 1, 2, 3);
        int[] values = new int[N * K];
        int[] testValues = new int[N * K];
        for (int i = 0; i < N * K; i++) {
            values[i] = data.values[order[i / K] * K + 2 - i % K];
            testValues[i] = test.values[i / K * K + 2 - i % K];
        }
        Factors factors = Factors.of(N, K, values);
        Factors testFactors = Factors.of(N, K, testValues);
        float[] x = DisentanglementData.columns(DisentanglementData.rows(data.x, D, order), 4, 3, 2, 1, 0);
        float[] testX = DisentanglementData.columns(test.x, 4, 3, 2, 1, 0);
        for (FactorPredictor each : List.of(TREES, new LassoOfNumbers(0.05), new LassoOfValues(0.05))) {
            Dci moved = Dci.of(Codes.of(x, D), factors, Codes.of(testX, D), testFactors, each, workers);
            Dci before = dci(each);
            for (int j = 0; j < D; j++) {
                for (int k = 0; k < K; k++) {
                    assertThat(moved.importance().get(D - 1 - j).get(K - 1 - k))
                            .isCloseTo(before.importance().get(j).get(k), within(EQUAL_SPLITS));
                }
            }
            assertThat(moved.testError()).isCloseTo(before.testError(), within(1e-9));
        }
    }

    @Test
    void equalSplitsPreferNoUnit() {
        // Two units that are copies: over many orders each gets its share.
        float[] twice = new float[N * 2];
        for (int i = 0; i < N; i++) {
            twice[2 * i] = data.x[i * D + 1];
            twice[2 * i + 1] = data.x[i * D + 1];
        }
        Dci dci = Dci.of(Codes.of(twice, 2), data.factors, Codes.of(twice, 2), data.factors, Trees.of(3), workers);
        // Some 300 trees with 3 orders each; the first ones matter most.
        assertThat(dci.importance().get(0).get(1)).isBetween(0.25, 0.75);
        assertThat(dci.importance().get(1).get(1)).isBetween(0.25, 0.75);
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertThatThrownBy(() -> new LassoOfNumbers(-1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alpha must be 0 or more");
        assertThatThrownBy(() -> new LassoOfValues(Double.NaN)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alpha must be 0 or more");
        assertThatThrownBy(() -> Dci.of(Codes.of(data.x, D), data.factors, Codes.of(test.x, D),
                Factors.of(N, 1, new int[N]), new LassoOfNumbers(1), workers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0] but those of the training samples [0, 1, 2]");
        assertThatThrownBy(
                () -> Dci.of(Codes.of(data.x, D), data.factors, Codes.of(new float[D], D), test.factors,
                        new LassoOfNumbers(1), workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("600 samples");
        assertThatThrownBy(() -> new Trees(0, 0.1, 3, 1, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stages >= 1");
        assertThatThrownBy(() -> new Trees(1, 0, 3, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Trees(1, 0.1, 13, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dci(new Trees(Integer.MAX_VALUE, 0.1, 3, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("below 2^31");
    }

    /// Equal splits must not be decided by rounding: a unit that is turned round, or moved, is as good as before.
    @Test
    void theSignOfUnitsDoesNotMatter() {
        float[] turned = data.x.clone();
        float[] testTurned = test.x.clone();
        for (int i = 0; i < turned.length; i++) {
            if (i % D % 2 == 0) {
                turned[i] = -turned[i];
                testTurned[i] = -testTurned[i];
            }
        }
        for (Trees trees : List.of(TREES, Trees.of(4))) {
            Dci before = dci(trees);
            Dci after = Dci.of(Codes.of(turned, D), data.factors, Codes.of(testTurned, D), test.factors, trees,
                    workers);
            for (int j = 0; j < D; j++) {
                for (int k = 0; k < K; k++) {
                    assertThat(after.importance().get(j).get(k)).isCloseTo(before.importance().get(j).get(k),
                            within(1e-9));
                }
            }
            assertThat(after.trainErrors()).isEqualTo(before.trainErrors());
        }
    }
}
