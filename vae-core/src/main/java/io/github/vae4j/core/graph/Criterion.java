package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.core.spec.WeightedTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The objective of a batch: its bound and its further terms, and the weights that they have on the way back.
public final class Criterion {
    private final Frame frame;
    private final BoundCost bound;
    private final TermNode[] terms;
    private final List<String> names;
    // Of the terms, in the order of the names: sums over the samples of the batch.
    private final double[] sums;
    private double finalCost;

    /// @param program of a graph that was made for the objective
    public Criterion(Program program, Objective objective) {
        frame = program.frame();
        bound = bound(frame, program.graph().costs(), objective);
        terms = program.graph().nodes().stream().filter(TermNode.class::isInstance).toArray(TermNode[]::new);
        names = names(objective);
        sums = new double[names.size()];
    }

    private static BoundCost bound(Frame frame, Graph.Costs costs, Objective objective) {
        GaussianKlNode closedForm = costs.closedForm();
        if (closedForm != null) {
            return new ClosedFormElbo(frame, costs.likelihood(), closedForm, objective);
        }
        Value posterior = Objects.requireNonNull(costs.posterior());
        Value prior = Objects.requireNonNull(costs.prior());
        return objective.bound().isImportanceWeighted()
                ? new ImportanceWeightedBound(frame, costs.likelihood().output, posterior, prior, objective.draws())
                : new DrawnElbo(frame, costs.likelihood(), posterior, prior, objective);
    }

    /// The names of the terms: `reconstruction`, `kl`, then further ones.
    public static List<String> names(Objective objective) {
        List<String> names = new ArrayList<>(List.of("reconstruction", "kl"));
        for (WeightedTerm each : objective.terms()) {
            names.add(each.term().name());
        }
        return List.copyOf(names);
    }

    /// The names of the terms.
    public List<String> names() {
        return names;
    }

    /// What the terms are, summed over the samples of the batch, without weights.
    public double[] sums() {
        return sums;
    }

    /// What [#evaluate] gives, with all weights as they are at the end of their schedules.
    public double objective() {
        return finalCost;
    }

    /// Computes the objective of the batch after its forward pass, and the weights of the way back.
    ///
    /// @param at how far training has come
    /// @return the mean cost of a sample, in nats; not finite if the cost of a row is not
    public double evaluate(Progress at) {
        double cost = bound.evaluate(at);
        sums[0] = bound.reconstruction;
        sums[1] = bound.kl;
        finalCost = bound.objective;
        for (int i = 0; i < terms.length; i++) {
            TermNode term = terms[i];
            double value = term.value(frame);
            sums[2 + i] = value * frame.samples();
            frame.term(term).slope(term.weight.slope(value, at));
            cost += term.weight.cost(value, at);
            finalCost += term.weight.cost(value, Progress.END);
        }
        return cost;
    }

    /// The objective in double, when all nodes have computed their values.
    public double reference(DoubleFrame exact, Progress at) {
        double cost = bound.reference(exact, at);
        for (TermNode term : terms) {
            cost += term.weight.cost(term.referenceValue(exact), at);
        }
        return cost;
    }
}
