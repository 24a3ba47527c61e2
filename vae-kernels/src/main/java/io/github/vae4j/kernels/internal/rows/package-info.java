/// Sums, maxima and normalisation of rows.
package io.github.vae4j.kernels.internal.rows;
