package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Kinds;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Term;
import io.github.vae4j.core.spec.TermValues;
import io.github.vae4j.core.spec.Weight;
import io.github.vae4j.core.spec.WeightedTerm;
import io.github.vae4j.kernels.Philox;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Terms that regularise the codes of a batch: DIP-VAE and maximum mean discrepancies.
class BatchTermsTest {
    private static final Dataset DATA = Datasets.digits().take(300);
    private static final VaeSpec SPEC = VaeSpec.of(64, 4).withHidden(20, 10);
    private static final double EXACT = 1e-12;

    private static TrainingConfig config(String term, double weight) {
        return TrainingConfig.defaults().withBatchSize(50).withEpochs(3).withThreads(1)
                .withObjective(Objective.elbo().plus(Kinds.read(Term.class, term), Weight.constant(weight)));
    }

    private static Vae trained(TrainingConfig config) {
        Vae vae = Vae.create(SPEC, 1);
        try (Trainer trainer = Trainer.of(vae, config)) {
            trainer.fit(DATA);
        }
        return vae;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dip-i", "dip-i:0", "dip-ii:3", "mmd", "mmd:0.3", "mmd-imq", "mmd-imq:2"})
    void gradients(String text) {
        Term term = Kinds.read(Term.class, text);
        assertThat(Kinds.read(Term.class, term.toString())).isEqualTo(term);
        GradientCheck.of(term).requirePassed();
        VaeSpec spec = VaeSpec.of(6, 1).withHidden();
        for (int draws : new int[] {1, 3}) {
            GradientCheck.of(spec, Objective.elbo().withDraws(draws).plus(term, Weight.constant(3))).requirePassed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dip-i", "dip-ii", "mmd", "mmd-imq"})
    void threadsAndAResumeDoNotChangeTheBits(String term, @TempDir Path folder) throws IOException {
        TrainingConfig config = config(term, 5);
        float[] one = trained(config).parameters();
        assertThat(trained(config.withThreads(3)).parameters()).isEqualTo(one);
        Path checkpoint = folder.resolve("first.safetensors");
        try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), config.withEpochs(1))) {
            trainer.fit(DATA);
            trainer.saveCheckpoint(checkpoint);
        }
        try (Trainer trainer = Trainer.resume(checkpoint, 2, 3)) {
            History history = trainer.fit(DATA);
            assertThat(trainer.config().objective()).isEqualTo(config.objective());
            assertThat(trainer.vae().parameters()).isEqualTo(one);
            assertThat(history.last().terms().get(term)).isFinite();
        }
    }

    // ---- values, worked out by hand

    /// Means (0, 0), (2, 4) and variances (1, 2), (3, 4): covariance of the means ((1, 2), (2, 4)), in the mean variances 2
    /// and 3.
    private static TermValues two() {
        double[] logvar = {0, StrictMath.log(2), StrictMath.log(3), StrictMath.log(4)};
        return new TermValues(2, 2, 2, new double[4], new double[] {0, 0, 2, 4}, logvar, new double[2],
                (_, n) -> new float[n]);
    }

    /// Both triangles count, and the rows are divided by their number.
    @Test
    void covariancesFromIdentity() {
        assertThat(Term.disentangledPrior(10).reference(two())).isEqualTo(2 * 4 + 10 * 9, within(EXACT));
        assertThat(Term.disentangledPriorOfCodes(1).reference(two())).isEqualTo(2 * 4 + 4 + 36, within(EXACT));
    }

    private static TermValues codes(double... z) {
        return new TermValues(z.length, 1, z.length, z, new double[z.length], new double[z.length],
                new double[z.length], (row, n) -> {
                    float[] normals = new float[n];
                    normals[0] = row == 0 ? 1 : -1;
                    return normals;
                });
    }

    /// In one dimension the kernel is `exp(-s / 2)`; a code is not paired with itself.
    @Test
    void discrepancyOfTwoCodes() {
        double pair = StrictMath.exp(-2);
        double toNormal = (1 + StrictMath.exp(-1)) / Math.sqrt(2);
        assertThat(Term.meanDiscrepancy(1).reference(codes(0, 2)))
                .isEqualTo(1 / Math.sqrt(3) + pair - toNormal, within(EXACT));
    }

    private static double multiquadric(double squared) {
        double sum = 0;
        for (double width : new double[] {0.1, 0.2, 0.5, 1, 2, 5, 10}) {
            sum += 2 * width / (2 * width + squared);
        }
        return sum;
    }

    /// Codes 0 and 2, draws 1 and -1: distances of codes and of draws 2, between them 1, 1, 1 and 3.
    @Test
    void multiquadricDiscrepancyOfTwoCodes() {
        double expected = 2 * multiquadric(4) - 2 * (3 * multiquadric(1) + multiquadric(9)) / 4;
        assertThat(Term.multiquadricDiscrepancy(1).reference(codes(0, 2))).isEqualTo(expected, within(EXACT));
    }

    /// Unbiased: in the mean 0 for codes that are standard normal, and clearly more for others.
    @Test
    void discrepancyOfNormalCodesIsZeroInTheMean() {
        int repeats = 200;
        int rows = 20;
        for (Term term : new Term[] {Term.meanDiscrepancy(1), Term.multiquadricDiscrepancy(1)}) {
            double[] sum = new double[2];
            double squares = 0;
            for (int i = 0; i < repeats; i++) {
                float[] numbers = new float[4 * rows];
                Philox.normal(numbers, 0, numbers.length, 3, 0, 0, i);
                double[] z = new double[2 * rows];
                for (int shift = 0; shift < 2; shift++) {
                    for (int j = 0; j < z.length; j++) {
                        z[j] = numbers[j] + shift;
                    }
                    double value = term.reference(new TermValues(rows, 2, rows, z, z, z, z, (row, n) -> {
                        float[] normals = new float[n];
                        System.arraycopy(numbers, 2 * rows + row * n, normals, 0, n);
                        return normals;
                    }));
                    sum[shift] += value / repeats;
                    squares += shift == 0 ? value * value / repeats : 0;
                }
            }
            double error = Math.sqrt(squares / repeats);
            assertThat(sum[0]).as(term.toString()).isEqualTo(0, within(4.5 * error));
            assertThat(sum[1]).as(term.toString()).isGreaterThan(20 * error);
        }
    }

    // ---- what they do

    @ParameterizedTest
    @ValueSource(strings = {"dip-i", "dip-ii", "mmd", "mmd-imq"})
    void theWeightLowersTheTerm(String term) {
        double[] value = new double[2];
        for (int i = 0; i < 2; i++) {
            // Without the divergence the codes go where they like.
            Objective objective = Objective.beta(0).plus(Kinds.read(Term.class, term), Weight.constant(i * 50));
            try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1),
                    config(term, 0).withThreads(2).withEpochs(15).withObjective(objective))) {
                value[i] = trainer.fit(DATA).last().terms().get(term);
            }
        }
        assertThat(value[1]).isLessThan(value[0] / 2);
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatThrownBy(() -> Term.disentangledPrior(-1)).hasMessageContaining("diagonal of DIP-VAE");
        assertThatThrownBy(() -> Term.meanDiscrepancy(0)).hasMessageContaining("scale of the kernel");
        assertThatThrownBy(() -> WeightedTerm.parse("mmd-imq:x@2")).hasMessageContaining("must be a number but is 'x'");
        assertThat(WeightedTerm.parse("dip-ii:0.5@3"))
                .isEqualTo(new WeightedTerm(Term.disentangledPriorOfCodes(0.5), Weight.constant(3)));
    }
}
