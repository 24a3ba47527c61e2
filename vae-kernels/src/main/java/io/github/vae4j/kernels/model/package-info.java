/// Kernels that only models need: exported to the modules of this library alone, so their signatures may change.
///
/// Layout, bits and errors are those of [io.github.vae4j.kernels].
package io.github.vae4j.kernels.model;
