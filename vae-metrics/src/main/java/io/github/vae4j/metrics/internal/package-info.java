/// What several statistics stand on: checks, linear algebra, sums over rows, random streams, the bytes of accumulators.
/// Not exported.
package io.github.vae4j.metrics.internal;
