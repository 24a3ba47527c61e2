/// Elementary functions of floats, and kernels that apply them element by element.
package io.github.vae4j.kernels.internal.elementary;
