package io.github.vae4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.graph.Bounds;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.Inference;
import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.ParameterView;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Latent;
import io.github.vae4j.kernels.Workers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Losses, gradients and Adam steps against PyTorch in float64. The bounds stand in docs/NUMERICS.md, too, with what was
/// measured.
///
/// **Bounds.** With u = 2^-24, a value that float32 computes through a chain of c operations on numbers of magnitude M
/// is off by at most about c u M. One row here passes through 6 layers of at most 12 terms each, forward and back, and
/// elementary functions of 2 ULP: c = 2 * 6 * (12 + 4) is about 200, so 200 u = 1.2e-5 times the magnitude of what is
/// summed. A tensor's magnitude is its largest value, and at least 1 for the losses (sums of terms of order 1).
///
/// Adam divides a gradient by its own size, so a relative error e of a gradient moves the step by about e of the
/// learning rate, unless the gradient is near 0: there the step may be off by as much as its whole size. The bound for
/// parameters is therefore lr * (200 u * max|g| / |g|) per step, at most 2 lr, plus one rounding of the parameter, and
/// after 5 steps 5 times that, the gradients having drifted.
class GoldenTest {
    private static final double UNIT = 0x1p-24;
    private static final double CHAIN = 200 * UNIT;
    private static final int ROWS = 8;
    private static final double LEARNING_RATE = 1e-3;

    private final GoldenFiles golden = GoldenFiles.open();

    static List<String> cases() {
        return GoldenFiles.open().cases();
    }

