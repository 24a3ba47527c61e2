package io.github.vae4j.core.spec;

import org.jspecify.annotations.Nullable;

/// What a [Posterior] adds to the graph.
///
/// @param z codes, one row for every draw
/// @param posterior means, then log variances, one row for every sample: those of q(z|x), or of what a flow starts from
/// @param logDensity minus log q(z|x) of every row of z; `null` if q(z|x) is the normal distribution of `posterior`, whose
///     divergence from a standard normal prior is known in closed form
@SuppressWarnings("exports")
public record Latent(Value z, Value posterior, @Nullable Value logDensity) {}
