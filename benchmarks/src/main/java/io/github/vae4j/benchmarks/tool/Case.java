package io.github.vae4j.benchmarks.tool;

import java.util.List;
import java.util.SortedMap;

/// What is measured as one: a benchmark with a value of each parameter.
///
/// @param benchmark class and method
/// @param parameters by name
/// @param arguments of the measured JVM
/// @param threads of JMH
record Case(String benchmark, SortedMap<String, String> parameters, List<String> arguments, int threads) {
    private static final String SUFFIX = "Benchmark";

    Family family() {
        String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
        return Family.of(type.substring(type.lastIndexOf('.') + 1));
    }

    /// For the eye.
    @Override
    public String toString() {
        String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
        StringBuilder text = new StringBuilder(benchmark.substring(type.lastIndexOf('.') + 1).replace(SUFFIX, ""));
        parameters.forEach((name, value) -> text.append(", ").append(name).append(' ').append(value));
        arguments.forEach(argument -> text.append(", ").append(argument));
        if (threads > 1) {
            text.append(", on ").append(threads).append(" threads");
        }
        return text.toString();
    }
}
