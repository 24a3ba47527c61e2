package io.github.vae4j.study.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.Vae;
import io.github.vae4j.kernels.Kernels;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines of Java in the README compile and run as they stand.
class ReadmeTest {
    private static final String FENCE = "```";

    @TempDir Path folder;

    @Test
    void theExampleTrainsAndEncodes() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        int start = readme.indexOf(FENCE + "java\n");
        assertThat(start).as("a Java block in the README").isPositive();
        String example = readme.substring(start + FENCE.length() + 5, readme.indexOf(FENCE, start + FENCE.length()));
        Path source = folder.resolve("Readme.java");
        Files.writeString(source, "import io.github.vae4j.core.*;\nimport io.github.vae4j.core.data.*;\n"
                + "class Readme {\n    public static void main(String[] arguments) throws Exception {\n" + example
                + "    }\n}\n");

        // The source launcher compiles in memory, then runs.
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "-cp",
                location(Vae.class) + File.pathSeparator + location(Kernels.class), source.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        process.waitFor();
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(lines).contains("1797 samples, 8 latent units")
                .anySatisfy(line -> assertThat(line).matches("nats per image: 2\\d\\.\\d+"));
    }

    private static String location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }
}
