package io.github.vae4j.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.Initialisation;
import io.github.vae4j.core.Likelihood;
import io.github.vae4j.core.Optimiser;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cost and the whole gradient of a step, for every activation with every likelihood, with and without hidden
/// layers, weighted KL and free bits, against central differences of the formulas in double.
///
/// **Bounds.** As in [GoldenTest]: at most 6 layers of 6 terms forward and back, so 200 u times the largest derivative
/// of the model, u = 2^-24. Central differences with h = 1e-4 are off by `h^2 f''' / 6`: below 1e-7 times that
/// derivative, far less.
class EveryModelGradientTest {
    private static final double CHAIN = 200 * 0x1p-24;
    private static final double H = 1e-4;
    private static final int ROWS = 5;
    private static final int FEATURES = 6;

    static Stream<VaeSpec> models() {
        List<VaeSpec> models = new ArrayList<>();
        List<Likelihood> likelihoods = List.of(Likelihood.bernoulli(), Likelihood.continuousBernoulli(),
                Likelihood.gaussian(0.5), Likelihood.gaussianLearned());
        for (Likelihood likelihood : likelihoods) {
            for (Activation activation : Activation.values()) {
                models.add(new VaeSpec(FEATURES, List.of(5, 4), List.of(3), 2, activation, likelihood,
                        Initialisation.HE_NORMAL));
            }
            models.add(VaeSpec.of(FEATURES, 1).withHidden().withLikelihood(likelihood));
            models.add(VaeSpec.of(FEATURES, 3).withHidden(List.of(), List.of(4, 5)).withLikelihood(likelihood));
        }
        return models.stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void costAndGradient(VaeSpec spec) {
        float[] parameters = Initialiser.parameters(new ParameterLayout(spec), spec.initialisation(), 3);
        float[] shift = normal(parameters.length, 1);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.1f * shift[i];
        }
        float[] x = new float[ROWS * FEATURES];
        Philox.uniform(x, 0, x.length, 4, 0, 0, 0);
        float[] noise = normal(ROWS * spec.latent(), 2);
        compare(spec, parameters, x, noise, 1, 0);
        compare(spec, parameters, x, noise, 2.5, 0.2);
    }

    private static float[] normal(int n, int stream) {
        float[] values = new float[n];
        Philox.normal(values, 0, n, 7, stream, 0, 0);
        return values;
    }

    private static void compare(VaeSpec spec, float[] parameters, float[] x, float[] noise, double beta,
            double freeBits) {
        float[] moments = new float[parameters.length];
        Optimiser rule = Optimiser.sgd(0.1, 0);
        double cost;
        float[] gradient;
        try (Workers team = Workers.of(2)) {
            TrainingStep step = new TrainingStep(spec, parameters, moments, moments.clone(), ROWS, team, new NoData(),
                    rule);
            step.set(x, noise, ROWS);
            step.forward();
            double weightedKl = step.backward(beta, freeBits);
            cost = step.reconstructionSum() / ROWS + weightedKl;
            step.computeGradients();
            gradient = step.gradients();
        }
        DoubleVae exact = new DoubleVae(spec);
        double[] at = new double[parameters.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = parameters[i];
        }
        double expectedCost = exact.cost(at, x, noise, ROWS, beta, freeBits);
        assertThat(cost).as("cost").isCloseTo(expectedCost, within(CHAIN * Math.max(1, Math.abs(expectedCost))));

        double[] expected = new double[at.length];
        double largest = 0;
        for (int i = 0; i < at.length; i++) {
            at[i] = parameters[i] + H;
            double above = exact.cost(at, x, noise, ROWS, beta, freeBits);
            at[i] = parameters[i] - H;
            double below = exact.cost(at, x, noise, ROWS, beta, freeBits);
            at[i] = parameters[i];
            expected[i] = (above - below) / (2 * H);
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        assertThat(largest).as("largest derivative").isGreaterThan(0.01);
        for (int i = 0; i < at.length; i++) {
            assertThat((double) gradient[i]).as("derivative by parameter " + i + ", beta " + beta)
                    .isCloseTo(expected[i], within(CHAIN * largest));
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double bound) {
        return org.assertj.core.data.Offset.offset(bound);
    }
}
