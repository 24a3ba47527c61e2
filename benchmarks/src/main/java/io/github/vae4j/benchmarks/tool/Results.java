package io.github.vae4j.benchmarks.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.util.ListStatistics;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Results in JMH's JSON format: what several runs measured of the same benchmark is one result of all their forks.
final class Results {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double CONFIDENCE = 0.999;
    private static final List<String> NEEDED = List.of("benchmark", "forks", "threads", "jvmArgs", "primaryMetric",
            "secondaryMetrics");

    private static final Pattern NAME = Pattern.compile("(\\w+\\.)+\\w+\\.\\w+");

    private final Map<String, ObjectNode> nodes = new LinkedHashMap<>();

    /// Reads a file of JMH.
    ///
    /// @throws IOException if it cannot be read or is not what JMH writes
    static Results read(Path file) throws IOException {
        Results results = new Results();
        nodes(file).forEach(node -> results.nodes.put(key(node), node));
        return results;
    }

    /// Adds a file: another run of the same benchmark is pooled with what is there.
    ///
    /// @throws IOException if it cannot be read or is not what JMH writes
    void pool(Path file) throws IOException {
        for (ObjectNode node : nodes(file)) {
            nodes.merge(key(node), node, Results::pooled);
        }
    }

    /// These and later ones, which replace those of the same benchmarks.
    Results with(Results later) {
        Results both = new Results();
        both.nodes.putAll(nodes);
        both.nodes.putAll(later.nodes);
        return both;
    }

    private static String key(JsonNode node) {
        return Measurement.of(node).key();
    }

    private static List<ObjectNode> nodes(Path file) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file + ": expected results of JMH in JSON", e);
        } catch (JacksonException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: expected a file with results of JMH in JSON", e);
        }
        if (!root.isArray()) {
            throw new IOException(file + " is not a result of JMH: expected an array, found " + root.getNodeType());
        }
        List<ObjectNode> nodes = new ArrayList<>();
        for (JsonNode node : root) {
            check(file, node, nodes.size());
            nodes.add((ObjectNode) node);
        }
        if (nodes.isEmpty()) {
            throw new IOException(file + " has no benchmark: the array is empty");
        }
        return nodes;
    }

    private static void check(Path file, JsonNode node, int index) throws IOException {
        for (String name : NEEDED) {
            if (!node.has(name)) {
                throw new IOException(file + " is not a result of JMH: element " + index + " has no " + name);
            }
        }
        JsonNode metric = node.get("primaryMetric");
        if (!metric.has("score") || !metric.has("scoreError") || !metric.has("scoreUnit")) {
            throw new IOException(file + " is not a result of JMH: primaryMetric of element " + index
                    + " needs score, scoreError and scoreUnit");
        }
        if (!NAME.matcher(node.get("benchmark").asString()).matches()) {
            throw new IOException(file + " is not a result of JMH: element " + index + " is named "
                    + node.get("benchmark").asString() + ", expected package.Class.method");
        }
        try {
            Measurement.of(node);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ", element " + index + ": " + e.getMessage(), e);
        }
    }

    private static ObjectNode pooled(ObjectNode first, ObjectNode second) {
        ObjectNode both = first.deepCopy();
        both.put("forks", first.get("forks").asInt() + second.get("forks").asInt());
        pool((ObjectNode) both.get("primaryMetric"), second.get("primaryMetric"));
        both.get("secondaryMetrics").properties().forEach(metric -> {
            JsonNode other = second.get("secondaryMetrics").get(metric.getKey());
            if (other != null) {
                pool((ObjectNode) metric.getValue(), other);
            }
        });
        return both;
    }

    private static void pool(ObjectNode metric, JsonNode other) {
        ListStatistics statistics = new ListStatistics();
        var raw = metric.withArray("rawData");
        other.get("rawData").forEach(raw::add);
        raw.forEach(fork -> fork.forEach(value -> statistics.addValue(value.asDouble())));
        metric.put("score", statistics.getMean());
        double error = statistics.getMeanErrorAt(CONFIDENCE);
        metric.put("scoreError", error);
    }

    /// All results, in the order in which they were measured.
    List<Measurement> measurements() {
        return nodes.values().stream().map(Measurement::of).toList();
    }

    /// One result.
    Optional<Measurement> find(String row, String implementation) {
        return Optional.ofNullable(nodes.get(row + " / " + implementation)).map(Measurement::of);
    }

    /// The arguments of the measured JVMs, without those that differ between results.
    String jvmArguments() {
        return nodes.values().stream().map(node -> {
            List<String> arguments = new ArrayList<>();
            node.get("jvmArgs").forEach(each -> arguments.add(each.asString()));
            arguments.removeIf(each -> each.startsWith("-XX:MaxVectorSize") || each.startsWith("-Djava.awt"));
            return String.join(" ", arguments.stream().distinct().toList());
        }).min(String::compareTo).orElse("");
    }

    /// As JMH writes them, without the raw data unless asked for.
    String json(boolean raw) {
        StringBuilder text = new StringBuilder("[\n");
        String separator = "";
        for (ObjectNode node : nodes.values()) {
            ObjectNode copy = node.deepCopy();
            if (!raw) {
                strip((ObjectNode) copy.get("primaryMetric"));
                copy.get("secondaryMetrics").forEach(metric -> strip((ObjectNode) metric));
            }
            copy.remove("jvm"); // the path of a JDK
            text.append(separator).append(JSON.writeValueAsString(copy));
            separator = ",\n";
        }
        return text.append("\n]\n").toString();
    }

    private static void strip(ObjectNode metric) {
        metric.remove(List.of("rawData", "scorePercentiles", "scoreConfidence"));
    }
}
