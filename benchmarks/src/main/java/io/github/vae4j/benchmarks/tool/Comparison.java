package io.github.vae4j.benchmarks.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What has changed between two results, beyond their error bars.
final class Comparison {
    /// A benchmark whose intervals do not overlap.
    ///
    /// @param before its result then
    /// @param after its result now
    record Change(Measurement before, Measurement after) {
        double speedup() {
            return after.speedup(before);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%-9s %5.2fx  %s: %s -> %s %s",
                    speedup() < 1 ? "SLOWER" : "faster", speedup(), after.key(), Figures.withError(before),
                    Figures.withError(after), after.unit());
        }
    }

    private final List<Change> changes = new ArrayList<>();
    private final List<String> notCompared = new ArrayList<>();
    private int compared;

    private Comparison() {}

    static Comparison of(Results before, Results after) {
        Comparison comparison = new Comparison();
        Map<String, Measurement> old = before.measurements().stream()
                .collect(Collectors.toMap(Measurement::key, Function.identity()));
        for (Measurement now : after.measurements()) {
            Measurement then = old.remove(now.key());
            if (then == null || !then.unit().equals(now.unit()) || Double.isNaN(then.error() + now.error())) {
                comparison.notCompared.add(now.key());
                continue;
            }
            comparison.compared++;
            if (Math.abs(now.value() - then.value()) > now.error() + then.error()) {
                comparison.changes.add(new Change(then, now));
            }
        }
        comparison.notCompared.addAll(old.keySet());
        comparison.changes.sort((a, b) -> Double.compare(a.speedup(), b.speedup()));
        return comparison;
    }

    /// Slowest first.
    List<Change> changes() {
        return changes;
    }

    List<Change> regressions() {
        return changes.stream().filter(change -> change.speedup() < 1).toList();
    }

    /// Benchmarks that only one of both has, or whose error is unknown.
    List<String> notCompared() {
        return notCompared;
    }

    int compared() {
        return compared;
    }
}
