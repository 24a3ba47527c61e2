package io.github.vae4j.core;

import io.github.vae4j.core.data.Condition;
import io.github.vae4j.core.graph.DoubleFrame;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.Noise;
import io.github.vae4j.core.graph.ParameterView;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.core.spec.Posterior;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.spec.Support;
import io.github.vae4j.core.spec.Term;
import io.github.vae4j.core.spec.Weight;
import io.github.vae4j.core.train.Step;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Compares cost and gradient of a training step in single precision with the formulas in double precision and their central
/// differences: the test of a likelihood, term, prior, posterior or layer of your own, in one line.
///
/// ```java
/// GradientCheck.of(new StudentT(4)).requirePassed();
/// ```
///
/// A small model with random parameters is made around the choice. Through L layers of at most k terms, forward and back,
/// a value of magnitude M is off by at most about `2 L (k + 4) u M` with u = 2^-24; the models here have L = 6 and k = 12, so
/// 200 u times the largest derivative of the tensor is allowed, or times a tenth of the largest of all, or times the cost.
/// Central differences with a step of 1e-4 are off by less than 1e-7 of that derivative.
public final class GradientCheck {
    private static final double ALLOWED = 200 * 0x1p-24;
    // Derivatives may cancel to 0 in a tensor, as by the bias before a batch normalisation.
    private static final double CANCELLED = 0.1;
    private static final double STEP = 1e-4;
    private static final int SAMPLES = 5;
    private static final int FEATURES = 6;
    private static final int UNITS = 3;

    private final double cost;
    private final double expectedCost;
    private double worst;
    private String where = "";

    private GradientCheck(double cost, double expectedCost) {
        this.cost = cost;
        this.expectedCost = expectedCost;
    }

    private static VaeSpec small() {
        return VaeSpec.of(FEATURES, UNITS).withHidden(5, 4);
    }

    /// Checks a likelihood.
    ///
    /// @param likelihood to check
    /// @return the outcome
    public static GradientCheck of(Likelihood likelihood) {
        return of(small().withLikelihood(likelihood), Objective.elbo());
    }

    /// Checks a prior.
    ///
    /// @param prior to check
    /// @return the outcome
    public static GradientCheck of(Prior prior) {
        return of(small().withPrior(prior), Objective.elbo());
    }

    /// Checks a posterior.
    ///
    /// @param posterior to check
    /// @return the outcome
    public static GradientCheck of(Posterior posterior) {
        return of(small().withPosterior(posterior), Objective.elbo());
    }

    /// Checks a term of the objective.
    ///
    /// @param term to check
    /// @return the outcome
    public static GradientCheck of(Term term) {
        return of(small(), Objective.elbo().plus(term, Weight.constant(0.7)));
    }

    /// Checks a layer, as the first one of the encoder and of the decoder.
    ///
    /// @param layer to check
    /// @return the outcome
    public static GradientCheck of(LayerSpec layer) {
        return of(small().withEncoder(layer, LayerSpec.dense(4)).withDecoder(layer, LayerSpec.dense(5)),
                Objective.elbo());
    }

