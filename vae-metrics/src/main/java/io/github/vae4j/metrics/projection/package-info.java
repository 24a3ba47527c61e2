/// Planes that show codes of many units.
package io.github.vae4j.metrics.projection;
