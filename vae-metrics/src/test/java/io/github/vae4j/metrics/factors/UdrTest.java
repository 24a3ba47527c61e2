package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.internal.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The ranking of Duan et al. against SciPy and scikit-learn (disentanglement.py), known values, and uninformative units.
class UdrTest {
    private static final int N = DisentanglementData.N;
    private static final int D = DisentanglementData.D;
    private static Workers workers;

    private final DisentanglementData data = new DisentanglementData(0);

    @BeforeAll
    static void open() {
        workers = Workers.of(2);
    }

    @AfterAll
    static void close() {
        workers.close();
    }

    /// The three models of disentanglement.py; unit 4 of each has a mean of 0.1, which is a KL of 0.005.
    private List<Posterior> models() {
        float[][] means = {data.x.clone(), new float[N * D], new float[N * D]};
        for (int i = 0; i < N; i++) {
            int at = i * D;
            double[] row = new double[D];
            for (int j = 0; j < D; j++) {
                row[j] = data.x[at + j];
            }
            fill(means[1], at, -row[1], row[0] + 0.3 * row[2], row[3], row[2], row[4]);
            fill(means[2], at, row[0] + row[1], row[2] - row[0], row[3] * row[3] * row[3], row[1], row[4]);
        }
        return Arrays.stream(means).map(UdrTest::codes).toList();
    }

    private static void fill(float[] to, int at, double... values) {
        for (int j = 0; j < values.length; j++) {
            to[at + j] = (float) values[j];
        }
    }

    /// Codes of a variance of 1/e, and of 1 in unit 4.
    private static Posterior codes(float[] mean) {
        float[] logvar = new float[mean.length];
        for (int i = 0; i < mean.length; i++) {
            logvar[i] = i % D == 4 ? 0 : -1;
        }
        return Posterior.of(mean, logvar, D);
    }

    private static Udr spearman(List<Posterior> models) {
        return Udr.of(models, Udr.Relation.SPEARMAN, Udr.DEFAULT_THRESHOLD, workers);
    }

    @Test
    void scoresAgreeWithScipyAndScikitLearn() {
        Udr spearman = spearman(models());
        Udr lasso = Udr.of(models(), Udr.Relation.LASSO, Udr.DEFAULT_THRESHOLD, workers);
        for (int m = 0; m < 3; m++) {
            data.close(spearman.scores().get(m), "udr.spearman." + m);
            data.close(lasso.scores().get(m), "udr.lasso." + m);
            assertThat(spearman.informative().get(m)).containsExactly(0, 1, 2, 3);
            assertThat(spearman.pairs().get(m).get(m)).isNaN();
        }
        assertThat(spearman.pairs().get(0).get(2)).isCloseTo(spearman.pairs().get(2).get(0), within(1e-12));
        assertThat(lasso.pairs().get(0).get(2)).isNotCloseTo(lasso.pairs().get(2).get(0), within(1e-6));
    }

    @Test
    void uninformativeUnitsAreLeftOut() {
        // Noise in unit 4, so small that its KL stays below the threshold: nothing may change.
        List<Posterior> noisy = new ArrayList<>();
        for (Posterior model : models()) {
            float[] mean = model.mean().clone();
            for (int i = 0; i < N; i++) {
                mean[i * D + 4] = (float) (0.1 * DisentanglementData.noise(i, 12));
            }
            noisy.add(codes(mean));
        }
        assertThat(spearman(noisy)).isEqualTo(spearman(models()));
        Udr all = Udr.of(noisy, Udr.Relation.SPEARMAN, 0, workers);
        assertThat(all.informative().get(0)).containsExactly(0, 1, 2, 3, 4);
        assertThat(all.scores()).isNotEqualTo(spearman(models()).scores());
    }

