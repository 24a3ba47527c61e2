package io.github.vae4j.benchmarks.tool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The benchmarks that can be run.
///
/// @param benchmarks class and method, with the values of all parameters
record Catalogue(SortedMap<String, SortedMap<String, List<String>>> benchmarks) {
    /// Those that JMH finds on the class path.
    static Catalogue ofClassPath() {
        SortedMap<String, SortedMap<String, List<String>>> benchmarks = new TreeMap<>();
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(silent, List.of())) {
            SortedMap<String, List<String>> parameters = new TreeMap<>();
            entry.getParams().orElse(Map.of()).forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
            benchmarks.put(entry.getUsername(), parameters);
        }
        return new Catalogue(benchmarks);
    }

    /// What an item stands for: each benchmark with each combination of parameters, in the order
    /// of their names.
    ///
    /// @throws IllegalArgumentException if there is no such benchmark
    List<Case> cases(Suite.Item item) {
        Pattern include = Pattern.compile(item.include());
        List<Case> cases = new ArrayList<>();
        benchmarks.forEach((benchmark, parameters) -> {
            if (include.matcher(benchmark).find()) {
                combinations(item, parameters)
                        .forEach(chosen -> cases.add(new Case(benchmark, chosen, item.arguments(), item.threads())));
            }
        });
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("there is no benchmark " + item.include());
        }
        return cases;
    }

    private static List<SortedMap<String, String>> combinations(Suite.Item item,
            SortedMap<String, List<String>> parameters) {
        List<SortedMap<String, String>> all = List.of(new TreeMap<>());
        for (Map.Entry<String, List<String>> each : parameters.entrySet()) {
            List<SortedMap<String, String>> longer = new ArrayList<>();
            for (SortedMap<String, String> chosen : all) {
                for (String value : item.parameters().getOrDefault(each.getKey(), each.getValue())) {
                    SortedMap<String, String> one = new TreeMap<>(chosen);
                    one.put(each.getKey(), value);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }
}
