package io.github.vae4j.benchmarks.tool;

import io.github.vae4j.benchmarks.ModelWork;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the sections of a report are made from: results, and the limits of the machine among them.
final class Findings {
    static final String SIMD = "simd";
    static final String SCALAR = "scalar";

    private final Results results;
    private final List<Measurement> all;
    private final Limits limits;

    Findings(Results results) {
        this.results = results;
        all = results.measurements();
        limits = new Limits(results, ModelWork.TRAINING_FLOP, ModelWork.ENCODING_FLOP);
    }

    List<Measurement> all() {
        return all;
    }

    Limits limits() {
        return limits;
    }

    Optional<Measurement> find(String row, String implementation) {
        return results.find(row, implementation);
    }

    List<Measurement> of(Family family) {
        return all.stream().filter(each -> each.family() == family).toList();
    }

    /// Our fast ones, of which a unit is known.
    Stream<Measurement> simd(Family family) {
        return of(family).stream()
                .filter(each -> each.implementation().equals(SIMD) && !each.unit().startsWith("ops"));
    }

    /// The names of other libraries in a family.
    List<String> peers(Family family) {
        return of(family).stream().filter(Measurement::peer).map(Measurement::implementation).distinct().toList();
    }

    /// The fastest other library at the same work.
    Optional<Measurement> best(Measurement ours) {
        return peers(ours.family()).stream().flatMap(peer -> find(ours.row(), peer).stream())
                .reduce((a, b) -> a.speedup(b) >= 1 ? a : b);
    }
}
