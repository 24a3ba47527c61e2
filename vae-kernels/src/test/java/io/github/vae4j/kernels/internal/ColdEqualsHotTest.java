package io.github.vae4j.kernels.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.kernels.MatMul;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first call of a kernel in a fresh JVM, where the interpreter runs it, gives the bits of the thousandth call, which
/// C2 has compiled.
class ColdEqualsHotTest {
    private static final int HOT = 700;
    private static final Pattern INITIALISED = Pattern
            .compile("Initializing 'jdk/incubator/vector/((Float|Double|Int|Long|Byte)\\w+Vector)'");

    @TempDir Path folder;

    @BeforeEach
    void needsTheVectorApi() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the Vector API module is absent in this run: there is no SIMD twin to compare");
    }

    @Test
    void everyKernel() throws IOException, InterruptedException, URISyntaxException {
        Map<String, Integer> cold = coldRun();
        assertThat(cold).hasSizeGreaterThan(150);
        assertThat(KernelHashes.hashes(HOT, "Simd")).isEqualTo(cold);
    }

    /// Two classes of vectors of one element type in one JVM make checks of classes fail in the Vector API's own methods.
    /// C2 counts such failures wherever it inlines these methods: beyond 100 it boxes, in long loops first.
    @Test
    void allKernelsTogetherUseOneClassOfVectorsPerType() throws IOException, InterruptedException, URISyntaxException {
        Path log = folder.resolve("initialised.log");
        coldRun("-Xlog:class+init=info:file=" + log);
        Map<String, Set<String>> classes = new TreeMap<>();
        try (Stream<String> lines = Files.lines(log)) {
            lines.map(INITIALISED::matcher).filter(Matcher::find).forEach(
                    found -> classes.computeIfAbsent(found.group(2), type -> new TreeSet<>()).add(found.group(1)));
        }
        assertThat(classes).containsOnlyKeys("Byte", "Double", "Float", "Int", "Long")
                .allSatisfy((type, found) -> assertThat(found).hasSize(1));
    }

    private static Map<String, Integer> coldRun(String... options)
            throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The same width of vectors as here, and no compilation in so short a run.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:MaxVectorSize")).forEach(command::add);
        command.add("-XX:CompileThresholdScaling=1000");
        command.addAll(List.of(options));
        command.add("--add-modules=jdk.incubator.vector");
        command.add("-cp");
        command.add(
                String.join(System.getProperty("path.separator"), placeOf(MatMul.class), placeOf(KernelHashes.class),
                        placeOf(Assertions.class)));
        command.add(KernelHashes.class.getName());
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
