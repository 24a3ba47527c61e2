package io.github.vae4j.benchmarks.tool;

import io.github.vae4j.benchmarks.ModelWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/// What a run has found, as a document in Markdown with pictures; the page is the same document in HTML.
final class Report {
    private static final List<String> OURS = List.of("scalar", "simd", "simd-256", "simd-128");
    private static final String SIMD = "simd";
    private static final String SCALAR = "scalar";
    private static final int MOST_GROUPS = 18;
    // MB/s that its bookkeeping may take; in slow benchmarks that is some bytes for each operation.
    private static final double JMH_ALLOCATES = 0.2;
    // A roof is drawn from here to there, in operations per byte.
    private static final double LEAST_INTENSITY = 0.05;
    private static final double LARGEST_INTENSITY = 1000;
    // Adam per element: see Optimisers for its operations; it reads 16 bytes and writes 12.
    private static final double ADAM_INTENSITY = 14.0 / 28;

    private final Results results;
    private final Machine machine;
    private final @Nullable Results before;
    private final List<Measurement> all;
    private final Limits limits;

    Report(Results results, Machine machine, @Nullable Results before) {
        this.results = results;
        this.machine = machine;
        this.before = before;
        all = results.measurements();
        limits = new Limits(results, ModelWork.TRAINING_FLOP, ModelWork.ENCODING_FLOP);
    }

    /// Writes `index.html` and its pictures.
    Path writePage(Path folder) throws IOException {
        String text = markdown(Files.createDirectories(folder.resolve("pictures")), "pictures");
        var extensions = List.of(TablesExtension.create());
        String body = HtmlRenderer.builder().extensions(extensions).build()
                .render(Parser.builder().extensions(extensions).build().parse(text));
        Path page = folder.resolve("index.html");
        Files.writeString(page, """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>vae4j benchmarks</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <style>
                body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
                  color: #1d2329; background: #fff }
                table { border-collapse: collapse; font-size: 14px; display: block; overflow-x: auto;
                  font-variant-numeric: tabular-nums }
                th, td { padding: .2rem .7rem; border-bottom: 1px solid #dde2e6; text-align: left; white-space: nowrap }
                img { max-width: 100%; height: auto }
                code { background: #f1f3f5; padding: 0 .2em } pre { background: #f1f3f5; padding: .7rem; overflow-x: auto }
                </style></head><body>
                """ + body + "</body></html>\n");
        return page;
    }

