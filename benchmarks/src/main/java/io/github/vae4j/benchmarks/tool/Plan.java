package io.github.vae4j.benchmarks.tool;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What a run will measure, and about how long it will take.
///
/// @param preset how long each
/// @param items what, in one round
/// @param rounds how often
record Plan(Suite.Preset preset, List<Suite.Item> items, int rounds) {
    private static final double MINUTE = 60;

    /// The measurements of all rounds: each combination of parameters of each benchmark is one.
    int measurements() {
        return rounds * items.stream().mapToInt(item -> count(item, entries())).sum();
    }

    /// About how many seconds it takes by family.
    Map<Family, Double> seconds() {
        List<BenchmarkListEntry> entries = entries();
        Map<Family, Double> seconds = new EnumMap<>(Family.class);
        for (Suite.Item item : items) {
            for (BenchmarkListEntry entry : matching(item, entries)) {
                String type = entry.getUserClassQName();
                seconds.merge(Family.of(type.substring(type.lastIndexOf('.') + 1)),
                        rounds * combinations(item, entry) * preset.seconds(item), Double::sum);
            }
        }
        return seconds;
    }

    /// One line for the user.
    String summary() {
        Map<Family, Double> seconds = seconds();
        double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        return measurements() + " measurements, about " + minutes(all) + ": " + seconds.entrySet().stream()
                .map(each -> each.getKey().option() + " " + minutes(each.getValue())).collect(Collectors.joining(", "));
    }

    private static String minutes(double seconds) {
        return String.format(Locale.ROOT, "%.1f min", seconds / MINUTE);
    }

    private static List<BenchmarkListEntry> entries() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return new ArrayList<>(BenchmarkList.defaultList().getAll(silent, List.of()));
    }

    private static List<BenchmarkListEntry> matching(Suite.Item item, List<BenchmarkListEntry> entries) {
        Pattern include = Pattern.compile(item.include());
        return entries.stream().filter(entry -> include.matcher(entry.getUsername()).find()).toList();
    }

    private static int count(Suite.Item item, List<BenchmarkListEntry> entries) {
        return matching(item, entries).stream().mapToInt(entry -> combinations(item, entry)).sum();
    }

    private static int combinations(Suite.Item item, BenchmarkListEntry entry) {
        int product = 1;
        for (Map.Entry<String, String[]> each : entry.getParams().orElse(Map.of()).entrySet()) {
            List<String> chosen = item.parameters().get(each.getKey());
            product *= chosen == null ? each.getValue().length : chosen.size();
        }
        return product;
    }
}
