package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;

/// A value of standard normal noise.
///
/// @param value one row for every draw
/// @param level number of the noise, from 0: each draws from a stream of its own
public record Noise(Value value, int level) {}
