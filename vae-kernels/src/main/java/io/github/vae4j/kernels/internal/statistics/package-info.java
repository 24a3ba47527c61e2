/// Sums, moments and distances in double precision.
package io.github.vae4j.kernels.internal.statistics;
