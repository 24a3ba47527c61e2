package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Draws;
import io.github.vae4j.core.spec.Prior;
import io.github.vae4j.core.spec.Value;
import java.util.List;

/// Draws from a prior, with what it needs besides random numbers: parameters of its own, or its components.
///
/// @param prior that is drawn from
/// @param values has what it needs
/// @param at index of the first value of it
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record PriorDraws(Prior prior, float[] values, int at) {
    /// @param cost of the prior
    static PriorDraws of(Graph graph, Prior prior, Value cost, float[] parameters) {
        return switch (graph.producer(cost)) {
            case DensityNode density -> new PriorDraws(prior, parameters, density.ownAt());
            case MixtureNode mixture -> {
                Slice encoded = new Slice(graph, List.of(), List.of(mixture.heads()));
                Frame frame = encoded.frame(parameters, 1);
                encoded.prepare(frame);
                yield new PriorDraws(prior, frame.values(mixture.heads()), 0);
            }
            case null, default -> new PriorDraws(prior, new float[0], 0);
        };
    }

    void draw(float[] z, int zAt, int units, Draws draws) {
        prior.sample(z, zAt, values, at, units, draws);
    }
}
