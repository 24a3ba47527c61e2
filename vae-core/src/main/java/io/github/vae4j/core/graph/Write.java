package io.github.vae4j.core.graph;

/// How a gradient is written.
///
/// @param add whether it is added to what is there; else it replaces it
/// @param last whether nobody writes after: then the result is multiplied by the derivative of the value's activation
record Write(boolean add, boolean last) {}