    @Test
    void theSameUnitsInAnotherOrderAndSignScoreOneAndRotatedOnesDoNot() {
        // Factors of the grid are independent: each unit of one model is one of the other, and related to no other.
        float[] first = DisentanglementData.gridCodes();
        float[] second = DisentanglementData.columns(first, 2, 0, 1);
        float[] turned = first.clone();
        for (int i = 0; i < 60; i++) {
            second[i * 3] *= -4;
            turned[i * 3] = first[i * 3] + first[i * 3 + 1];
            turned[i * 3 + 1] = first[i * 3] - first[i * 3 + 1];
        }
        float[] logvar = new float[first.length];
        Posterior a = Posterior.of(first, logvar, 3);
        Posterior b = Posterior.of(second, logvar, 3);
        Posterior c = Posterior.of(turned, logvar, 3);
        assertThat(spearman(List.of(a, b)).scores().get(0)).isCloseTo(1, within(1e-12));
        assertThat(spearman(List.of(a, c)).scores().get(0)).isLessThan(0.75);
        // The penalty of 0.1 leaves 0.9 of a weight of 1, and nothing to others.
        assertThat(Udr.of(List.of(a, b), Udr.Relation.LASSO, 0.01, workers).scores().get(1))
                .isCloseTo(0.9, within(1e-9));
        Udr three = spearman(List.of(a, b, c));
        assertThat(three.scores().get(2)).isEqualTo(Quantiles.ofSorted(new double[] {
            Math.min(three.pairs().get(2).get(0), three.pairs().get(2).get(1)),
            Math.max(three.pairs().get(2).get(0), three.pairs().get(2).get(1))}, 0.5));
        assertThat(three.toString()).contains("UDR of 3 models (spearman; KL > 0.01 nats; 60 samples)");
    }

    @Test
    void unequalNumbersOfUnitsByHand() {
        // One unit, and its copy beside an independent one of equal variance: (1 + 0 + 1) / 3.
        float[] one = {-1, -1, 1, 1};
        float[] two = {-1, -1, -1, 1, 1, -1, 1, 1};
        Udr udr = spearman(List.of(Posterior.of(one, new float[4], 1), Posterior.of(two, new float[8], 2)));
        assertThat(udr.scores().get(0)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(udr.scores().get(1)).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void modelsWithoutInformativeUnitsScoreNothing() {
        Posterior prior = Posterior.of(new float[N * D], new float[N * D], D);
        Posterior other = Posterior.of(new float[N], new float[N], 1);
        assertThat(spearman(List.of(prior, other)).scores()).containsExactly(0.0, 0.0);
        for (Udr.Relation relation : Udr.Relation.values()) {
            Udr udr = Udr.of(List.of(models().get(0), prior), relation, 0.01, workers);
            assertThat(udr.scores()).containsExactly(0.0, 0.0);
            assertThat(udr.informative().get(1)).isEmpty();
        }
    }

    @Test
    void aUnitThatDoesNotVaryIsRelatedToNone() {
        // A constant mean of 1 has a KL of 0.5: informative, by the threshold, but the same for every sample.
        List<Posterior> constant = models().stream().map(model -> {
            float[] mean = model.mean().clone();
            for (int i = 0; i < N; i++) {
                mean[i * D + 4] = 1;
            }
            return codes(mean);
        }).toList();
        Udr udr = spearman(constant);
        assertThat(udr.informative().get(0)).hasSize(5);
        for (int m = 0; m < 3; m++) {
            assertThat(udr.scores().get(m)).isCloseTo(0.8 * data.expected("udr.spearman." + m), within(1e-9));
        }
    }

    @Test
    void numbersOfThreadsAndOrderOfSamplesDoNotMatter() {
        int[] order = new int[N];
        Philox.permutation(order, N, 1, 2, 3);
        List<Posterior> moved = models().stream()
                .map(model -> codes(DisentanglementData.rows(model.mean(), D, order))).toList();
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            for (Udr.Relation relation : Udr.Relation.values()) {
                Udr udr = Udr.of(models(), relation, 0.01, one);
                assertThat(Udr.of(models(), relation, 0.01, three)).isEqualTo(udr);
                for (int m = 0; m < 3; m++) {
                    assertThat(Udr.of(moved, relation, 0.01, one).scores().get(m))
                            .isCloseTo(udr.scores().get(m), within(1e-9));
                }
            }
        }
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertThatThrownBy(() -> spearman(models().subList(0, 1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 or more but got 1");
        Posterior few = Posterior.of(new float[2 * D], new float[2 * D], D);
        assertThatThrownBy(() -> spearman(List.of(models().get(0), few))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model 1 must have codes of as many samples as model 0, 600, but has 2");
        assertThatThrownBy(() -> Udr.of(models(), Udr.Relation.LASSO, -1, workers))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("threshold");
        Posterior one = Posterior.of(new float[D], new float[D], D);
        assertThatThrownBy(() -> spearman(List.of(one, one))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 or more rows but has 1");
    }
}
