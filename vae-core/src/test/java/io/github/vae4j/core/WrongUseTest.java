package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.DensityRows;
import io.github.vae4j.core.spec.Draws;
import io.github.vae4j.core.spec.LearningRate;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Support;
import io.github.vae4j.core.spec.Term;
import io.github.vae4j.core.spec.TermBatch;
import io.github.vae4j.core.spec.TermValues;
import io.github.vae4j.core.spec.Weight;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Own parts that are wrong get one sentence that names them.
class WrongUseTest {
    private static final Dataset DATA = Datasets.digits().take(50);
    private static final VaeSpec SPEC = VaeSpec.of(64, 2).withHidden(8);
    private static final TrainingConfig CONFIG = TrainingConfig.defaults().withEpochs(2);

    private static void fit(VaeSpec spec, TrainingConfig config) {
        Vae vae = Vae.create(spec, 1);
        float[] before = vae.parameters().clone();
        try (Trainer trainer = Trainer.of(vae, config)) {
            trainer.fit(DATA);
        } finally {
            assertThat(vae.parameters()).as("nothing has moved").isEqualTo(before);
        }
    }

    /// What a term of one's own may get wrong.
    private record Wrong(String name, double value, int memory) implements Term {
        @Override
        public int memory(int rows, int units) {
            return memory;
        }

        @Override
        public double value(TermBatch batch) {
            return value;
        }

        @Override
        public void gradient(TermBatch batch, int from, int to) {}

        @Override
        public double reference(TermValues values) {
            return value;
        }
    }

    @Test
    void termsAreNamed() {
        assertThatThrownBy(() -> Objective.elbo().plus(new Wrong("Upper Case", 0, 0), Weight.constant(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'Upper Case'");
        assertThatThrownBy(() -> fit(SPEC,
                CONFIG.withObjective(Objective.elbo().plus(new Wrong("nan", Double.NaN, 0), Weight.constant(1)))))
                .isInstanceOf(TrainingException.class).hasMessageContaining("nan");
        assertThatThrownBy(() -> fit(SPEC,
                CONFIG.withObjective(Objective.elbo().plus(new Wrong("negative", 0, -3), Weight.constant(1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("term 'negative' asks for -3 doubles of memory");
    }

    /// A likelihood whose gradient is wrong.
    private record Broken(float gradient, int outputs) implements Likelihood {
        @Override
        public Support support() {
            return Support.REAL;
        }

        @Override
        public int outputs(int features) {
            return outputs;
        }

        @Override
        public void cost(DensityRows r) {
            Arrays.fill(r.cost(), r.costAt(), r.costAt() + r.rows(), 1);
            float[] to = r.gradient();
            if (to != null) {
                Arrays.fill(to, r.gradientAt(), r.gradientAt() + r.rows() * r.inputs(), gradient);
            }
        }

        @Override
        public double reference(double[] input, double[] x, double[] own) {
            return 1;
        }

        @Override
        public void mean(float[] mean, int meanAt, float[] output, int outputAt, float[] own, int ownAt, int rows,
                int features) {}

        @Override
        public void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features,
                Draws draws) {}
    }

    @Test
    void likelihoodsAreNamed() {
        assertThatThrownBy(() -> fit(SPEC.withLikelihood(new Broken(Float.NaN, 64)), CONFIG))
                .isInstanceOf(TrainingException.class).hasMessageContaining("gradient");
        assertThatThrownBy(() -> SPEC.withLikelihood(new Broken(0, 0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Broken");
        GradientCheck wrong = GradientCheck.of(new Broken(0.5f, 6));
        assertThat(wrong.isPassed()).isFalse();
        assertThat(GradientCheck.of(new Broken(Float.NaN, 6)).isPassed()).isFalse();
        assertThatThrownBy(wrong::requirePassed).isInstanceOf(AssertionError.class).hasMessageContaining("derivative");
    }

    @Test
    void blocksAndSchedulesAreNamed() {
        assertThatThrownBy(() -> fit(SPEC, CONFIG.withFrozen("encodr.*"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("no parameter is called 'encodr.*'", "encoder.0.weight");
        assertThatThrownBy(() -> fit(SPEC, CONFIG.withFrozen("*"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("all parameters are frozen: there is nothing to train");
        assertThatThrownBy(() -> CONFIG.withRate("encoder.*", -1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'encoder.*'");
        LearningRate negative = new LearningRate() {
            @Override
            public double factor(int epoch, int epochs, int plateaus) {
                return -0.5;
            }

            @Override
            public String toString() {
                return "downwards";
            }
        };
        assertThatThrownBy(() -> fit(SPEC, CONFIG.withLearningRate(negative)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("downwards", "-0.5", "epoch 1");
    }
}
