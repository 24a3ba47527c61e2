package io.github.vae4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /// Prints twice what [Kernels#describe] says, for a JVM of its own.
    public static void main(String[] arguments) {
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println(Kernels.describe());
            } catch (IllegalStateException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-Dvae4j.kernels=fast | refused: -Dvae4j.kernels=fast is unknown; expected auto, scalar or simd",
        "-Dvae4j.kernels=simd | refused: -Dvae4j.kernels=simd, but module jdk.incubator.vector is absent; "
                + "start java with --add-modules jdk.incubator.vector",
        "-Dvae4j.kernels=scalar | scalar (forced by -Dvae4j.kernels=scalar)",
        "-Dvae4j.kernels=auto | scalar (module jdk.incubator.vector is absent; "
                + "start java with --add-modules jdk.incubator.vector)"})
    void whatIsAskedForIsDoneOrRefusedEveryTime(String flag, String expected) throws Exception {
        String classes = String.join(File.pathSeparator, "target/classes", "target/test-classes");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), flag,
                "-cp", classes, KernelsTest.class.getName()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out.lines()).containsExactly(expected, expected);
    }

    @Test
    void tellsWhyTheImplementationWasSelected() {
        assertThat(Kernels.describe().reason()).isNotBlank();
    }
}
