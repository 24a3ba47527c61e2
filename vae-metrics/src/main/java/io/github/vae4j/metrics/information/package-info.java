/// How much information codes carry about samples: divergence from the prior, its parts, the aggregated posterior.
package io.github.vae4j.metrics.information;