    /// Writes `BENCHMARKS.md`, its pictures, and the results to compare later ones with.
    Path writeDocument(Path folder) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("benchmarks"));
        Path document = folder.resolve("BENCHMARKS.md");
        Files.writeString(document, markdown(pictures, "benchmarks"));
        results.write(pictures.resolve("results.json"), false);
        return document;
    }

    private String markdown(Path pictures, String link) throws IOException {
        StringBuilder text = new StringBuilder("""
                # Benchmarks

                Written by `./vae4j bench` from the results of JMH; do not edit. Every benchmark checks its result against \
                the scalar specification, or double arithmetic, before it is measured. Error bars are 99.9 % confidence \
                intervals. Bytes are allocated ones, as JMH counts them: `~0` where they are no more than its own.

                """);
        headline(text);
        machine(text);
        for (Family family : Family.values()) {
            family(text, family, pictures, link);
        }
        roofline(text, pictures, link);
        scaling(text, pictures, link);
        peers(text);
        changes(text);
        reproduce(text);
        return text.toString();
    }

    private void machine(StringBuilder text) {
        text.append("## Machine\n\n| | |\n|---|---|\n");
        machine.facts().forEach((name, value) -> text.append("| ").append(name).append(" | ").append(value)
                .append(" |\n"));
        String arguments = results.jvmArguments();
        text.append("| JVM flags | ").append(arguments.isEmpty() ? "none" : "`" + arguments + "`").append(" |\n\n");
    }

    // ---- headline

    private void headline(StringBuilder text) {
        List<String> rows = new ArrayList<>();
        limits.peak(1).ifPresent(peak -> rows.add("| FMA peak of one core | " + Figures.number(peak) + " GFLOP/s |"));
        products(rows);
        shareOfPeers(rows);
        functions(rows);
        bernoulli(rows);
        all.stream().filter(each -> each.method().equals("adam") && each.implementation().equals(SIMD))
                .reduce((first, last) -> last).ifPresent(adam -> limits.share(adam)
                        .ifPresent(share -> rows.add("| Adam, " + adam.shortRow().substring("adam ".length()) + " | "
                                + Figures.number(adam.value()) + " GB/s, " + Figures.percent(share)
                                + " of a copy of that size |")));
        models(rows);
        if (!rows.isEmpty()) {
            text.append("## In short\n\n| | |\n|---|---|\n");
            rows.forEach(row -> text.append(row).append('\n'));
            text.append('\n');
        }
    }

    private void products(List<String> rows) {
        List<Measurement> large = simd(Family.MATMUL)
                .filter(each -> each.parameters().getOrDefault("shape", "").matches("\\d+x(500|784)x(500|784)"))
                .toList();
        if (large.isEmpty()) {
            return;
        }
        double mean = geometricMean(large.stream().mapToDouble(Measurement::value).toArray());
        limits.peak(1).ifPresent(peak -> rows.add("| matrix products with inner and outer size of 500 or more, mean of "
                + large.size() + " | " + Figures.number(mean) + " GFLOP/s, " + Figures.percent(mean / peak)
                + " of the peak |"));
        double[] speedups = simd(Family.MATMUL).flatMap(each -> results.find(each.row(), SCALAR).stream()
                .map(scalar -> each.speedup(scalar))).mapToDouble(value -> value).toArray();
        if (speedups.length > 0) {
            rows.add("| the same against the scalar twin, all shapes | " + Figures.factor(geometricMean(speedups))
                    + " times as fast |");
        }
    }

    private void shareOfPeers(List<String> rows) {
        for (String peer : peers(Family.MATMUL)) {
            double[] ratios = simd(Family.MATMUL).flatMap(each -> results.find(each.row(), peer).stream()
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
        for (Measurement each : all) {
            if (each.subject().equals("Elementary") && each.implementation().equals(SIMD)) {
                results.find(each.row(), "math")
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
        Optional<Measurement> loss = results.find("Loss.bernoulliWithGradient", SIMD);
        Optional<Measurement> pass = results.find("Loss.softplus", SIMD);
        if (loss.isPresent() && pass.isPresent()) {
            rows.add("| Bernoulli loss with gradient | " + Figures.number(loss.get().value()) + " ns per pixel, "
                    + Figures.factor(loss.get().value() / pass.get().value()) + " passes of softplus |");
        }
    }

    private void models(List<String> rows) {
        for (Family family : List.of(Family.TRAINING, Family.ENCODING)) {
            simd(family).forEach(each -> {
                StringBuilder row = new StringBuilder("| ").append(family == Family.TRAINING ? "training" : "encoding")
                        .append(", ").append(each.shortRow().substring(each.method().length() + 1)).append(" | ")
                        .append(Figures.number(each.value())).append(" samples/s");
                limits.share(each).ifPresent(share -> row.append(", ").append(Figures.percent(share))
                        .append(" of the peak"));
                best(each).ifPresent(peer -> row.append(", ").append(Figures.factor(each.speedup(peer)))
                        .append(" times ").append(peer.implementation()));
                rows.add(row.append(" |").toString());
            });
        }
    }

    // ---- families

    private void family(StringBuilder text, Family family, Path pictures, String link) throws IOException {
        List<Measurement> mine = all.stream().filter(each -> each.family() == family).toList();
        if (mine.isEmpty()) {
            return;
        }
        List<String> implementations = new ArrayList<>(OURS);
        mine.stream().map(Measurement::implementation).filter(each -> !OURS.contains(each)).distinct().sorted()
                .forEach(implementations::add);
        implementations.removeIf(name -> mine.stream().noneMatch(each -> each.implementation().equals(name)));
        text.append("## ").append(family.title()).append("\n\n").append(capital(family.subject())).append(".\n\n");
        Map<String, List<Measurement>> byUnit = new LinkedHashMap<>();
        mine.forEach(each -> byUnit.computeIfAbsent(each.unit(), unit -> new ArrayList<>()).add(each));
        for (Map.Entry<String, List<Measurement>> part : byUnit.entrySet()) {
            picture(text, family, part.getKey(), part.getValue(), implementations, pictures, link);
            table(text, part.getKey(), part.getValue(), implementations);
        }
    }

    private void picture(StringBuilder text, Family family, String unit, List<Measurement> measured,
            List<String> implementations, Path pictures, String link) throws IOException {
        List<String> cases = measured.stream().map(Measurement::shortRow).distinct().limit(MOST_GROUPS).toList();
        List<Measurement> shown = measured.stream().filter(each -> cases.contains(each.shortRow())).toList();
        String name = family.name().toLowerCase(Locale.ROOT) + "-" + unit.replaceAll("[^A-Za-z]+", "-") + ".png";
        Charts.bars(pictures.resolve(name), unit, cases, Charts.byImplementation(shown, implementations),
                unit.startsWith("ns") || unit.equals("ms"));
        text.append("![").append(family.title()).append(" in ").append(unit).append("](").append(link).append('/')
                .append(name).append(")\n\n");
    }

    private void table(StringBuilder text, String unit, List<Measurement> measured, List<String> all) {
        List<String> implementations = all.stream()
                .filter(name -> measured.stream().anyMatch(each -> each.implementation().equals(name))).toList();
        boolean twins = implementations.contains(SIMD) && implementations.contains(SCALAR);
        boolean shares = measured.stream()
                .anyMatch(each -> each.family() != Family.PEAK && limits.share(each).isPresent());
        text.append("| ").append(unit);
        implementations.forEach(name -> text.append(" | ").append(name.isEmpty() ? "" : name));
        text.append(twins ? " | simd / scalar" : "").append(shares ? " | of the limit" : "")
                .append(" | bytes/op |\n|---");
        text.append("|---".repeat(implementations.size() + (twins ? 1 : 0) + (shares ? 1 : 0) + 1)).append("|\n");
        measured.stream().map(Measurement::row).distinct().forEach(row -> {
            Measurement any = measured.stream().filter(each -> each.row().equals(row)).findFirst().orElseThrow();
            text.append("| ").append(any.shortRow());
            for (String name : implementations) {
                text.append(" | ").append(results.find(row, name).map(Figures::withError).orElse(""));
            }
            Optional<Measurement> simd = results.find(row, SIMD);
            if (twins) {
                text.append(" | ").append(simd.flatMap(fast -> results.find(row, SCALAR)
                        .map(slow -> Figures.factor(fast.speedup(slow)))).orElse(""));
            }
            if (shares) {
                OptionalDouble share = limits.share(simd.orElse(any));
                text.append(" | ").append(share.isPresent() ? Figures.percent(share.getAsDouble()) : "");
            }
            text.append(" | ").append(allocated(simd.orElse(any))).append(" |\n");
        });
        text.append('\n');
    }

    private static String allocated(Measurement measurement) {
        if (measurement.bytes() < 0.5) {
            return "0";
        }
        return measurement.allocationRate() < JMH_ALLOCATES ? "~0" : Figures.number(measurement.bytes());
    }

    // ---- roofline and scaling

    private void roofline(StringBuilder text, Path pictures, String link) throws IOException {
        OptionalDouble peak = limits.peak(1);
        if (peak.isEmpty() || limits.bandwidth().isEmpty() || simd(Family.MATMUL).findAny().isEmpty()) {
            return;
        }
        Map<String, List<Charts.Point>> roofs = new LinkedHashMap<>();
        limits.bandwidth().forEach((kilobytes, bandwidth) -> {
            double corner = peak.getAsDouble() / bandwidth;
            roofs.put("copy of " + (kilobytes < 1024 ? kilobytes + " KB" : kilobytes / 1024 + " MB"),
                    List.of(new Charts.Point(LEAST_INTENSITY, LEAST_INTENSITY * bandwidth, 0),
                            new Charts.Point(corner, peak.getAsDouble(), 0),
                            new Charts.Point(LARGEST_INTENSITY, peak.getAsDouble(), 0)));
        });
        Map<String, List<Charts.Point>> dots = new LinkedHashMap<>();
        for (String implementation : List.of(SCALAR, SIMD)) {
            List<Charts.Point> points = new ArrayList<>();
            for (Measurement each : all) {
                if (each.implementation().equals(implementation)) {
                    intensity(each).ifPresent(x -> points.add(new Charts.Point(x, gflops(each, x), 0)));
                }
            }
            if (!points.isEmpty()) {
                dots.put("products and Adam, " + implementation, points);
            }
        }
        Charts.roofline(pictures.resolve("roofline.png"), roofs, dots);
        text.append("## Roofline\n\nOne core. Bytes are those of the factors and the product, each moved once.\n\n")
                .append("![Roofline](").append(link).append("/roofline.png)\n\n");
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

    private void scaling(StringBuilder text, Path pictures, String link) throws IOException {
        Map<String, List<Charts.Point>> measured = new LinkedHashMap<>();
        simd(Family.TRAINING).forEach(each -> measured
                .computeIfAbsent("batch " + each.parameters().get("batch"), name -> new ArrayList<>())
                .add(new Charts.Point(Limits.threads(each), each.value(),
                        Double.isNaN(each.error()) ? 0 : each.error())));
        measured.values().removeIf(points -> points.size() < 2);
        if (measured.isEmpty()) {
            return;
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
        Charts.curves(pictures.resolve("scaling.png"), "threads", "samples/s", measured, ideal);
        text.append("## Scaling over threads\n\n![Training over threads](").append(link).append("/scaling.png)\n\n");
        rows.forEach(text::append);
        text.append('\n');
    }

    // ---- the rest

    private void peers(StringBuilder text) {
        List<String> names = Stream.of(Family.values()).flatMap(family -> peers(family).stream()).distinct().toList();
        if (names.isEmpty()) {
            return;
        }
        text.append("## Peers\n\nMeasured by turns with vae4j, in several rounds: ")
                .append(String.join(", ", names))
                .append(". Their versions, how each is set up and how its"
                        + " step is verified: [PEERS.md](PEERS.md).\n\n");
    }

    private void changes(StringBuilder text) {
        if (before == null) {
            return;
        }
        Comparison comparison = Comparison.of(before, results);
        text.append("## Changes beyond the error bars\n\n").append(comparison.compared()).append(" compared, ")
                .append(comparison.regressions().size()).append(" slower.\n\n```\n");
        comparison.changes().forEach(change -> text.append(change).append('\n'));
        text.append("```\n\n");
    }

    private void reproduce(StringBuilder text) {
        text.append("""
                ## How to reproduce

                ```
                ./vae4j bench --full                      # everything
                ./vae4j bench --quick --family matmul     # a part, in short
                ./vae4j bench --peers --add               # native libraries, by turns; adds to the results there
                ./vae4j bench compare docs/benchmarks/results.json target/bench/results.json
                java -jar benchmarks/target/benchmarks.jar -l    # plain JMH
                ```

                Measure on an idle machine: one more busy thread can halve a figure. The report is \
                `target/bench/index.html`, the output of JMH `target/bench/jmh.log`.
                """);
    }

    private Stream<Measurement> simd(Family family) {
        return all.stream().filter(each -> each.family() == family && each.implementation().equals(SIMD)
                && !each.unit().startsWith("ops"));
    }

    private List<String> peers(Family family) {
        List<String> own = List.of("", "math", "lanewise");
        return all.stream().filter(each -> each.family() == family).map(Measurement::implementation)
                .filter(name -> !OURS.contains(name) && !own.contains(name)).distinct().toList();
    }

    private Optional<Measurement> best(Measurement ours) {
        return peers(ours.family()).stream().flatMap(peer -> results.find(ours.row(), peer).stream())
                .reduce((a, b) -> a.speedup(b) >= 1 ? a : b);
    }

    private static double geometricMean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.log(value);
        }
        return Math.exp(sum / values.length);
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
