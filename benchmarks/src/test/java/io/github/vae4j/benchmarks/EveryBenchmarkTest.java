package io.github.vae4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs everything that JMH finds in the jar, so that no benchmark is forgotten.
class EveryBenchmarkTest {
    private static final World SCALAR = new World("scalar");
    private static final World SIMD = new World("simd");

    @Test
    void thereAreBenchmarks() {
        assertThat(benchmarks()).as("benchmarks in META-INF/BenchmarkList").isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> bothImplementationsComputeTheSame() {
        return benchmarks().stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            List<String> scalar = SCALAR.results(name);
            assertThat(scalar).isNotEmpty();
            assertThat(SIMD.results(name)).isEqualTo(scalar);
        }));
    }

    @Test
    void otherImplementationsPassTheirOwnChecks() throws Exception {
        String name = ElementaryBenchmark.class.getName() + ".apply";
        assertThat(SIMD.results(name, "lanewise")).hasSize(ElementaryBenchmark.Function.values().length);
        assertThat(SIMD.results(name, "math")).hasSize(ElementaryBenchmark.Function.values().length);
    }

    private static List<String> benchmarks() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silent, List.of()).stream().map(BenchmarkListEntry::getUsername)
                .distinct().sorted().toList();
    }
}
