/// Reconstruction losses and their gradients.
package io.github.vae4j.kernels.internal.losses;
