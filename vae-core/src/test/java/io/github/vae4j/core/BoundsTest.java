package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.graph.ParameterView;
import io.github.vae4j.core.spec.Bound;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.train.Step;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The bounds of the log-likelihood and the estimates of their gradients, against each other.
class BoundsTest {
    private static final int SAMPLES = 3;
    private static final int ESTIMATES = 3_000;
    private static final VaeSpec SMALL = VaeSpec.of(4, 2).withHidden().withLikelihood(Likelihood.gaussian(0.5));

    private static float[] samples() {
        float[] x = new float[SAMPLES * 4];
        Philox.normal(x, 0, x.length, 5, 0, 0, 0);
        return x;
    }

    private static Vae model() {
        return Vae.create(SMALL, 3);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Test
    void moreDrawsGiveATighterBound() {
        Dataset digits = Datasets.digits().take(500);
        Vae vae = Vae.create(VaeSpec.of(64, 4).withHidden(32), 1);
        try (Trainer trainer = Trainer.of(vae, TrainingConfig.defaults().withEpochs(4))) {
            trainer.fit(digits);
        }
        double one = mean(vae.importanceBound(digits, 1, 1));
        double five = mean(vae.importanceBound(digits, 5, 1));
        double fifty = mean(vae.importanceBound(digits, 50, 1));
        assertThat(one).isLessThan(five);
        assertThat(five).isLessThan(fifty);
        assertThat(one).isEqualTo(-vae.elbo(digits, 1).meanCost(), within(0.3));
    }

    @Test
    void oneDrawIsTheEvidenceLowerBound() {
        Dataset digits = Datasets.digits().take(200);
        Vae vae = Vae.create(VaeSpec.of(64, 4).withHidden(32), 1);
        try (Workers team = Workers.of(2)) {
            Evaluator evaluator = vae.on(team);
            PosteriorDraws draws = evaluator.draws(digits, 1, 7);
            float[] bound = evaluator.importanceBound(digits, 1, 7);
            for (int i = 0; i < bound.length; i++) {
                assertThat((double) bound[i]).isEqualTo(draws.logWeight(i, 0), within(1e-4));
            }
        }
    }

    /// Gradients of many draws of the noise: mean and variance of every derivative of the encoder.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Estimates(double[] mean, double[] variance) {
        static Estimates of(Objective objective) {
            Vae vae = model();
            Dataset data = Datasets.of(samples(), 4);
            List<double[]> gradients = new ArrayList<>();
            try (Workers team = Workers.of(1)) {
                Evaluator evaluator = vae.on(team);
                for (int seed = 0; seed < ESTIMATES; seed++) {
                    gradients.add(encoder(evaluator.gradients(data, objective, seed)));
                }
            }
            int n = gradients.getFirst().length;
            double[] mean = new double[n];
            double[] variance = new double[n];
            for (int i = 0; i < n; i++) {
                for (double[] gradient : gradients) {
                    mean[i] += gradient[i] / ESTIMATES;
                }
                for (double[] gradient : gradients) {
                    variance[i] += Math.pow(gradient[i] - mean[i], 2) / (ESTIMATES - 1);
                }
            }
            return new Estimates(mean, variance);
        }

        private static double[] encoder(java.util.Map<String, Tensor> gradients) {
            float[] mean = gradients.get("mean.weight").values();
            float[] logvar = gradients.get("logvar.weight").values();
            double[] all = new double[mean.length + logvar.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = i < mean.length ? mean[i] : logvar[i - mean.length];
            }
            return all;
        }

        void assertSameMean(Estimates other) {
            for (int i = 0; i < mean.length; i++) {
                assertThat(mean[i]).isEqualTo(other.mean[i],
                        within(4.5 * Math.sqrt((variance[i] + other.variance[i]) / ESTIMATES) + 1e-6));
            }
        }

        double totalVariance() {
            double sum = 0;
            for (double each : variance) {
                sum += each;
            }
            return sum;
        }
    }

