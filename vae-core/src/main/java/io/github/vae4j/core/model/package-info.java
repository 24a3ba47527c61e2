/// Models and checkpoints in files: settings as text in the metadata, parameters as named tensors. Not exported.
@NullMarked
package io.github.vae4j.core.model;

import org.jspecify.annotations.NullMarked;
