package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.Arrays;
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
    private static final Dci.Trees TREES = new Dci.Trees(20, 0.2, 3, 10);
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

    private Dci trees(Dci.Trees settings) {
        return Dci.ofTrees(data.x, data.factors, test.x, test.factors, D, settings, 1, workers);
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
        check(trees(TREES), "trees", 1e-9);
    }

    /// Leaves of one sample give equal splits, which scikit-learn and we choose by other random numbers.
    @Test
    void defaultTreesAgreeWithScikitLearnUpToEqualSplits() {
        Dci dci = trees(Dci.Trees.defaults());
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
        RegressionTree tree = RegressionTree.grow(new RegressionTree.Columns(data.x, D), target, 4, 7,
                new RegressionTree.Order(1, 2, 3), leaf);
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
        check(Dci.ofNumbers(data.x, data.factors, test.x, test.factors, D, 0.05), "numbers", 1e-9);
        check(Dci.ofValues(data.x, data.factors, test.x, test.factors, D, 0.05), "values", 1e-9);
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
        Dci dci = Dci.ofTrees(codes, factors, codes, factors, 2, new Dci.Trees(1, 1, 1, 1), 1, workers);
        assertThat(dci.importance().get(0)).containsExactly(1.0, 0.0);
        assertThat(dci.importance().get(1)).containsExactly(0.0, 1.0);
        assertThat(dci.disentanglement()).containsExactly(1.0, 1.0);
        assertThat(dci.completeness()).containsExactly(1.0, 1.0);
        // Weights by the Lasso without penalty: unit 0 is the sum of both factors, unit 1 the second one.
        float[] sums = {0, 0, 1, 1, 1, 0, 2, 1};
        Dci linear = Dci.ofNumbers(sums, factors, sums, factors, 2, 0);
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
        Dci dci = trees(TREES);
        assertThat(dci.testErrors().get(0)).isZero();
        assertThat(dci.predictor().error()).isEqualTo("share of wrong values");
        assertThat(dci.toString()).contains("test error", "share of wrong values", "boosted trees",
                "600 training and 600 test samples");
        float[] constant = new float[N * D];
        Dci guess = Dci.ofTrees(constant, data.factors, constant, test.factors, D, TREES, 1, workers);
        int[] counts = new int[4];
        for (int i = 0; i < N; i++) {
            counts[data.values[i * K]]++;
        }
        int guessed = IntStream.range(0, 4).boxed().max((a, b) -> counts[a] - counts[b]).orElseThrow();
        long wrong = IntStream.range(0, N).filter(i -> test.values[i * K] != guessed).count();
        assertThat(guess.testErrors().get(0)).as("always the most frequent value").isEqualTo((double) wrong / N);
        Dci mean = Dci.ofNumbers(constant, data.factors, constant, test.factors, D, 0.1);
        assertThat(mean.trainErrors()).as("always the mean").containsExactly(1.0, 1.0, 1.0);
        assertThat(mean.predictor().error()).isEqualTo("error relative to guessing the mean");
    }

    // ---- known values and invariances

    @Test
    void aPerfectCodeScoresOneAndARotatedOneDoesNot() {
        float[] codes = DisentanglementData.gridCodes();
        Factors grid = DisentanglementData.grid();
        Dci perfect = Dci.ofTrees(codes, grid, codes, grid, 3, Dci.Trees.defaults(), 1, workers);
        assertThat(perfect.disentanglementScore()).isCloseTo(1, within(1e-9));
        assertThat(perfect.completenessScore()).isCloseTo(1, within(1e-9));
        assertThat(perfect.testError()).isZero();
        Dci linear = Dci.ofNumbers(codes, grid, codes, grid, 3, 0.01);
        assertThat(linear.disentanglementScore()).isCloseTo(1, within(1e-9));
        assertThat(linear.completenessScore()).isCloseTo(1, within(1e-9));
        assertThat(linear.testError()).as("what the penalty takes of a weight of 1").isCloseTo(0.01, within(1e-9));
        float[] turned = codes.clone();
        for (int i = 0; i < 60; i++) {
            turned[i * 3] = codes[i * 3] + codes[i * 3 + 1];
            turned[i * 3 + 1] = codes[i * 3] - codes[i * 3 + 1];
        }
        assertThat(Dci.ofTrees(turned, grid, turned, grid, 3, Dci.Trees.defaults(), 1, workers).disentanglementScore())
                .isLessThan(0.8);
        Dci both = Dci.ofNumbers(turned, grid, turned, grid, 3, 0.01);
        assertThat(both.disentanglementScore()).isLessThan(0.8);
        assertThat(both.completenessScore()).isLessThan(0.8);
    }

    @Test
    void unitsWithoutImportanceHaveNoWeight() {
        Dci dci = trees(TREES);
        assertThat(dci.disentanglement().get(4)).isNaN();
        assertThat(dci.disentanglementScore()).isBetween(0.0, 1.0);
        float[] constant = new float[N * D];
        Dci nothing = Dci.ofTrees(constant, data.factors, constant, test.factors, D, TREES, 1, workers);
        assertThat(nothing.disentanglementScore()).isNaN();
        assertThat(nothing.completenessScore()).isNaN();
    }

    @Test
    void oneFactorHasCompletenessAlone() {
        int[] shapes = IntStream.range(0, N).map(i -> data.values[i * K]).toArray();
        Factors one = Factors.of(N, 1, shapes);
        Dci dci = Dci.ofTrees(data.x, one, data.x, one, D, TREES, 1, workers);
        assertThat(dci.disentanglementScore()).isNaN();
        assertThat(dci.completenessScore()).isCloseTo(1, within(1e-6));
        Factors same = Factors.of(N, 1, new int[N]);
        assertThat(Dci.ofTrees(data.x, same, data.x, same, D, TREES, 1, workers).testError()).isZero();
        assertThat(Dci.ofNumbers(data.x, same, data.x, one, D, 0.1).testError()).isEqualTo(1);
        assertThat(Dci.ofNumbers(data.x, same, data.x, same, D, 0.1).testError()).isNaN();
    }

    @Test
    void valuesThatOnlyTheTestHasAreAlwaysWrong() {
        int[] unseen = new int[N];
        Arrays.fill(unseen, 9);
        Factors one = Factors.of(N, 1, IntStream.range(0, N).map(i -> data.values[i * K]).toArray());
        Dci dci = Dci.ofTrees(data.x, one, test.x, Factors.of(N, 1, unseen), D, TREES, 1, workers);
        assertThat(dci.testError()).isEqualTo(1);
        assertThat(Dci.ofValues(data.x, one, test.x, Factors.of(N, 1, unseen), D, 0.1).testError()).isEqualTo(1);
    }

    @Test
    void numbersOfThreadsDoNotChangeABit() {
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            assertThat(Dci.ofTrees(data.x, data.factors, test.x, test.factors, D, TREES, 1, three))
                    .isEqualTo(Dci.ofTrees(data.x, data.factors, test.x, test.factors, D, TREES, 1, one));
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
        same(Dci.ofTrees(x, factors, testX, testFactors, D, TREES, 9, workers), trees(TREES));
        same(Dci.ofNumbers(x, factors, testX, testFactors, D, 0.05),
                Dci.ofNumbers(data.x, data.factors, test.x, test.factors, D, 0.05));
        same(Dci.ofValues(x, factors, testX, testFactors, D, 0.05),
                Dci.ofValues(data.x, data.factors, test.x, test.factors, D, 0.05));
    }

    private static void same(Dci moved, Dci before) {
        for (int j = 0; j < D; j++) {
            for (int k = 0; k < K; k++) {
                assertThat(moved.importance().get(D - 1 - j).get(K - 1 - k))
                        .isCloseTo(before.importance().get(j).get(k), within(1e-9));
            }
        }
        assertThat(moved.testError()).isCloseTo(before.testError(), within(1e-9));
    }

    @Test
    void equalSplitsPreferNoUnit() {
        // Two units that are copies: over many orders each gets its share.
        float[] twice = new float[N * 2];
        for (int i = 0; i < N; i++) {
            twice[2 * i] = data.x[i * D + 1];
            twice[2 * i + 1] = data.x[i * D + 1];
        }
        Dci dci = Dci.ofTrees(twice, data.factors, twice, data.factors, 2, Dci.Trees.defaults(), 3, workers);
        // Some 300 trees with 3 orders each; the first ones matter most.
        assertThat(dci.importance().get(0).get(1)).isBetween(0.25, 0.75);
        assertThat(dci.importance().get(1).get(1)).isBetween(0.25, 0.75);
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertThatThrownBy(() -> Dci.ofNumbers(data.x, data.factors, test.x, test.factors, D, -1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("alpha");
        assertThatThrownBy(() -> Dci.ofValues(data.x, data.factors, test.x, test.factors, D, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("alpha");
        assertThatThrownBy(() -> Dci.ofNumbers(data.x, data.factors, test.x, Factors.of(N, 1, new int[N]), D, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0] but those of the training samples [0, 1, 2]");
        assertThatThrownBy(() -> Dci.ofNumbers(data.x, data.factors, new float[D], test.factors, D, 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("600 samples");
        assertThatThrownBy(() -> new Dci.Trees(0, 0.1, 3, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stages >= 1");
        assertThatThrownBy(() -> new Dci.Trees(1, 0, 3, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Dci.Trees(1, 0.1, 13, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trees(new Dci.Trees(Integer.MAX_VALUE, 0.1, 3, 1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("below 2^31");
    }
}
