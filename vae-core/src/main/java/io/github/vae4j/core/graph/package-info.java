/// The model as a static graph: built once from a specification, compiled into the phases of a training step, or run slice
/// by slice for inference. Not exported.
@NullMarked
package io.github.vae4j.core.graph;

import org.jspecify.annotations.NullMarked;
