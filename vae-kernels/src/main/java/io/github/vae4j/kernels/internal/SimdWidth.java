package io.github.vae4j.kernels.internal;

import jdk.incubator.vector.FloatVector;

/// Asks the Vector API for the register width; apart, so that [KernelSelection] loads without the module.
final class SimdWidth {
    private SimdWidth() {}

    static int bits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
}