    @Test
    void allCasesAreHere() {
        assertThat(cases()).as("8 activations, 3 likelihoods, betas").hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void stepsAgreeWithPyTorch(String name) {
        String[] parts = name.split("-", -1);
        double beta = Double.parseDouble(parts[2].substring("beta".length()));
        VaeSpec spec = spec(parts[0], parts[1]);
        Graph graph = ModelGraph.forEvaluation(spec);
        float[] parameters = parameters(graph, "common/params/");
        double[] losses = golden.read(name + "/losses");
        try (Workers team = Workers.of(2)) {
            TrainingConfig config = TrainingConfig.defaults().withOptimiser(Optimiser.adam(LEARNING_RATE))
                    .withObjective(Objective.beta(beta));
            Step step = new Step(spec, config, parameters, new float[2][parameters.length], ROWS, team);
            double[] worst = new double[parameters.length];
            for (int i = 0; i < 5; i++) {
                step.set(golden.readFloats("common/x"), ROWS, golden.readFloats("common/eps" + i));
                step.forward();
                double cost = step.evaluate(Progress.END);
                Rows rows = i == 0 ? new Rows(step) : null;
                step.backward();
                step.computeGradients();
                assertThat(cost).as("loss of step " + (i + 1)).isCloseTo(losses[i], within(CHAIN * losses[i]));
                if (i == 0) {
                    checkRows(name, rows);
                    compare(graph, step.gradients(), name + "/grad/", null);
                }
                addStepBounds(worst, step.gradients(), parameters);
                assertThat(step.gradientNormBound()).isGreaterThanOrEqualTo(step.gradientNorm());
                // Both ways to move the parameters; their bits are compared in TrainerTest.
                if (i % 2 == 0) {
                    step.update(LEARNING_RATE, i + 1);
                } else {
                    step.apply(1, LEARNING_RATE, i + 1);
                }
                if (i == 0) {
                    compare(graph, parameters, name + "/after1/", worst);
                }
            }
            for (int p = 0; p < worst.length; p++) {
                worst[p] *= 5;
            }
            compare(graph, parameters, name + "/after5/", worst);
        }
    }

    /// What the rows of the batch cost.
    @SuppressWarnings("ArrayRecordComponent") // not compared
    private record Rows(float[] reconstruction, float[] kl) {
        Rows(Step step) {
            this(of(step, "reconstruction"), of(step, "kl"));
        }

        private static float[] of(Step step, String name) {
            Value value = step.program().graph().values().stream().filter(v -> v.name().equals(name)).findFirst()
                    .orElseThrow();
            return step.program().frame().values(value).clone();
        }
    }

    private void checkRows(String name, Rows rows) {
        double[] reconstruction = golden.read(name + "/reconstruction");
        double[] kl = golden.read(name + "/kl");
        for (int r = 0; r < ROWS; r++) {
            double magnitude = Math.max(1, Math.abs(reconstruction[r]));
            assertThat((double) rows.reconstruction()[r]).as("reconstruction of row " + r)
                    .isCloseTo(reconstruction[r], within(CHAIN * magnitude));
            assertThat((double) rows.kl()[r]).as("KL of row " + r)
                    .isCloseTo(kl[r], within(CHAIN * Math.max(1, kl[r])));
        }
    }

    private static void addStepBounds(double[] worst, float[] gradients, float[] parameters) {
        double largest = 0;
        for (float g : gradients) {
            largest = Math.max(largest, Math.abs(g));
        }
        for (int p = 0; p < worst.length; p++) {
            double relative = CHAIN * largest / Math.abs(gradients[p]);
            worst[p] += LEARNING_RATE * Math.min(2, relative) + 4 * UNIT * Math.abs(parameters[p]);
        }
    }

    /// Compares every block; without bounds each value may be off by the chain's error on the block's largest value.
    private void compare(Graph graph, float[] actual, String folder, double[] bounds) {
        for (ParameterView block : graph.tensors()) {
            double[] expected = golden.read(folder + goldenName(block.name()));
            double largest = 0;
            for (double e : expected) {
                largest = Math.max(largest, Math.abs(e));
            }
            for (int r = 0; r < block.rows(); r++) {
                for (int c = 0; c < block.columns(); c++) {
                    int at = block.index(r, c);
                    double bound = bounds == null ? CHAIN * largest : bounds[at];
                    assertThat((double) actual[at]).as(folder + block.name() + " [" + c + ", " + r + "]")
                            .isCloseTo(expected[c * block.rows() + r], within(bound));
                }
            }
        }
    }

    @Test
    void importanceWeightsAgreeWithPyTorch() {
        VaeSpec spec = spec("softplus", "bernoulli");
        Graph graph = ModelGraph.forEvaluation(spec);
        float[] parameters = parameters(graph, "common/params/");
        float[] x = golden.readFloats("common/x");
        double[] eps = golden.read("iwae/eps");
        double[] expected = golden.read("iwae/log_weights");
        int n = ROWS * spec.latent();
        int draws = eps.length / n;
        float[] all = new float[draws * ROWS];
        try (Workers team = Workers.of(1)) {
            Inference inference = new Inference(spec, graph, parameters, team);
            Bounds bounds = new Bounds(graph, parameters, team);
            float[] logWeights = new float[ROWS];
            for (int k = 0; k < draws; k++) {
                float[] noise = new float[n];
                for (int i = 0; i < n; i++) {
                    noise[i] = (float) eps[k * n + i];
                }
                bounds.logWeights(inference.input().of(x, null), ROWS, logWeights, noise);
                System.arraycopy(logWeights, 0, all, k * ROWS, ROWS);
                for (int r = 0; r < ROWS; r++) {
                    double value = expected[k * ROWS + r];
                    assertThat((double) logWeights[r]).as("draw " + k + ", row " + r)
                            .isCloseTo(value, within(CHAIN * Math.max(1, Math.abs(value))));
                }
            }
        }
        // The bound is a weighted mean of the log weights, so no further off than the worst of them.
        double[] expectedBound = golden.read("iwae/bound");
        float[] bound = new float[ROWS];
        Latent.logMeanExp(bound, 0, all, 0, draws, ROWS);
        for (int r = 0; r < ROWS; r++) {
            assertThat((double) bound[r]).as("bound of row " + r)
                    .isCloseTo(expectedBound[r], within(CHAIN * Math.max(1, Math.abs(expectedBound[r]))));
        }
    }

    private static VaeSpec spec(String activation, String likelihood) {
        return VaeSpec.of(12, 3).withHidden(7, 5)
                .withActivation(Activation.valueOf(activation.toUpperCase(Locale.ROOT)))
                .withLikelihood(Likelihood.parse(likelihood.replace('_', '-')));
    }

    private float[] parameters(Graph graph, String folder) {
        float[] parameters = new float[graph.parameterCount()];
        for (ParameterView block : graph.tensors()) {
            float[] values = golden.readFloats(folder + goldenName(block.name()));
            for (int r = 0; r < block.rows(); r++) {
                for (int c = 0; c < block.columns(); c++) {
                    parameters[block.index(r, c)] = values[c * block.rows() + r];
                }
            }
        }
        return parameters;
    }

    private static String goldenName(String name) {
        return name.replace("encoder.0", "enc1").replace("encoder.1", "enc2").replace("decoder.0", "dec1")
                .replace("decoder.1", "dec2").replace("output", "out");
    }

    private static org.assertj.core.data.Offset<Double> within(double bound) {
        return org.assertj.core.data.Offset.offset(bound);
    }
}
