package io.github.vae4j.benchmarks.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.Options;
import picocli.CommandLine;

/// From the command line to the options of JMH; nothing is measured.
class BenchCommandTest {
    private static final Catalogue OURS = Catalogue.ofClassPath();

    private static Plan plan(Catalogue catalogue, String... arguments) {
        BenchCommand command = new BenchCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.plan(catalogue);
    }

    private static List<Options> options(String... arguments) {
        return plan(OURS, arguments).steps().stream()
                .map(step -> BenchCommand.options(step, Path.of("part.json"))).toList();
    }

    private static String value(Options options, String parameter) {
        assertThat(options.getParameter(parameter).get()).hasSize(1);
        return options.getParameter(parameter).get().iterator().next();
    }

    /// As if the peers were on the class path.
    private static Catalogue withPeers() {
        SortedMap<String, SortedMap<String, List<String>>> all = new TreeMap<>(OURS.benchmarks());
        OURS.benchmarks().forEach((name, parameters) -> {
            SortedMap<String, List<String>> others = new TreeMap<>(parameters);
            others.replace("implementation", List.of("a", "b"));
            all.put(name.replace("Benchmark.", "PeerBenchmark."), others);
        });
        return new Catalogue(all);
    }

    private static List<Case> cases(Plan plan) {
        return plan.steps().stream().map(Plan.Step::measured).toList();
    }

    @Test
    void threadsAreAParameterOfTraining() {
        assertThat(options("--full", "--family", "training", "--threads", "1,3")).isNotEmpty()
                .filteredOn(each -> each.getJvmArgsPrepend().get().isEmpty())
                .extracting(each -> value(each, "threads")).containsOnly("1", "3");
        assertThat(options("--quick", "--family", "training,encoding", "--threads", "1,3")).hasSize(4)
                .allSatisfy(each -> assertThat(value(each, "threads")).isEqualTo("3"));
    }

    @Test
    void thePeakIsMeasuredByAsManyThreadsOfJmh() {
        assertThat(options("--full", "--family", "peak", "--threads", "1,3,5"))
                .filteredOn(each -> each.getIncludes().getFirst().contains("fma"))
                .extracting(each -> each.getThreads().get()).containsExactly(1, 3, 5);
    }

    @Test
    void widthLimitsTheRegistersOfSimdAlone() {
        for (String bits : List.of("128", "256")) {
            String limit = "-XX:MaxVectorSize=" + Integer.parseInt(bits) / Byte.SIZE;
            assertThat(options("--full", "--family", "matmul,losses", "--width", bits)).isNotEmpty()
                    .allSatisfy(each -> {
                        assertThat(each.getJvmArgsPrepend().get()).containsExactly(limit);
                        assertThat(value(each, "implementation")).isEqualTo("simd");
                    });
        }
    }

    @Test
    void withoutWidthTheQuickPresetLimitsNothing() {
        assertThat(options("--quick")).hasSizeGreaterThan(8)
                .allSatisfy(each -> assertThat(each.getJvmArgsPrepend().get()).isEmpty());
    }

    @Test
    void aCallOfJmhIsOneMeasurement() {
        Options first = options("--quick", "--family", "losses").getFirst();
        assertThat(first.getIncludes())
                .containsExactly("^\\Qio.github.vae4j.benchmarks.LossBenchmark.bernoulliWithGradient\\E$");
        assertThat(value(first, "implementation")).isEqualTo("scalar");
    }

    @Test
    void everyBenchmarkIsMeasuredInFull() {
        assertThat(cases(plan(OURS, "--full"))).doesNotHaveDuplicates().extracting(Case::benchmark)
                .containsAll(OURS.benchmarks().keySet());
    }

    @Test
    void withPeersAllIsMeasuredAndThePairsByTurns() {
        for (String preset : List.of("--full", "--quick")) {
            List<Case> alone = cases(plan(OURS, preset, "--threads", "1,2"));
            Plan plan = plan(withPeers(), preset, "--peers", "--threads", "1,2");
            List<Plan.Step> byTurns = plan.steps().stream().filter(step -> step.preset() == Suite.Preset.PEERS)
                    .toList();
            List<Plan.Step> round = byTurns.subList(0, byTurns.size() / 2);
            List<Plan.Step> once = plan.steps().subList(byTurns.size(), plan.steps().size());

            assertThat(plan.steps()).startsWith(byTurns.toArray(Plan.Step[]::new));
            assertThat(byTurns.subList(round.size(), byTurns.size())).isEqualTo(round);
            assertThat(round).doesNotHaveDuplicates().anyMatch(step -> step.measured().benchmark().contains("Peer"));
            assertThat(once).isNotEmpty().doesNotHaveDuplicates()
                    .noneMatch(step -> cases(new Plan(round)).contains(step.measured()))
                    .noneMatch(step -> step.measured().benchmark().contains("Peer"));
            assertThat(cases(plan)).containsAll(alone);
            assertThat(plan.summary()).contains(" by turns with the peers: ");
        }
    }

    @Test
    void progressSaysWhatIsGoneAndLeft() {
        Plan plan = plan(OURS, "--full", "--family", "random");
        double planned = plan.seconds().get(Family.RANDOM);
        int n = plan.steps().size();
        assertThat(planned).isBetween(60.0, 90.0);
        assertThat(plan.progress(0, 0)).isEqualTo("[1/" + n + ", 0 s, 1 min left]");
        // All take equally long: what is left takes as long as what was done.
        assertThat(plan.progress(n / 2, 50)).isEqualTo("[" + (n / 2 + 1) + "/" + n + ", 50 s, 50 s left]");
        assertThat(plan.progress(n / 2, 600)).isEqualTo("[" + (n / 2 + 1) + "/" + n + ", 10 min, 10 min left]");
    }

    @Test
    void whatHasNoPeerIsMeasuredOnce() {
        assertThat(plan(withPeers(), "--peers", "--family", "random")).isEqualTo(plan(OURS, "--family", "random"));
    }

    @Test
    void aBenchmarkThatIsNotThereIsNotLeftOut() {
        assertThatThrownBy(() -> plan(OURS, "--peers")).hasMessageContaining("MatMulPeerBenchmark");
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
        assertThat(BenchCommand.line().getUsageMessage().replaceAll("\\s+", " "))
                .contains("about 29 minutes on two processors", "about 7 minutes, with --full 47");
    }
}
