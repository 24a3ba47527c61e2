package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.core.spec.Weight;
import java.util.Arrays;

/// The evidence lower bound with a divergence that is estimated at the draws, `log q(z|x) - log p(z)`: for posteriors and
/// priors whose divergence has no closed form, and for gradients along the path alone.
final class DrawnElbo extends BoundCost {
    private final Frame frame;
    private final DensityNode likelihood;
    private final Value posterior;
    private final Value prior;
    private final int draws;
    private final Weight weight;

    /// @param posterior -log q(z|x)
    /// @param prior -log p(z)
    DrawnElbo(Frame frame, DensityNode likelihood, Value posterior, Value prior, Objective objective) {
        this.frame = frame;
        this.likelihood = likelihood;
        this.posterior = posterior;
        this.prior = prior;
        draws = objective.draws();
        weight = objective.klWeight();
    }

    @Override
    double evaluate(Progress at) {
        int rows = frame.rows(likelihood.output);
        int samples = frame.samples();
        reconstruction = sum(frame.values(likelihood.output), rows) / draws;
        kl = (sum(frame.values(prior), rows) - sum(frame.values(posterior), rows)) / draws;
        float slope = (float) (weight.slope(kl / samples, at) * frame.scale());
        weigh(prior, rows, slope);
        weigh(posterior, rows, -slope);
        objective = reconstruction / samples + weight.cost(kl / samples, Progress.END);
        return reconstruction / samples + weight.cost(kl / samples, at);
    }

    private void weigh(Value cost, int rows, float slope) {
        // None if all that it depends on is frozen.
        if (frame.hasGradient(cost)) {
            Arrays.fill(frame.gradient(cost), 0, rows, slope);
        }
    }

    @Override
    double reference(DoubleFrame exact, Progress at) {
        double value = mean(exact, prior) - mean(exact, posterior);
        return mean(exact, likelihood.output) + weight.cost(value, at);
    }

    private static double mean(DoubleFrame exact, Value value) {
        return Arrays.stream(exact.values(value)).average().orElseThrow();
    }
}
