package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.kernels.Workers;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The contract of the library: one constant for the parameters after 200 steps, whatever runs them.
class SameBitsTest {
    private static final String DIGITS_200 = "41d4e87e1f3894c615cbcf5f46bf7834fe67f2252a90a180455fb3c56ea245ed";
    private static final String DIGITS_5 = "6a2ae4c384e6b31a1b52adcb2712d1a11a8c9b9ef165de783092e92d8ba51ba2";
    private static final String MNIST_200 = "abaaebf4493028804182ad71afbf400958fb1cfdec7d2d9dd4d0bff7c3ee640b";
    private static final String MNIST_2 = "1d4d8a4004f9eaad954eaa41fbf0a8aa163b27c15b2f8c27a5e4d262bf01e543";
    private static final String VECTOR_API = "--add-modules=jdk.incubator.vector";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void threads(int threads) throws Exception {
        assertThat(BitsProbe.hash("digits", 200, threads, false)).isEqualTo(DIGITS_200);
        assertThat(BitsProbe.hash(mnist(), 200, threads, false)).isEqualTo(MNIST_200);
    }

    /// Sparse rows, their dense copy, and either with conditions: counts through batch normalisation and dropout.
    @Test
    void sparseRowsAndConditions() throws Exception {
        assertThat(BitsProbe.hash("digits-sparse", 200, 2, false)).isEqualTo(DIGITS_200);
        for (String source : List.of("mails", "batches")) {
            String expected = BitsProbe.hash(source + "-dense", 12, 1, false);
            assertThat(BitsProbe.hash(source, 12, 1, false)).as(source).isEqualTo(expected);
            assertThat(BitsProbe.hash(source, 12, 3, false)).as(source).isEqualTo(expected);
            assertThat(BitsProbe.hash(source, 12, 2, true)).as(source).isEqualTo(expected);
            for (String width : List.of("32,simd 256", "16,simd 128")) {
                String[] flags = width.split(",", -1);
                assertThat(fork(VECTOR_API + " -XX:MaxVectorSize=" + flags[0], flags[1], source, 12)).as(source)
                        .isEqualTo(expected);
            }
            assertThat(fork(VECTOR_API + " -Dvae4j.kernels=scalar", "scalar 0", source, 12)).as(source)
                    .isEqualTo(expected);
        }
    }

    @Test
    void stoppedAndResumed() throws Exception {
        assertThat(BitsProbe.hash("digits", 200, 2, true)).isEqualTo(DIGITS_200);
        assertThat(BitsProbe.hash(mnist(), 200, 2, true)).isEqualTo(MNIST_200);
    }

    @Test
    void twoTrainingsInOneJvm() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Callable<String> training = () -> BitsProbe.hash("digits", 200, 2, false);
            List<Future<String>> results = both.invokeAll(List.of(training, training));
            for (Future<String> result : results) {
                assertThat(result.get()).isEqualTo(DIGITS_200);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({VECTOR_API + ",simd 512", VECTOR_API + " -XX:MaxVectorSize=32,simd 256",
        VECTOR_API + " -XX:MaxVectorSize=16,simd 128", VECTOR_API + " -Dvae4j.kernels=scalar,scalar 0",
        "-Dvae4j.kernels=auto,scalar 0", VECTOR_API + " -XX:TieredStopAtLevel=1,scalar 0",
        VECTOR_API + " -XX:+UseSerialGC -XX:-TieredCompilation,simd 512"})
    void virtualMachines(String flags, String kernels) throws Exception {
        assertThat(fork(flags, kernels, "digits", 200)).as(flags).isEqualTo(DIGITS_200);
        assertThat(fork(flags, kernels, mnist(), 200)).as(flags).isEqualTo(MNIST_200);
    }

    /// C1 does not know vectors, so they are objects, and slow: the digits are enough.
    @Test
    void vectorsWithoutC2() throws Exception {
        String flags = VECTOR_API + " -XX:TieredStopAtLevel=1 -Dvae4j.kernels=simd";
        assertThat(fork(flags, "simd 512", "digits", 200)).isEqualTo(DIGITS_200);
    }

    /// Fewer steps, since the interpreter is some hundred times slower.
    @Test
    void interpreterOnly() throws Exception {
        assertThat(BitsProbe.hash("digits", 5, 1, false)).isEqualTo(DIGITS_5);
        assertThat(fork(VECTOR_API + " -Xint", "scalar 0", "digits", 5)).isEqualTo(DIGITS_5);
        assertThat(fork(VECTOR_API + " -Xint -Dvae4j.kernels=simd", "simd 512", "digits", 5)).isEqualTo(DIGITS_5);
        assertThat(BitsProbe.hash(mnist(), 2, 1, false)).isEqualTo(MNIST_2);
        assertThat(fork(VECTOR_API + " -Xint", "scalar 0", mnist(), 2)).isEqualTo(MNIST_2);
    }

    private static String mnist() {
        Path folder = Path.of(System.getProperty("vae4j.shared", ""), "data", "mnist");
        assumeTrue(Files.isDirectory(folder), "skipped: MNIST is not beside this clone (" + folder + ")");
        return folder.toString();
    }

    /// The hash, from a JVM that ran what it should have run; a register may be narrower than the widest there is.
    private static String fork(String flags, String kernels, String source, int steps) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags.split(" ", -1)));
        String classes = Path.of(Workers.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        command.addAll(List.of("-cp", String.join(File.pathSeparator, "target/classes", "target/test-classes", classes),
                BitsProbe.class.getName(), source, Integer.toString(steps), "2", "whole"));
        Path errors = Files.createTempFile("bits", ".log");
        try {
            Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
            String[] lines = out.split("\\R", -1);
            String[] ran = lines[1].split(" ", -1);
            String[] expected = kernels.split(" ", -1);
            assertThat(ran[0]).as("kernels with " + flags).isEqualTo(expected[0]);
            assertThat(Integer.parseInt(ran[1])).as("width with " + flags)
                    .isLessThanOrEqualTo(Integer.parseInt(expected[1]));
            return lines[0];
        } finally {
            Files.delete(errors);
        }
    }
}
