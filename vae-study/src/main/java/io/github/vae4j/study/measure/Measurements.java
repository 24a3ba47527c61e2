package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was measured of a subject.
///
/// @param subject what was measured
/// @param all one for each measure, in the order of the catalogue
public record Measurements(Subject subject, List<Measured<?>> all) {
    /// The version of what [#json] writes; it rises when a name changes its meaning or goes.
    public static final int SCHEMA = 1;

    /// Copies the list.
    public Measurements {
        all = List.copyOf(all);
    }

    /// Measures a subject. A measure without an answer does not end the others.
    ///
    /// @param subject what to measure
    /// @param measures which; those that need what the subject does not have are left out
    /// @param everything whether on all samples, whatever it costs
    /// @param workers who computes; the results do not depend on their number
    /// @return what was found
    public static Measurements of(Subject subject, List<Measure<?>> measures, boolean everything, Workers workers) {
        return new Measurements(subject, measures.stream().filter(measure -> measure.fits(subject))
                .<Measured<?>>map(measure -> measure.measure(subject, everything, workers)).toList());
    }

    /// The result of a measure.
    ///
    /// @param measure its type
    /// @param <R> type of the result
    /// @return the result; null if it was not measured or had no answer
    public <R> @Nullable R result(Class<? extends Measure<R>> measure) {
        for (Measured<?> one : all) {
            if (measure.isInstance(one.measure())) {
                @SuppressWarnings("unchecked") // a Measure<R> has results R
                R result = (R) one.result();
                return result;
            }
        }
        return null;
    }

    /// For programs: numbers of samples and units, names, and under `measures` an object for each id.
    ///
    /// @return names and values, in the order to write them
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("samples", subject.codes().rows());
        json.put("units", subject.codes().units());
        json.put("seed", subject.seed());
        var labels = subject.labels();
        if (labels != null) {
            json.put("classNames", labels.names());
        }
        var factors = subject.factors();
        if (factors != null) {
            json.put("factorNames", factors.names());
        }
        Map<String, Object> measures = new LinkedHashMap<>();
        all.forEach(one -> measures.put(one.measure().about().id(), one.json()));
        json.put("measures", measures);
        return json;
    }
}
