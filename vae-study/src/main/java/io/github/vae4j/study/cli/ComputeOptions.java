package io.github.vae4j.study.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of a command that draws random numbers and computes with several threads.
final class ComputeOptions {
    // More than any machine has processors; a system may refuse as many, or suffer.
    private static final int MAX_THREADS = 4096;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "Of everything random (default: ${DEFAULT-VALUE}).") private long seed;

    @Option(
            names = "--threads",
            description = "Threads; the results do not depend on it (default: all processors).") private @Nullable Integer threads;

    long seed() {
        return seed;
    }

    int threads() {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1 || count > MAX_THREADS) {
            throw new ParameterException(command.commandLine(),
                    "--threads must be " + (count < 1 ? "1 or more" : "at most " + MAX_THREADS) + " but is " + count);
        }
        return count;
    }
}
