package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;

/// Tells which implementation of the kernels runs in this process.
///
/// The choice is made once. The system property `vae4j.kernels` decides: `auto` (the default), `scalar`, or `simd`,
/// which fails if SIMD is unavailable.
public final class Kernels {
    private Kernels() {}

    /// Describes the selected implementation.
    ///
    /// @return implementation, register width and the reason for the choice
    /// @throws IllegalStateException if `-Dvae4j.kernels` has an unknown value, or forces what is unavailable
    public static KernelInfo describe() {
        return KernelSelection.info();
    }
}
