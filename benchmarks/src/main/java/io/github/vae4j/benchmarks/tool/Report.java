package io.github.vae4j.benchmarks.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a run has found, as a document in Markdown with pictures; the page is the same document in HTML.
final class Report {
    private final Results results;
    private final Machine machine;
    private final @Nullable Results before;
    private final Findings findings;

    Report(Results results, Machine machine, @Nullable Results before) {
        this.results = results;
        this.machine = machine;
        this.before = before;
        findings = new Findings(results);
    }

    /// Writes `index.html` and its pictures.
    Path writePage(Path folder) throws IOException {
        Path page = folder.resolve("index.html");
        Files.writeString(page, Page.of(markdown(pictures(folder, "pictures"))));
        return page;
    }

    /// Writes `BENCHMARKS.md`, its pictures, and the results to compare later ones with.
    Path writeDocument(Path folder) throws IOException {
        Pictures pictures = pictures(folder, "benchmarks");
        Path document = folder.resolve("BENCHMARKS.md");
        Files.writeString(document, markdown(pictures));
        Files.writeString(pictures.file(Session.RESULTS), results.json(false));
        return document;
    }

    private static Pictures pictures(Path folder, String name) throws IOException {
        return new Pictures(Files.createDirectories(folder.resolve(name)), name);
    }

    private String markdown(Pictures pictures) throws IOException {
        StringBuilder text = new StringBuilder("""
                # Benchmarks

                Written by `./vae4j bench` from the results of JMH; do not edit. Every benchmark checks its result \
                against the scalar specification, or double arithmetic, before it is measured. Error bars are 99.9 % \
                confidence intervals. Bytes are allocated ones, as JMH counts them: `~0` where they are no more than \
                its own.

                """);
        text.append(new Headline(findings).markdown());
        machine(text);
        FamilySection section = new FamilySection(findings, pictures);
        for (Family family : Family.values()) {
            text.append(section.markdown(family));
        }
        text.append(new RooflineSection(findings, pictures).markdown());
        text.append(new ScalingSection(findings, pictures).markdown());
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

    private void peers(StringBuilder text) {
        List<String> names = Stream.of(Family.values()).flatMap(family -> findings.peers(family).stream()).distinct()
                .toList();
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
                ./vae4j bench --peers --full              # everything, native libraries by turns
                ./vae4j bench --full                      # everything of ours
                ./vae4j bench --quick --family matmul     # a part, in short; with --add to the results there
                ./vae4j bench compare docs/benchmarks/results.json target/bench/results.json
                java -jar benchmarks/target/benchmarks.jar -l    # plain JMH
                ```

                Measure on an idle machine: one more busy thread can halve a figure. The report is \
                `target/bench/index.html`, the output of JMH `target/bench/jmh.log`.
                """);
    }
}
