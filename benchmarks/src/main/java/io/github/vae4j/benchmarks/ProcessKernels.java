package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.Kernels;

/// Forces the kernels of the whole process, for benchmarks of what stands on the public facades.
final class ProcessKernels {
    private static final String PROPERTY = "vae4j.kernels";

    private ProcessKernels() {}

    /// Selects an implementation, before any other use of the kernels.
    ///
    /// @param implementation `scalar` or `simd`
    /// @throws IllegalStateException if this process has selected the other one already
    static void force(String implementation) {
        System.setProperty(PROPERTY, implementation);
        String selected = Kernels.describe().implementation();
        if (!selected.equals(implementation)) {
            throw new IllegalStateException("this process runs " + selected + " kernels already, not " + implementation
                    + ": they are chosen once, so measure one implementation per process (-f 1, or -p implementation="
                    + selected + ")");
        }
    }

    /// How many threads `1`, `2`, ... or `all` means.
    static int threads(String text) {
        return text.equals("all") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(text);
    }
}
