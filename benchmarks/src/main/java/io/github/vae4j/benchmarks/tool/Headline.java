package io.github.vae4j.benchmarks.tool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The few figures that a reader wants first.
final class Headline {
    private final Findings findings;

    Headline(Findings findings) {
        this.findings = findings;
    }

    /// The section, empty if nothing of it was measured.
    String markdown() {
        List<String> rows = new ArrayList<>();
        findings.limits().peak(1)
                .ifPresent(peak -> rows.add("| FMA peak of one core | " + Figures.number(peak) + " GFLOP/s |"));
        products(rows);
        shareOfPeers(rows);
        functions(rows);
        bernoulli(rows);
        findings.all().stream()
                .filter(each -> each.method().equals("adam") && each.implementation().equals(Findings.SIMD))
                .reduce((first, last) -> last).ifPresent(adam -> findings.limits().share(adam)
                        .ifPresent(share -> rows.add("| Adam, " + adam.shortRow().substring("adam ".length()) + " | "
                                + Figures.number(adam.value()) + " GB/s, " + Figures.percent(share)
                                + " of a copy of that size |")));
        models(rows);
        return rows.isEmpty() ? "" : "## In short\n\n| | |\n|---|---|\n" + String.join("\n", rows) + "\n\n";
    }

    private void products(List<String> rows) {
        List<Measurement> large = findings.simd(Family.MATMUL)
                .filter(each -> each.parameters().getOrDefault("shape", "").matches("\\d+x(500|784)x(500|784)"))
                .toList();
        if (large.isEmpty()) {
            return;
        }
        double mean = geometricMean(large.stream().mapToDouble(Measurement::value).toArray());
        findings.limits().peak(1)
                .ifPresent(peak -> rows.add("| matrix products with inner and outer size of 500 or more, mean of "
                        + large.size() + " | " + Figures.number(mean) + " GFLOP/s, " + Figures.percent(mean / peak)
                        + " of the peak |"));
        double[] speedups = findings.simd(Family.MATMUL)
                .flatMap(each -> findings.find(each.row(), Findings.SCALAR).stream()
                        .map(scalar -> each.speedup(scalar)))
                .mapToDouble(value -> value).toArray();
        if (speedups.length > 0) {
            rows.add("| the same against the scalar twin, all shapes | " + Figures.factor(geometricMean(speedups))
                    + " times as fast |");
        }
    }

    private void shareOfPeers(List<String> rows) {
        for (String peer : findings.peers(Family.MATMUL)) {
            double[] ratios = findings.simd(Family.MATMUL).flatMap(each -> findings.find(each.row(), peer).stream()
                    .map(other -> each.speedup(other))).mapToDouble(value -> value).toArray();
            if (ratios.length > 0) {
                rows.add("| matrix products against " + peer + ", one thread | "
                        + Figures.factor(geometricMean(ratios)) + " times as fast (mean of " + ratios.length
                        + " shapes), at least " + Figures.factor(Arrays.stream(ratios).min().orElse(0))
                        + " |");
            }
        }
    }

    private void functions(List<String> rows) {
        List<String> parts = new ArrayList<>();
        for (Measurement each : findings.all()) {
            if (each.subject().equals("Elementary") && each.implementation().equals(Findings.SIMD)) {
                findings.find(each.row(), "math")
                        .ifPresent(math -> parts.add(each.parameters().getOrDefault("function", "")
                                .toLowerCase(Locale.ROOT) + " " + Figures.factor(each.speedup(math))));
            }
        }
        if (!parts.isEmpty()) {
            rows.add("| elementary functions against a loop over `Math` | times as fast: " + String.join(", ", parts)
                    + " |");
        }
    }

    private void bernoulli(List<String> rows) {
        Optional<Measurement> loss = findings.find("Loss.bernoulliWithGradient", Findings.SIMD);
        Optional<Measurement> pass = findings.find("Loss.softplus", Findings.SIMD);
        if (loss.isPresent() && pass.isPresent()) {
            rows.add("| Bernoulli loss with gradient | " + Figures.number(loss.get().value()) + " ns per pixel, "
                    + Figures.factor(loss.get().value() / pass.get().value()) + " passes of softplus |");
        }
    }

    private void models(List<String> rows) {
        for (Family family : List.of(Family.TRAINING, Family.ENCODING)) {
            findings.simd(family).forEach(each -> {
                StringBuilder row = new StringBuilder("| ").append(family == Family.TRAINING ? "training" : "encoding")
                        .append(", ").append(each.shortRow().substring(each.method().length() + 1)).append(" | ")
                        .append(Figures.number(each.value())).append(" samples/s");
                findings.limits().share(each).ifPresent(share -> row.append(", ").append(Figures.percent(share))
                        .append(" of the peak"));
                findings.best(each).ifPresent(peer -> row.append(", ").append(Figures.factor(each.speedup(peer)))
                        .append(" times ").append(peer.implementation()));
                rows.add(row.append(" |").toString());
            });
        }
    }

    private static double geometricMean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.log(value);
        }
        return Math.exp(sum / values.length);
    }
}
