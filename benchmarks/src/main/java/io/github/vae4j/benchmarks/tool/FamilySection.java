package io.github.vae4j.benchmarks.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A picture and a table for each unit of a family: scalar against SIMD against peers.
final class FamilySection {
    private static final List<String> OURS = List.of("scalar", "simd", "simd-256", "simd-128");
    private static final int MOST_GROUPS = 18;
    // MB/s that JMH's bookkeeping may take; in slow benchmarks that is some bytes for each operation.
    private static final double JMH_ALLOCATES = 0.2;

    private final Findings findings;
    private final Pictures pictures;

    FamilySection(Findings findings, Pictures pictures) {
        this.findings = findings;
        this.pictures = pictures;
    }

    /// The section; empty if nothing of the family was measured.
    String markdown(Family family) throws IOException {
        List<Measurement> mine = findings.of(family);
        if (mine.isEmpty()) {
            return "";
        }
        List<String> implementations = new ArrayList<>(OURS);
        mine.stream().map(Measurement::implementation).filter(each -> !OURS.contains(each)).distinct().sorted()
                .forEach(implementations::add);
        implementations.removeIf(name -> mine.stream().noneMatch(each -> each.implementation().equals(name)));
        StringBuilder text = new StringBuilder("## ").append(family.title()).append("\n\n")
                .append(capital(family.subject())).append(".\n\n");
        Map<String, List<Measurement>> byUnit = new LinkedHashMap<>();
        mine.forEach(each -> byUnit.computeIfAbsent(each.unit(), unit -> new ArrayList<>()).add(each));
        for (Map.Entry<String, List<Measurement>> part : byUnit.entrySet()) {
            picture(text, family, part.getKey(), part.getValue(), implementations);
            table(text, part.getKey(), part.getValue(), implementations);
        }
        return text.toString();
    }

    private void picture(StringBuilder text, Family family, String unit, List<Measurement> measured,
            List<String> implementations) throws IOException {
        List<String> cases = measured.stream().map(Measurement::shortRow).distinct().limit(MOST_GROUPS).toList();
        List<Measurement> shown = measured.stream().filter(each -> cases.contains(each.shortRow())).toList();
        String name = family.name().toLowerCase(Locale.ROOT) + "-" + unit.replaceAll("[^A-Za-z]+", "-") + ".png";
        Charts.save(Charts.bars(unit, cases, Charts.byImplementation(shown, implementations),
                unit.startsWith("ns") || unit.equals("ms")), pictures.file(name));
        text.append("![").append(family.title()).append(" in ").append(unit).append("](").append(pictures.link(name))
                .append(")\n\n");
    }

    private void table(StringBuilder text, String unit, List<Measurement> measured, List<String> all) {
        List<String> implementations = all.stream()
                .filter(name -> measured.stream().anyMatch(each -> each.implementation().equals(name))).toList();
        boolean twins = implementations.contains(Findings.SIMD) && implementations.contains(Findings.SCALAR);
        boolean shares = measured.stream()
                .anyMatch(each -> each.family() != Family.PEAK && findings.limits().share(each).isPresent());
        text.append("| ").append(unit);
        implementations.forEach(name -> text.append(" | ").append(name.isEmpty() ? "" : name));
        text.append(twins ? " | simd / scalar" : "").append(shares ? " | of the limit" : "")
                .append(" | bytes/op |\n|---");
        text.append("|---".repeat(implementations.size() + (twins ? 1 : 0) + (shares ? 1 : 0) + 1)).append("|\n");
        measured.stream().map(Measurement::row).distinct().forEach(row -> {
            Measurement any = measured.stream().filter(each -> each.row().equals(row)).findFirst().orElseThrow();
            text.append("| ").append(any.shortRow());
            for (String name : implementations) {
                text.append(" | ").append(findings.find(row, name).map(Figures::withError).orElse(""));
            }
            Optional<Measurement> simd = findings.find(row, Findings.SIMD);
            if (twins) {
                text.append(" | ").append(simd.flatMap(fast -> findings.find(row, Findings.SCALAR)
                        .map(slow -> Figures.factor(fast.speedup(slow)))).orElse(""));
            }
            if (shares) {
                OptionalDouble share = findings.limits().share(simd.orElse(any));
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

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
