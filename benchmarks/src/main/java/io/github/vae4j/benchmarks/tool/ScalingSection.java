package io.github.vae4j.benchmarks.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Training over numbers of threads, beside what it would be if threads cost nothing.
final class ScalingSection {
    private static final String PICTURE = "scaling.png";

    private final Findings findings;
    private final Pictures pictures;

    ScalingSection(Findings findings, Pictures pictures) {
        this.findings = findings;
        this.pictures = pictures;
    }

    /// The section; empty if nothing was measured on two numbers of threads.
    String markdown() throws IOException {
        Map<String, List<Charts.Point>> measured = new LinkedHashMap<>();
        findings.simd(Family.TRAINING).forEach(each -> measured
                .computeIfAbsent("batch " + each.parameters().get("batch"), name -> new ArrayList<>())
                .add(new Charts.Point(Limits.threads(each), each.value(),
                        Double.isNaN(each.error()) ? 0 : each.error())));
        measured.values().removeIf(points -> points.size() < 2);
        if (measured.isEmpty()) {
            return "";
        }
        Map<String, List<Charts.Point>> ideal = new LinkedHashMap<>();
        List<String> rows = new ArrayList<>();
        measured.forEach((name, points) -> {
            points.sort((a, b) -> Double.compare(a.x(), b.x()));
            Charts.Point first = points.getFirst();
            Charts.Point last = points.getLast();
            double factor = last.x() / first.x();
            ideal.put(name + ", ideal", List.of(first, new Charts.Point(last.x(), first.y() * factor, 0)));
            rows.add("- " + name + ": " + Figures.factor(last.y() / first.y()) + " times as fast on "
                    + Math.round(last.x()) + " threads as on " + Math.round(first.x()) + ", "
                    + Figures.percent(last.y() / first.y() / factor) + " of the ideal\n");
        });
        Charts.save(Charts.curves("threads", "samples/s", measured, ideal), pictures.file(PICTURE));
        return "## Scaling over threads\n\n![Training over threads](" + pictures.link(PICTURE) + ")\n\n"
                + String.join("", rows) + "\n";
    }
}
