package io.github.vae4j.benchmarks.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Products and Adam under the roofs of one core: bandwidth times intensity, and the peak.
final class RooflineSection {
    private static final String PICTURE = "roofline.png";
    // A roof is drawn from here to there, in operations per byte.
    private static final double LEAST_INTENSITY = 0.05;
    private static final double LARGEST_INTENSITY = 1000;
    // Adam per element: see Optimisers for its operations; it reads 16 bytes and writes 12.
    private static final double ADAM_INTENSITY = 14.0 / 28;

    private final Findings findings;
    private final Pictures pictures;

    RooflineSection(Findings findings, Pictures pictures) {
        this.findings = findings;
        this.pictures = pictures;
    }

    /// The section; empty if the limits or all products are missing.
    String markdown() throws IOException {
        OptionalDouble peak = findings.limits().peak(1);
        if (peak.isEmpty() || findings.limits().bandwidth().isEmpty()
                || findings.simd(Family.MATMUL).findAny().isEmpty()) {
            return "";
        }
        Map<String, List<Charts.Point>> roofs = new LinkedHashMap<>();
        findings.limits().bandwidth().forEach((kilobytes, bandwidth) -> {
            double corner = peak.getAsDouble() / bandwidth;
            roofs.put("copy of " + (kilobytes < 1024 ? kilobytes + " KB" : kilobytes / 1024 + " MB"),
                    List.of(new Charts.Point(LEAST_INTENSITY, LEAST_INTENSITY * bandwidth, 0),
                            new Charts.Point(corner, peak.getAsDouble(), 0),
                            new Charts.Point(LARGEST_INTENSITY, peak.getAsDouble(), 0)));
        });
        Map<String, List<Charts.Point>> dots = new LinkedHashMap<>();
        for (String implementation : List.of(Findings.SCALAR, Findings.SIMD)) {
            List<Charts.Point> points = new ArrayList<>();
            for (Measurement each : findings.all()) {
                if (each.implementation().equals(implementation)) {
                    intensity(each).ifPresent(x -> points.add(new Charts.Point(x, gflops(each, x), 0)));
                }
            }
            if (!points.isEmpty()) {
                dots.put("products and Adam, " + implementation, points);
            }
        }
        Charts.save(Charts.roofline(roofs, dots), pictures.file(PICTURE));
        return "## Roofline\n\nOne core. Bytes are those of the factors and the product, each moved once.\n\n"
                + "![Roofline](" + pictures.link(PICTURE) + ")\n\n";
    }

    private static double gflops(Measurement measurement, double intensity) {
        return measurement.family() == Family.MATMUL ? measurement.value() : measurement.value() * intensity;
    }

    private static OptionalDouble intensity(Measurement measurement) {
        if (measurement.method().equals("adam")) {
            return OptionalDouble.of(ADAM_INTENSITY);
        }
        String shape = measurement.parameters().get("shape");
        if (measurement.family() != Family.MATMUL || shape == null) {
            return OptionalDouble.empty();
        }
        String[] sizes = shape.split("x", -1);
        double m = Double.parseDouble(sizes[0]);
        double k = Double.parseDouble(sizes[1]);
        double n = Double.parseDouble(sizes[2]);
        return OptionalDouble.of(2 * m * n * k / (4 * (m * k + k * n + m * n)));
    }
}
