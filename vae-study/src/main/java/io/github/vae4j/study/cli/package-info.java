/// The commands, one class each, and how they report errors.
///
/// A new command is a class with `@Command` that implements `Callable<Integer>` or `Runnable`, listed in
/// [Vae4jCommand]. It writes results to the command line's `out` and everything else to its `err`; it throws a
/// [picocli.CommandLine.ParameterException] for wrong usage (exit code 2) and a [CommandFailedException] or an
/// `IOException` for what went wrong while it ran (exit code 1).
package io.github.vae4j.study.cli;
