/// Whether each generative factor has a unit of its own, and each unit one factor: scores of disentanglement.
package io.github.vae4j.metrics.factors;
