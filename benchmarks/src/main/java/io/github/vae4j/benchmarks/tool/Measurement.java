package io.github.vae4j.benchmarks.tool;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// One result of JMH, in the unit that a reader can judge.
///
/// @param family where it belongs
/// @param subject class without its ending, the same for a benchmark of ours and of a peer
/// @param method what is measured
/// @param parameters all but the implementation, by name
/// @param implementation which twin, with its width if that was limited, or which peer; empty if there is one only
/// @param threads of JMH, each with its own copy
/// @param value in `unit`
/// @param error half of the 99.9 % confidence interval, NaN if there are too few values
/// @param unit of value and error
/// @param peer whether another library did it
/// @param bytes allocated per operation, NaN if unknown
/// @param allocationRate MB/s, NaN if unknown
record Measurement(Family family, String subject, String method, Map<String, String> parameters,
        String implementation, int threads, double value, double error, String unit,
        boolean peer, double bytes, double allocationRate) {
    private static final String WIDTH = "-XX:MaxVectorSize=";

    Measurement {
        parameters = new TreeMap<>(parameters);
    }

    /// Reads one element of JMH's array.
    static Measurement of(JsonNode result) {
        String name = result.get("benchmark").asString();
        int dot = name.lastIndexOf('.');
        String type = name.substring(name.lastIndexOf('.', dot - 1) + 1, dot);
        Map<String, String> parameters = new TreeMap<>();
        if (result.has("params")) {
            result.get("params").properties()
                    .forEach(each -> parameters.put(each.getKey(), each.getValue().asString()));
        }
        String implementation = parameters.containsKey("implementation")
                ? parameters.remove("implementation").toLowerCase(Locale.ROOT)
                : "";
        for (JsonNode argument : result.get("jvmArgs")) {
            if (argument.asString().startsWith(WIDTH)) {
                int bits = Byte.SIZE * Integer.parseInt(argument.asString().substring(WIDTH.length()));
                implementation = implementation.isEmpty() ? bits + " bits" : implementation + "-" + bits;
            }
        }
        JsonNode secondary = result.get("secondaryMetrics");
        JsonNode metric = result.get("primaryMetric");
        String unit = unit(name, metric.get("scoreUnit").asString());
        if (secondary.has("gflop")) {
            metric = secondary.get("gflop");
            unit = "GFLOP/s";
        } else if (secondary.has("samples")) {
            metric = secondary.get("samples");
            unit = "samples/s";
        }
        return new Measurement(Family.of(type), type.replaceFirst("(Peer)?Benchmark$", ""), name.substring(dot + 1),
                parameters, implementation, result.get("threads").asInt(), number(metric.get("score")),
                number(metric.get("scoreError")), unit, type.endsWith("PeerBenchmark"),
                score(secondary, "gc.alloc.rate.norm"),
                score(secondary, "gc.alloc.rate"));
    }

    private static double score(JsonNode secondary, String metric) {
        return secondary.has(metric) ? number(secondary.get(metric).get("score")) : Double.NaN;
    }

    // JMH writes NaN as text.
    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    private static String unit(String benchmark, String jmh) {
        return switch (jmh) {
            case "ops/ns" -> benchmark.endsWith(".fma") ? "GFLOP/s" : "GB/s";
            case "ns/op" -> "ns/element";
            case "ms/op" -> "ms";
            default -> jmh;
        };
    }

    boolean higherIsBetter() {
        return unit.endsWith("/s");
    }

    /// How many times as fast as another one of the same unit.
    double speedup(Measurement other) {
        return higherIsBetter() ? value / other.value : other.value / value;
    }

    /// What was measured, whoever did it: the row of a table.
    String row() {
        StringBuilder text = new StringBuilder(subject).append('.').append(method);
        parameters.forEach((name, each) -> text.append(", ").append(name).append(' ').append(each));
        if (threads > 1) {
            text.append(", on ").append(threads).append(" threads");
        }
        return text.toString();
    }

    /// The row, without what all rows of its family share.
    String shortRow() {
        StringBuilder text = new StringBuilder();
        if (family.prefixes().size() > 1) {
            text.append(subject.toLowerCase(Locale.ROOT)).append(' ');
        }
        text.append(method);
        parameters.forEach((name, each) -> text.append(' ').append(labelled(name, each)));
        if (threads > 1) {
            text.append(" x ").append(threads).append(" threads");
        }
        return text.toString();
    }

    private static String labelled(String name, String value) {
        return switch (name) {
            case "kilobytes" ->
                    Integer.parseInt(value) >= 1024 ? Integer.parseInt(value) / 1024 + " MB" : value + " KB";
            case "batch" -> "batch " + value;
            case "rows" -> value + " rows";
            case "threads" -> value.equals("1") ? "1 thread" : value + " threads";
            default -> value.toLowerCase(Locale.ROOT).equals(value) ? value : lower(value);
        };
    }

    // Names of functions are written small, forms like NT are not.
    private static String lower(String value) {
        return value.length() == 2 ? value : value.toLowerCase(Locale.ROOT);
    }

    /// What identifies it among all measurements.
    String key() {
        return row() + " / " + implementation;
    }
}
