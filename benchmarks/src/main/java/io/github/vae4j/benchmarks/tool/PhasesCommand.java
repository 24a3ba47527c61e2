package io.github.vae4j.benchmarks.tool;

import io.github.vae4j.benchmarks.StepPhases;
import io.github.vae4j.core.graph.PhaseClock;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `vae4j bench phases`.
@Command(
        name = "phases",
        description = "Splits a training step into its phases, kernels and waiting, and predicts it for more cores.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage"})
final class PhasesCommand implements Callable<Integer> {
    private static final int ROUNDS = 15;
    private static final int[] MANY_CORES = {4, 8, 16, 64, 128};

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--batch",
            split = ",",
            defaultValue = "100,512",
            paramLabel = "<n>",
            description = "Samples per step; default ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<Integer> batches;

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "<n>",
            description = "Numbers of threads; default 1 and all processors.") private @Nullable List<Integer> threads;

    @Option(
            names = "--hand-over",
            defaultValue = "3000",
            paramLabel = "<ns>",
            description = "From one phase to the next on many cores, for the prediction; default ${DEFAULT-VALUE} ns.") private double handOver;

    @Override
    public Integer call() {
        List<Integer> teams = threads == null ? List.of(1, Runtime.getRuntime().availableProcessors()) : threads;
        requirePositive("--batch", batches);
        requirePositive("--threads", teams);
        for (int team : teams) {
            out().printf(Locale.ROOT, "hand-over to %d threads: %.0f ns%n", team, StepPhases.handOver(team));
        }
        for (int batch : batches) {
            for (int team : teams) {
                table(StepPhases.measure(team, batch, ROUNDS));
                out().flush();
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void requirePositive(String option, List<Integer> values) {
        for (int value : values) {
            if (value < 1) {
                throw new ParameterException(spec.commandLine(), option + " must be 1 or more but is " + value);
            }
        }
    }

    private void table(StepPhases measured) {
        out().printf(Locale.ROOT, "%nbatch %d, threads %d%n%n", measured.batch(), measured.threads());
        out().printf(Locale.ROOT, "| %-22s | %5s | %9s | %15s | %12s |%n", "phase", "tasks", "time (us)",
                "in kernels (us)",
                "waiting (us)");
        out().printf(Locale.ROOT, "|:-----------------------|------:|----------:|----------------:|-------------:|%n");
        for (PhaseClock.Times phase : measured.phases()) {
            row(phase.phase(), Integer.toString(phase.tasks()), phase.wall(), phase.busy() / measured.threads());
        }
        row("step", "", measured.step(), measured.busy() / measured.threads());
        out().printf(Locale.ROOT, "%n%,.0f samples/s%n", measured.batch() * 1e9 / measured.step());
        if (measured.threads() == 1) {
            predict(measured);
        }
    }

    private void row(String name, String tasks, double wall, double kernels) {
        out().printf(Locale.ROOT, "| %-22s | %5s | %9.0f | %15.0f | %12.0f |%n", name, tasks, wall / 1e3, kernels / 1e3,
                (wall - kernels) / 1e3);
    }

    private void predict(StepPhases one) {
        int here = Runtime.getRuntime().availableProcessors();
        double near = StepPhases.handOver(Math.max(2, here));
        out().printf(Locale.ROOT, "predicted for %d cores, hand-over as measured: %,.0f samples/s%n", here,
                one.batch() * 1e9 / one.predict(here, near));
        for (int cores : MANY_CORES) {
            double step = one.predict(cores, handOver);
            out().printf(Locale.ROOT,
                    "predicted for %d cores, hand-over %.0f ns: step %,.0f us, %,.0f samples/s, busy %.0f %%%n", cores,
                    handOver, step / 1e3, one.batch() * 1e9 / step, 100 * one.busy() / (cores * step));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
