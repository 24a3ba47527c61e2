package io.github.vae4j.benchmarks.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `vae4j bench`: measures, then reports.
@Command(
        name = "vae4j bench",
        description = "Measures the kernels, training and encoding: scalar against SIMD, and against peers. Every"
                + " benchmark checks its result first.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        subcommands = {CompareCommand.class, PhasesCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage"})
final class BenchCommand implements Callable<Integer> {
    private static final int PEER_ROUNDS = 2;
    private static final String LOG = "jmh.log";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--quick",
            description = "Some of every family, in less than 3 minutes; the default.") private boolean quick;

    @Option(names = "--full", description = "Everything; about 29 minutes on two processors.") private boolean full;

    @Option(
            names = "--peers",
            description = "Native libraries and us by turns in two rounds, then the rest: about 7 minutes, with --full"
                    + " 47. Downloads and needs the Maven profile peers, Linux x86-64 only.") private boolean peers;

    @Option(
            names = "--family",
            split = ",",
            paramLabel = "<family>",
            converter = FamilyConverter.class,
            completionCandidates = FamilyConverter.class,
            description = "Only these: ${COMPLETION-CANDIDATES}.") private @Nullable Set<Family> families;

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "<n>",
            description = "Numbers of threads for what runs on many; default 1, 2, 4 ... and all processors.") private @Nullable List<
                    Integer> threads;

    @Option(
            names = "--width",
            paramLabel = "<bits>",
            description = "Limits the SIMD registers to 128 or 256 bits, and measures these alone.") private int width;

    @Option(names = "--add",
            description = "Keep the results that are in the folder, replace those measured again.") private boolean add;

    @Option(names = "--report",
            description = "Measure nothing: only write the report of the results in the folder.") private boolean reportOnly;

    @Option(
            names = "--out",
            defaultValue = "target/bench",
            paramLabel = "<folder>",
            description = "For results, pictures and index.html; default ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Option(
            names = "--docs",
            paramLabel = "<folder>",
            description = "Also write BENCHMARKS.md with its pictures and results there.") private @Nullable Path docs;

    @Option(
            names = "--baseline",
            paramLabel = "<json>",
            description = "Report what has changed since these results of JMH.") private @Nullable Path baseline;

    /// Runs the command and ends the process.
    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    /// The command with its subcommands; what fails is one line and exit code 1.
    static CommandLine line() {
        return new CommandLine(new BenchCommand())
                .setExecutionExceptionHandler((exception, failed, result) -> {
                    failed.getErr().println("vae4j: " + exception.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /// Names of families; a wrong one is answered with the nearest.
    static final class FamilyConverter implements CommandLine.ITypeConverter<Family>, Iterable<String> {
        @Override
        public Family convert(String value) {
            try {
                return Family.named(value);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        }

        @Override
        public Iterator<String> iterator() {
            return Stream.of(Family.values()).map(Family::option).iterator();
        }
    }

    @Override
    public Integer call() throws IOException {
        checkOptions();
        Files.createDirectories(out);
        Path file = out.resolve(Session.RESULTS);
        Path machineFile = out.resolve(Session.MACHINE);
        Results before = baseline == null ? null : Results.read(baseline);
        if (reportOnly && !Files.exists(file)) {
            throw new IOException("there are no results in " + out + " to report: measure first, without --report");
        }
        boolean keep = (add || reportOnly) && Files.exists(file);
        Results results = keep ? Results.read(file) : new Results();
        if (!reportOnly) {
            Machine here = Machine.here(command(), peers ? peerVersions() : "");
            Session session = new Session(out, results, keep ? here.after(Machine.read(machineFile)) : here);
            measure(session);
            results = session.results();
        }
        Report report = new Report(results, Machine.read(machineFile), before);
        print().println("report: " + report.writePage(out));
        if (docs != null) {
            print().println("document: " + report.writeDocument(docs));
        }
        return CommandLine.ExitCode.OK;
    }

    private String command() {
        return "./vae4j bench " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }

    private String peerVersions() throws IOException {
        String versions = Peers.versions(System.getProperty("java.class.path"));
        print().println("peers: " + versions);
        return versions;
    }

    private PrintWriter print() {
        return spec.commandLine().getOut();
    }

    private void checkOptions() {
        if (quick && full) {
            throw new ParameterException(spec.commandLine(), "--quick and --full exclude each other");
        }
        if (width != 0 && width != 128 && width != 256) {
            throw new ParameterException(spec.commandLine(), "--width must be 128 or 256 but is " + width);
        }
        if (width != 0 && peers) {
            throw new ParameterException(spec.commandLine(), "--width and --peers exclude each other");
        }
        if (add && reportOnly) {
            throw new ParameterException(spec.commandLine(), "--add and --report exclude each other");
        }
        if (threads != null && threads.stream().anyMatch(n -> n < 1)) {
            throw new ParameterException(spec.commandLine(), "--threads must be 1 or more but are " + threads);
        }
        if (peers && !hasPeers()) {
            throw new ParameterException(spec.commandLine(),
                    "--peers needs the peers on the class path: start it by ./vae4j, which builds with -Ppeers");
        }
    }

    private static boolean hasPeers() {
        return BenchCommand.class.getResource("/io/github/vae4j/benchmarks/MatMulPeerBenchmark.class") != null;
    }

    /// What the options ask for.
    ///
    /// @param catalogue of the benchmarks that can be run
    Plan plan(Catalogue catalogue) {
        Suite.Preset preset = full ? Suite.Preset.FULL : Suite.Preset.QUICK;
        Suite suite = new Suite(preset, families == null ? EnumSet.allOf(Family.class) : families,
                threads == null ? Suite.allThreads() : threads, width);
        return Plan.of(catalogue, peers ? suite.peerItems() : List.of(), PEER_ROUNDS, preset, suite.items());
    }

    private void measure(Session session) throws IOException {
        Plan plan = plan(Catalogue.ofClassPath());
        print().println(plan.summary());
        Path parts = Files.createDirectories(out.resolve("parts"));
        int done = 0;
        long start = System.nanoTime();
        try (PrintStream log = new PrintStream(out.resolve(LOG).toFile(), StandardCharsets.UTF_8)) {
            for (Plan.Step step : plan.steps()) {
                Path part = parts.resolve(done + ".json");
                print().print(plan.progress(done, (System.nanoTime() - start) * 1e-9) + " " + step.measured());
                print().flush();
                run(step, part, log);
                session.add(part);
                show(Results.read(part));
                done++;
            }
        }
    }

    private void show(Results part) {
        for (Measurement each : part.measurements()) {
            print().println(": " + Figures.withError(each) + " " + each.unit());
        }
    }

    /// One call of JMH, whose results go to `file`.
    static Options options(Plan.Step step, Path file) {
        Case measured = step.measured();
        Suite.Preset preset = step.preset();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(measured.benchmark()) + "$").forks(1).threads(measured.threads())
                .warmupIterations(preset.warmups())
                .warmupTime(TimeValue.milliseconds(preset.warmupMillis(measured.family())))
                .measurementIterations(preset.iterations()).measurementTime(TimeValue.milliseconds(preset.millis()))
                .shouldFailOnError(true).addProfiler(GCProfiler.class)
                .jvmArgsPrepend(measured.arguments().toArray(String[]::new))
                .resultFormat(ResultFormatType.JSON).result(file.toString());
        measured.parameters().forEach(options::param);
        return options.build();
    }

    private void run(Plan.Step step, Path file, PrintStream log) throws IOException {
        OutputFormat format = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
        // JMH passes the standard error of the measured JVM on to its own.
        PrintStream terminal = System.err;
        System.setErr(log);
        try {
            new Runner(options(step, file), format).run();
        } catch (RunnerException e) {
            print().println();
            throw new IOException("measuring " + step.measured() + " failed, see " + out.resolve(LOG)
                    + "; what was measured before is kept, see --report and --add: " + e.getMessage(), e);
        } finally {
            System.setErr(terminal);
        }
    }
}
