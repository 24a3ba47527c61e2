package io.github.vae4j.kernels.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.kernels.MatMul;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/// The first call of a kernel in a fresh JVM, where the interpreter runs it, gives the bits of the thousandth call, which
/// C2 has compiled.
class ColdEqualsHotTest {
    private static final int HOT = 700;

    @Test
    void everyKernel() throws IOException, InterruptedException, URISyntaxException {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the Vector API module is absent in this run: there is no SIMD twin to compare");
        Map<String, Integer> cold = coldRun();
        assertThat(cold).hasSizeGreaterThan(150);
        assertThat(ColdRun.hashes(HOT)).isEqualTo(cold);
    }

    private static Map<String, Integer> coldRun() throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The same width of vectors as here, and no compilation in so short a run.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:MaxVectorSize")).forEach(command::add);
        command.add("-XX:CompileThresholdScaling=1000");
        command.add("--add-modules=jdk.incubator.vector");
        command.add("-cp");
        command.add(String.join(System.getProperty("path.separator"), placeOf(MatMul.class), placeOf(ColdRun.class),
                placeOf(Assertions.class)));
        command.add(ColdRun.class.getName());
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code of %s, which said %s", command, output).isZero();
        Map<String, Integer> hashes = new LinkedHashMap<>();
        output.lines().map(line -> line.split("\t", -1)).forEach(line -> hashes.put(line[0], Integer.valueOf(line[1])));
        return hashes;
    }

    private static String placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }
}
