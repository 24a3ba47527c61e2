package io.github.vae4j.benchmarks.tool;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a run will measure, and about how long it will take.
///
/// @param steps one after the other
record Plan(List<Step> steps) {
    private static final double MINUTE = 60;

    /// One measurement.
    ///
    /// @param preset how long
    /// @param measured what
    record Step(Suite.Preset preset, Case measured) {
        /// About how many seconds it takes.
        double seconds() {
            return preset.seconds(measured.family());
        }
    }

    /// First what is measured by turns, round after round, then once what there is beyond that.
    ///
    /// @param catalogue of the benchmarks that can be run
    /// @param byTurns items of peers and of ours, in pairs
    /// @param rounds of them
    /// @param preset how long each of the others
    /// @param items the others; what is among those by turns, too, is not measured again
    /// @throws IllegalArgumentException if there is no benchmark for an item
    static Plan of(Catalogue catalogue, List<Suite.Item> byTurns, int rounds, Suite.Preset preset,
            List<Suite.Item> items) {
        Set<Case> round = cases(catalogue, byTurns);
        Set<Case> once = cases(catalogue, items);
        once.removeAll(round);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            round.forEach(each -> steps.add(new Step(Suite.Preset.PEERS, each)));
        }
        once.forEach(each -> steps.add(new Step(preset, each)));
        return new Plan(steps);
    }

    private static Set<Case> cases(Catalogue catalogue, List<Suite.Item> items) {
        return items.stream().flatMap(item -> catalogue.cases(item).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// About how many seconds it takes by family.
    Map<Family, Double> seconds() {
        Map<Family, Double> seconds = new EnumMap<>(Family.class);
        steps.forEach(step -> seconds.merge(step.measured.family(), step.seconds(), Double::sum));
        return seconds;
    }

    /// One line for the user.
    String summary() {
        Map<Family, Double> seconds = seconds();
        double all = seconds(steps);
        double byTurns = seconds(steps.stream().filter(step -> step.preset == Suite.Preset.PEERS).toList());
        return steps.size() + " measurements, about " + minutes(all)
                + (byTurns > 0 ? ", of which " + minutes(byTurns) + " by turns with the peers" : "") + ": "
                + seconds.entrySet().stream().map(each -> each.getKey().option() + " " + minutes(each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    /// Where a run is: the number of its next step, the time gone and about how much is left.
    ///
    /// @param done steps
    /// @param gone seconds that they took
    String progress(int done, double gone) {
        double planned = seconds(steps.subList(0, done));
        double left = seconds(steps.subList(done, steps.size()));
        return "[" + (done + 1) + "/" + steps.size() + ", " + duration(gone) + ", "
                + duration(done == 0 ? left : left * gone / planned) + " left]";
    }

    private static double seconds(List<Step> steps) {
        return steps.stream().mapToDouble(Step::seconds).sum();
    }

    private static String duration(double seconds) {
        return seconds < MINUTE ? Math.round(seconds) + " s" : Math.round(seconds / MINUTE) + " min";
    }

    private static String minutes(double seconds) {
        return String.format(Locale.ROOT, "%.1f min", seconds / MINUTE);
    }
}
