package io.github.vae4j.study.measure;

import io.github.vae4j.metrics.resampling.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a measure found: values for programs, and the figures among them that people read first.
public final class Finding {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();

    Finding() {}

    Finding put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    Finding number(String name, double value) {
        values.put(name, finite(value));
        return this;
    }

    Finding numbers(String name, List<Double> list) {
        values.put(name, finite(list));
        return this;
    }

    Finding rows(String name, List<List<Double>> rows) {
        values.put(name, rows.stream().map(Finding::finite).toList());
        return this;
    }

    Finding share(String name, Proportion share) {
        values.put(name, json(share));
        return this;
    }

    Finding shares(String name, List<Proportion> shares) {
        values.put(name, shares.stream().map(Finding::json).toList());
        return this;
    }

    Finding figure(Figure figure) {
        figures.add(figure);
        return this;
    }

    /// The score of a measure that has one: its value and its figure.
    Finding score(String title, double score) {
        return number("score", score).figure(Figure.of(title, score, Figure.Form.THREE));
    }

    private static Map<String, @Nullable Object> json(Proportion share) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("share", finite(share.share()));
        map.put("low", finite(share.low()));
        map.put("high", finite(share.high()));
        map.put("hits", share.hits());
        map.put("total", share.total());
        return map;
    }

    private static List<@Nullable Double> finite(List<Double> list) {
        List<@Nullable Double> out = new ArrayList<>();
        for (double value : list) {
            out.add(finite(value));
        }
        return out;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /// For programs.
    ///
    /// @return names and values, in the order to write them; null for what is not finite
    public Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /// For people.
    ///
    /// @return the figures, in the order to show them
    public List<Figure> figures() {
        return List.copyOf(figures);
    }
}
