package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.core.spec.Density;
import io.github.vae4j.core.spec.DensityPrior;
import io.github.vae4j.core.spec.DensityRows;
import io.github.vae4j.core.spec.Draws;
import io.github.vae4j.core.spec.Initialisation;
import io.github.vae4j.core.spec.Kind;
import io.github.vae4j.core.spec.Kinds;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Parameter;
import io.github.vae4j.core.spec.Posterior;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.core.spec.Support;
import io.github.vae4j.core.spec.Term;
import io.github.vae4j.kernels.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Cost and whole gradient against the formulas in double: every kind that there is, and every activation with every
/// likelihood, with and without hidden layers.
class GradientCheckTest {
    static Stream<VaeSpec> models() {
        List<VaeSpec> models = new ArrayList<>();
        for (Kind<Likelihood> kind : Kinds.of(Likelihood.class)) {
            Likelihood likelihood = Kinds.read(Likelihood.class, kind.name());
            for (Activation activation : Activation.values()) {
                models.add(VaeSpec.of(6, 2).withEncoder(LayerSpec.dense(5), LayerSpec.dense(4))
                        .withDecoder(LayerSpec.dense(3)).withActivation(activation).withLikelihood(likelihood)
                        .withInitialisation(Initialisation.HE_NORMAL));
            }
            models.add(VaeSpec.of(6, 1).withHidden().withLikelihood(likelihood));
            models.add(VaeSpec.of(6, 3).withEncoder().withDecoder(LayerSpec.dense(4), LayerSpec.dense(5))
                    .withLikelihood(likelihood));
        }
        return models.stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyLikelihoodWithEveryActivation(VaeSpec spec) {
        GradientCheck.of(spec, Objective.elbo()).requirePassed();
        GradientCheck.of(spec, Objective.beta(2.5).withFreeBits(0.2)).requirePassed();
    }

    @Test
    void everyKind() {
        Kinds.of(Prior.class).forEach(k -> GradientCheck.of(Kinds.read(Prior.class, k.name())).requirePassed());
        Kinds.of(Posterior.class).forEach(k -> GradientCheck.of(Kinds.read(Posterior.class, k.name())).requirePassed());
        Kinds.of(Term.class).forEach(k -> GradientCheck.of(Kinds.read(Term.class, k.name())).requirePassed());
        for (String layer : List.of("6", "dense:5:relu", "layer-norm", "layer-norm:gelu", "batch-norm",
                "batch-norm:identity",
                "dropout:0.3")) {
            GradientCheck.of(LayerSpec.parse(layer)).requirePassed();
        }
        GradientCheck.of(VaeSpec.of(6, 2).withHidden(5), Objective.elbo().withDraws(3)).requirePassed();
    }

    /// A wide normal distribution as prior: its divergence is estimated at the draws.
    private record Wide(double variance) implements DensityPrior {
        @Override
        public List<Parameter> parameters(int units) {
            return List.of(new Parameter("centre", units, 0.1f));
        }

        @Override
        public void cost(DensityRows rows) {
            float[] gradient = rows.gradient();
            float[] own = rows.ownGradient();
            for (int r = 0; r < rows.rows(); r++) {
                double sum = 0;
                for (int j = 0; j < rows.inputs(); j++) {
                    float d = rows.input()[rows.inputAt() + r * rows.inputs() + j] - rows.own()[rows.ownAt() + j];
                    sum += (StrictMath.log(2 * Math.PI * variance) + d * d / variance) / 2;
                    if (gradient != null) {
                        gradient[rows.gradientAt() + r * rows.inputs() + j] = (float) (rows.scale() * d / variance);
                    }
                    if (own != null) {
                        own[rows.ownGradientAt() + r * rows.inputs() + j] = (float) (-rows.scale() * d / variance);
                    }
                }
                rows.cost()[rows.costAt() + r] = (float) sum;
            }
        }

        @Override
        public double reference(double[] z, double[] x, double[] own) {
            double sum = 0;
            for (int j = 0; j < z.length; j++) {
                double d = z[j] - own[j];
                sum += (StrictMath.log(2 * Math.PI * variance) + d * d / variance) / 2;
            }
            return sum;
        }

        @Override
        public void sample(float[] z, int zAt, float[] own, int ownAt, int units, Draws draws) {
            draws.normal(z, zAt, units);
        }
    }

    @Test
    void boundsThatAreEstimatedAtTheDraws() {
        VaeSpec spec = VaeSpec.of(6, 2).withHidden(5);
        GradientCheck.of(new Wide(2)).requirePassed();
        for (Prior prior : List.of(Prior.standardNormal(), new Wide(0.5))) {
            for (int draws : new int[] {1, 3}) {
                GradientCheck.of(spec.withPrior(prior), Objective.importanceWeighted(draws)).requirePassed();
                GradientCheck.of(spec.withPrior(prior), Objective.beta(0.3).withDraws(draws)).requirePassed();
            }
        }
        assertThatThrownBy(() -> GradientCheck.of(spec.withPrior(new Wide(1)), Objective.elbo().withFreeBits(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("free bits need a divergence");
    }

    /// A wrong factor, as it is easily made.
    private record Wrong(Likelihood right) implements Likelihood {
        @Override
        public void cost(DensityRows rows) {
            right.cost(rows);
            float[] gradient = rows.gradient();
            if (gradient != null) {
                gradient[rows.gradientAt() + 1] *= 1.001f;
            }
        }

        @Override
        public double reference(double[] input, double[] x, double[] own) {
            return ((Density) right).reference(input, x, own);
        }

        @Override
        public Support support() {
            return right.support();
        }

        @Override
        public void mean(float[] mean, int meanAt, float[] output, int outputAt, float[] own, int ownAt, int rows,
                int features) {
            right.mean(mean, meanAt, output, outputAt, own, ownAt, rows, features);
        }

        @Override
        public void sample(float[] x, int xAt, float[] output, int outputAt, float[] own, int ownAt, int features,
                Draws draws) {
            right.sample(x, xAt, output, outputAt, own, ownAt, features, draws);
        }
    }

    @Test
    void aWrongGradientIsFound() {
        GradientCheck check = GradientCheck.of(new Wrong(Likelihood.bernoulli()));
        assertThat(check.isPassed()).isFalse();
        assertThat(check.worst()).isGreaterThan(1);
        assertThatThrownBy(check::requirePassed).isInstanceOf(AssertionError.class).hasMessageContaining("output");
    }
}
