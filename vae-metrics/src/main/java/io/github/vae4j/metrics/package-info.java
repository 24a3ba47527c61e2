/// Latent-space statistics on plain arrays.
package io.github.vae4j.metrics;
