/// Updates of parameters.
package io.github.vae4j.kernels.internal.optimisers;