    /// Tucker et al. 2019, equation 8, one derivative at a time: `sum_i w_i^2 (d log w_i / d z_i) (d z_i / d mean)`.
    @Test
    void theDoublyReparameterisedGradientIsTheFormula() {
        int k = 64;
        Vae vae = model();
        Objective objective = Objective.importanceWeighted(k).withBound(Bound.DOUBLY_REPARAMETERISED);
        TrainingConfig config = TrainingConfig.defaults().withObjective(objective);
        float[] x = samples();
        float[] noise = new float[SAMPLES * 2 * k];
        Philox.normal(noise, 0, noise.length, 11, 0, 0, 0);
        try (Workers team = Workers.of(1)) {
            Step step = new Step(SMALL, config, vae.parameters(), new float[2][vae.parameters().length], SAMPLES, team);
            step.set(x, SAMPLES, noise);
            step.forward();
            step.evaluate(Progress.END);
            step.backward();
            step.computeGradients();
            double[] expected = new double[4];
            for (int s = 0; s < SAMPLES; s++) {
                addGradient(expected, vae, x, s, noise, k);
            }
            for (int u = 0; u < 2; u++) {
                ParameterView mean = step.program().graph().tensor("mean.bias");
                ParameterView logvar = step.program().graph().tensor("logvar.bias");
                assertThat((double) step.gradients()[mean.index(0, u)]).isEqualTo(expected[u], within(1e-5));
                assertThat((double) step.gradients()[logvar.index(0, u)]).isEqualTo(expected[2 + u], within(1e-5));
            }
        }
    }

    /// Adds one sample's share of the derivatives by the biases of means and log variances.
    private static void addGradient(double[] gradient, Vae vae, float[] x, int sample, float[] noise, int k) {
        Encoding q = vae.encode(x, SAMPLES);
        float[] w = vae.tensors().get("output.weight").values();
        float[] b = vae.tensors().get("output.bias").values();
        double[] logWeight = new double[k];
        double[][] slope = new double[k][2];
        double[][] byLogvar = new double[k][2];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < k; i++) {
            double[] z = new double[2];
            for (int u = 0; u < 2; u++) {
                double logvar = q.logvar()[2 * sample + u];
                double deviation = Math.exp(logvar / 2);
                double eps = noise[2 * (sample * k + i) + u];
                z[u] = q.mean()[2 * sample + u] + deviation * eps;
                logWeight[i] += -z[u] * z[u] / 2 + eps * eps / 2 + logvar / 2;
                slope[i][u] = -z[u] + eps / deviation;
                byLogvar[i][u] = deviation * eps / 2;
            }
            for (int f = 0; f < 4; f++) {
                double d = x[4 * sample + f] - b[f] - w[2 * f] * z[0] - w[2 * f + 1] * z[1];
                logWeight[i] -= d * d;
                slope[i][0] += 2 * d * w[2 * f];
                slope[i][1] += 2 * d * w[2 * f + 1];
            }
            largest = Math.max(largest, logWeight[i]);
        }
        double sum = 0;
        for (double each : logWeight) {
            sum += Math.exp(each - largest);
        }
        for (int i = 0; i < k; i++) {
            double square = Math.pow(Math.exp(logWeight[i] - largest) / sum, 2) / SAMPLES;
            for (int u = 0; u < 2; u++) {
                gradient[u] -= square * slope[i][u];
                gradient[2 + u] -= square * slope[i][u] * byLogvar[i][u];
            }
        }
    }

    /// Tucker et al. 2019: the same expectation, and less noise the more draws there are.
    @Test
    void theDoublyReparameterisedGradientIsThatOfTheBoundWithLessNoise() {
        Objective plain = Objective.importanceWeighted(64);
        Estimates reference = Estimates.of(plain);
        Estimates doubly = Estimates.of(plain.withBound(Bound.DOUBLY_REPARAMETERISED));
        doubly.assertSameMean(reference);
        assertThat(doubly.totalVariance()).isLessThan(reference.totalVariance() / 2);
    }

    /// Roeder et al. 2017: the score of q(z|x) has expectation 0.
    @Test
    void theGradientOfThePathAloneIsThatOfTheEvidenceLowerBound() {
        Estimates.of(Objective.elbo().withBound(Bound.STICKING_THE_LANDING))
                .assertSameMean(Estimates.of(Objective.elbo()));
    }
}
