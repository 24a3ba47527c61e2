/// Random numbers from counters.
package io.github.vae4j.kernels.internal.random;
