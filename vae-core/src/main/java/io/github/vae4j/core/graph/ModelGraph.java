package io.github.vae4j.core.graph;

import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Condition;
import io.github.vae4j.core.spec.Bound;
import io.github.vae4j.core.spec.Latent;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Posterior;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Activation;
import java.util.List;

/// The graph of a model, from its specification.
public final class ModelGraph {
    private ModelGraph() {}

    /// The graph that training uses.
    ///
    /// @param objective how many draws there are, and which costs are wanted
    public static Graph forTraining(VaeSpec spec, Objective objective) {
        return of(spec, objective, false);
    }

    /// The graph that encoding, decoding and evaluation use, with one draw for each sample and all costs.
    public static Graph forEvaluation(VaeSpec spec) {
        return of(spec, Objective.elbo(), true);
    }

    /// Checks that the parts of a model go together.
    ///
    /// @throws IllegalArgumentException if they do not, or there are more parameters than an array holds
    public static void check(int features, List<Condition> conditions, List<LayerSpec> encoder, List<LayerSpec> decoder,
            int units,
            Activation activation, Posterior posterior, Prior prior, Likelihood likelihood, Scaling scaling) {
        of(features, conditions, encoder, decoder, units, activation, posterior, prior, likelihood, scaling,
                Objective.elbo(), true);
    }

    private static Graph of(VaeSpec s, Objective objective, boolean allCosts) {
        return of(s.features(), s.conditions(), s.encoder(), s.decoder(), s.latent(), s.activation(), s.posterior(),
                s.prior(), s.likelihood(), s.scaling(), objective, allCosts);
    }

    private static Graph of(int features, List<Condition> conditions, List<LayerSpec> encoder,
            List<LayerSpec> decoder, int units, Activation activation, Posterior posterior, Prior prior,
            Likelihood likelihood, Scaling scaling,
            Objective objective, boolean allCosts) {
        int given = Condition.width(conditions);
        int width = Math.addExact(features, given);
        Assembly graph = new Assembly(width, activation, objective.draws(), objective.bound(), !allCosts);
        Value x = graph.input("x", width);
        Value condition = given == 0 ? null : graph.input("condition", given);
        boolean isScaled = !scaling.equals(Scaling.none());
        boolean isTargetOther = condition != null || likelihood.takesMissing()
                || likelihood.isOfRawSamples() && isScaled;
        Value target = isTargetOther ? graph.input("target", features) : x;
        Value hidden = graph.chain("encoder", encoder, x);
        Latent latent = posterior.build(graph, hidden, units);
        graph.encoder(encoder, hidden, latent);
        requireWidth("posterior " + posterior, "z", latent.z(), units);
        requireWidth("posterior " + posterior, "means and log variances", latent.posterior(), 2 * units);
        if (latent.logDensity() != null) {
            requireWidth("posterior " + posterior, "log q(z|x)", latent.logDensity(), 1);
        }
        Bound bound = objective.bound();
        boolean isClosed = latent.logDensity() == null && prior.equals(Prior.standardNormal()) && bound == Bound.ELBO;
        requireSuited(objective, isClosed, latent.logDensity() == null);
        GaussianKlNode closedForm = isClosed ? graph.divergence(latent.posterior(), latent.z()) : null;
        int outputs = likelihood.outputs(features);
        if (outputs < 1) {
            throw new IllegalArgumentException(
                    "the likelihood " + likelihood + " asks for " + outputs + " outputs, expected 1 or more");
        }
        Value code = condition == null ? latent.z() : graph.conditioned(latent.z(), condition);
        Value output = graph.dense("output", graph.chain("decoder", decoder, code), outputs, Activation.IDENTITY);
        DensityNode costOfX = graph.density("reconstruction", "likelihood", likelihood, output, target);
        boolean isOpen = allCosts || !isClosed;
        Value costOfPosterior = isOpen ? graph.posteriorCost(latent) : null;
        Value costOfPrior = isOpen ? prior.cost(graph, latent.z()) : null;
        if (costOfPrior != null) {
            requireWidth("prior " + prior, "log p(z)", costOfPrior, 1);
            if (!costOfPrior.rows().equals(latent.z().rows())) {
                throw new IllegalArgumentException(
                        "the prior " + prior + " gives log p(z) for other rows than those of z");
            }
        }
        graph.addTerms(objective.terms(), latent, x);
        int scalingAt = graph.scaling(scaling.parameters(features));
        return graph.build(x, target, condition, latent, output,
                new Graph.Costs(costOfX, closedForm, costOfPosterior, costOfPrior),
                scalingAt);
    }

    private static void requireWidth(String choice, String what, Value value, int expected) {
        if (value.width() != expected) {
            throw new IllegalArgumentException("the " + choice + " gives " + what + " of " + value.width()
                    + " values for each row, expected " + expected);
        }
    }

    private static void requireSuited(Objective objective, boolean isClosed, boolean isDiagonal) {
        if (objective.freeBits() > 0 && !isClosed) {
            throw new IllegalArgumentException(
                    "free bits need a divergence in closed form: the posterior 'diagonal', the "
                            + "prior 'normal' and the objective 'elbo'");
        }
        if (objective.bound().isPathOnly() && !isDiagonal) {
            throw new IllegalArgumentException(
                    "the objective '" + objective.bound() + "' needs the posterior 'diagonal'; "
                            + "with other posteriors use 'elbo' or 'iwae'");
        }
    }
}
