/// The latent space: draws, divergences and log-densities of normal distributions.
package io.github.vae4j.kernels.internal.latent;
