/// The parts of training, each with its own slice of the saved state. Not exported.
@NullMarked
package io.github.vae4j.core.train;

import org.jspecify.annotations.NullMarked;
