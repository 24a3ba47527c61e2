package io.github.vae4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelsTest {
    /// The build runs the tests once for each implementation; a run that silently used another one proves nothing.
    @Test
    void runsTheImplementationThatTheBuildExpects() {
        String expected = System.getProperty("vae4j.kernels.expect");
        assertThat(expected).as("system property vae4j.kernels.expect, set by the build").isNotNull();
        String[] parts = expected.split("-", 2);

        KernelInfo info = Kernels.describe();

        assertThat(info.implementation()).as("selected kernels: %s", info).isEqualTo(parts[0]);
        if (parts.length == 2) {
            int bits = Integer.parseInt(parts[1]);
            // Every supported x86 has 256 bits; an AArch64 may have 128 and then runs all SIMD tests at that width.
            int widest = System.getProperty("os.arch").equals("amd64") ? bits : Math.min(bits, info.vectorBits());
            assertThat(info.vectorBits()).as("selected kernels: %s", info).isEqualTo(widest);
        }
    }

    @Test
    void tellsWhyTheImplementationWasSelected() {
        assertThat(Kernels.describe().reason()).isNotBlank();
    }
}
