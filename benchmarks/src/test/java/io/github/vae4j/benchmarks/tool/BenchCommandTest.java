package io.github.vae4j.benchmarks.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.Options;
import picocli.CommandLine;

/// From the command line to the options of JMH; nothing is measured.
class BenchCommandTest {
    private static List<Options> options(String... arguments) {
        BenchCommand command = new BenchCommand();
        new CommandLine(command).parseArgs(arguments);
        Plan plan = command.plan();
        return plan.items().stream().map(item -> BenchCommand.options(plan.preset(), item, Path.of("part.json")))
                .toList();
    }

    private static List<String> values(Options options, String parameter) {
        return List.copyOf(options.getParameter(parameter).get());
    }

    @Test
    void threadsAreAParameterOfTraining() {
        assertThat(options("--full", "--family", "training", "--threads", "1,3")).isNotEmpty()
                .filteredOn(each -> each.getJvmArgsPrepend().get().isEmpty())
                .allSatisfy(each -> assertThat(values(each, "threads")).containsExactly("1", "3"));
        assertThat(options("--quick", "--family", "training,encoding", "--threads", "1,3")).hasSize(2)
                .allSatisfy(each -> assertThat(values(each, "threads")).containsExactly("3"));
    }

    @Test
    void thePeakIsMeasuredByAsManyThreadsOfJmh() {
        assertThat(options("--full", "--family", "peak", "--threads", "1,3,5"))
                .extracting(each -> each.getThreads().get()).containsExactly(1, 3, 5);
    }

    @Test
    void widthLimitsTheRegistersOfSimdAlone() {
        for (String bits : List.of("128", "256")) {
            String limit = "-XX:MaxVectorSize=" + Integer.parseInt(bits) / Byte.SIZE;
            assertThat(options("--full", "--family", "matmul,losses", "--width", bits)).isNotEmpty()
                    .allSatisfy(each -> {
                        assertThat(each.getJvmArgsPrepend().get()).containsExactly(limit);
                        assertThat(values(each, "implementation")).containsExactly("simd");
                    });
        }
    }

    @Test
    void withoutWidthTheQuickPresetLimitsNothing() {
        assertThat(options("--quick")).hasSizeGreaterThan(8)
                .allSatisfy(each -> assertThat(each.getJvmArgsPrepend().get()).isEmpty());
    }

    @Test
    void wrongOptionsAreWrongUsage(@TempDir Path path) {
        ReportFolder folder = new ReportFolder(path);
        assertUsage(folder.run("--width", "512"), "--width must be 128 or 256 but is 512");
        assertUsage(folder.run("--width", "128", "--peers"), "--width and --peers exclude each other");
        assertUsage(folder.run("--threads", "0,2"), "--threads must be 1 or more but are [0, 2]");
        assertUsage(folder.run("--threads", "two"), "'two' is not an int");
        assertUsage(folder.run("--quick", "--full"), "--quick and --full exclude each other");
        assertUsage(folder.run("--family", "matmol"), "did you mean matmul?");
    }

    private static void assertUsage(ReportFolder.Answer answer, String message) {
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(message);
    }

    @Test
    void helpSaysHowLongItTakes() {
        assertThat(BenchCommand.line().getUsageMessage()).contains("about 28 minutes on two processors");
    }
}
