/// Variational autoencoders: model, trainer, checkpoints.
package io.github.vae4j.core;