    /// Checks a whole model with an objective. Keep it small: the cost is computed twice for every parameter.
    ///
    /// @param spec the model
    /// @param objective what is minimised
    /// @return the outcome
    public static GradientCheck of(VaeSpec spec, Objective objective) {
        float[] parameters = Vae.create(spec, 3).parameters();
        float[] shift = normal(parameters.length, 1);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.1f * shift[i];
        }
        TrainingConfig config = TrainingConfig.defaults().withObjective(objective).withOptimiser(Optimiser.sgd(0.1, 0));
        try (Workers team = Workers.of(2)) {
            Step step = new Step(spec, config, parameters, new float[1][parameters.length], SAMPLES, team);
            Graph graph = step.program().graph();
            float[] x = samples(spec);
            float[][] noise = new float[graph.noises().size()][];
            for (int i = 0; i < noise.length; i++) {
                Noise each = graph.noises().get(i);
                noise[i] = normal(each.value().rows().of(SAMPLES) * each.value().width(), 2 + i);
            }
            step.set(x, SAMPLES, noise);
            step.forward();
            double cost = step.evaluate(Progress.END);
            step.backward();
            step.computeGradients();
            double[] at = new double[parameters.length];
            for (int i = 0; i < at.length; i++) {
                at[i] = parameters[i];
            }
            GradientCheck check = new GradientCheck(cost, cost(step, at, x, noise));
            List<double[]> expected = new ArrayList<>();
            for (ParameterView tensor : graph.tensors()) {
                expected.add(derivatives(tensor, at, () -> cost(step, at, x, noise)));
            }
            double largest = expected.stream().mapToDouble(GradientCheck::largest).max().orElse(0);
            for (int i = 0; i < expected.size(); i++) {
                check.compare(graph.tensors().get(i), step.gradients(), expected.get(i), largest);
            }
            return check;
        }
    }

    private static double cost(Step step, double[] parameters, float[] x, float[][] noise) {
        return step.criterion().reference(DoubleFrame.of(step.program().graph(), parameters, x, SAMPLES, noise),
                Progress.END);
    }

    private static float[] samples(VaeSpec spec) {
        float[] values = new float[SAMPLES * spec.features()];
        Philox.uniform(values, 0, values.length, 4, 0, 0, 0);
        if (spec.likelihood().support() == Support.COUNT) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Math.floor(5 * values[i] * values[i]);
            }
        }
        for (int i = 0; i < values.length && spec.likelihood().takesMissing(); i += 4) {
            values[i] = Float.NaN;
        }
        int width = spec.features() + Condition.width(spec.conditions());
        float[] x = new float[SAMPLES * width];
        for (int r = 0; r < SAMPLES; r++) {
            System.arraycopy(values, r * spec.features(), x, r * width, spec.features());
            int at = r * width + spec.features();
            for (Condition condition : spec.conditions()) {
                at = condition.write(condition.isNumber() ? r / 3f - 1 : r % condition.width(), x, at);
            }
        }
        return x;
    }

    private static float[] normal(int n, int stream) {
        float[] values = new float[n];
        Philox.normal(values, 0, n, 7, stream, 0, 0);
        return values;
    }

    private interface Cost {
        double get();
    }

    private static double[] derivatives(ParameterView tensor, double[] at, Cost exact) {
        double[] derivatives = new double[tensor.length()];
        for (int i = 0; i < derivatives.length; i++) {
            int p = tensor.index(i / tensor.columns(), i % tensor.columns());
            double middle = at[p];
            at[p] = middle + STEP;
            double above = exact.get();
            at[p] = middle - STEP;
            derivatives[i] = (above - exact.get()) / (2 * STEP);
            at[p] = middle;
        }
        return derivatives;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /// @param ofAll largest derivative of all tensors
    private void compare(ParameterView tensor, float[] gradient, double[] expected, double ofAll) {
        double scale = Math.max(Math.max(largest(expected), CANCELLED * ofAll), 1e-3);
        for (int i = 0; i < expected.length; i++) {
            int row = i / tensor.columns();
            int column = i % tensor.columns();
            double found = gradient[tensor.index(row, column)];
            double off = Math.abs(found - expected[i]) / (ALLOWED * scale);
            if (!(off <= worst)) {
                worst = off;
                where = tensor.name() + " [" + row + ", " + column + "]: derivative " + found + ", expected "
                        + expected[i];
            }
        }
    }

    /// The largest error of a derivative, as a share of what rounding explains; NaN if a derivative is.
    ///
    /// @return at most 1 if the gradient is right
    public double worst() {
        return worst;
    }

    /// Whether cost and gradient are right.
    ///
    /// @return `false` if an error is more than rounding explains
    public boolean isPassed() {
        return worst <= 1 && Math.abs(cost - expectedCost) <= ALLOWED * Math.max(1, Math.abs(expectedCost));
    }

    /// Throws unless cost and gradient are right.
    ///
    /// @throws AssertionError if not; the message names the parameter that is furthest off
    public void requirePassed() {
        if (!isPassed()) {
            throw new AssertionError(this);
        }
    }

    /// What was compared.
    @Override
    public String toString() {
        return "cost " + cost + ", in double " + expectedCost + "; furthest off, " + worst + " times what rounding "
                + "explains: " + where;
    }
}
