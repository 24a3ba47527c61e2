package io.github.vae4j.study.report;

import io.github.vae4j.core.data.CsvWriter;
import io.github.vae4j.core.file.AtomicFile;
import io.github.vae4j.study.picture.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a report: `report.html`, every picture in `pictures`, every table in `tables`, the key figures as Markdown. Each
/// file appears as a whole or not at all.
public final class ReportFiles {
    /// The name of the page.
    public static final String PAGE = "report.html";

    private ReportFiles() {}

    /// Writes all files of a report.
    ///
    /// @param report what to write
    /// @param folder that exists
    /// @return the HTML page
    /// @throws IOException if a file cannot be written
    public static Path write(Report report, Path folder) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        Path tables = Files.createDirectories(folder.resolve("tables"));
        for (Picture picture : pictures(report).toList()) {
            AtomicFile.write(pictures.resolve(picture.fileName()), picture.content());
        }
        for (Block.Table table : tables(report).toList()) {
            CsvWriter.write(tables.resolve(table.name() + ".csv"), cells(table.header()),
                    table.rows().stream().map(ReportFiles::cells).toList());
        }
        AtomicFile.write(folder.resolve("key-figures.md"), markdown(report).getBytes(StandardCharsets.UTF_8));
        Path page = folder.resolve(PAGE);
        AtomicFile.write(page, Page.of(report).getBytes(StandardCharsets.UTF_8));
        return page;
    }

    private static Stream<Block> blocks(Report report) {
        return report.sections().stream().flatMap(section -> section.blocks().stream());
    }

    private static Stream<Picture> pictures(Report report) {
        return blocks(report).flatMap(block -> switch (block) {
            case Block.Figure figure -> Stream.of(figure.picture());
            case Block.Figures figures -> figures.figures().stream().map(Block.Figure::picture);
            case Block.Text text -> Stream.empty();
            case Block.Table table -> Stream.empty();
            case Block.TableFile file -> Stream.empty();
        });
    }

    private static Stream<Block.Table> tables(Report report) {
        return blocks(report).flatMap(block -> switch (block) {
            case Block.Table table -> Stream.of(table);
            case Block.TableFile file -> Stream.of(file.table());
            case Block.Text text -> Stream.empty();
            case Block.Figure figure -> Stream.empty();
            case Block.Figures figures -> Stream.empty();
        });
    }

    /// A name may hold line ends, which cells do not.
    private static List<String> cells(List<String> row) {
        return row.stream().map(PlainText::escaped).toList();
    }

    /// The key figures beside the article's and the tables of the page, for documents.
    private static String markdown(Report report) {
        StringBuilder text = new StringBuilder(
                "# " + escaped(report.title()) + "\n\n" + escaped(report.summary()) + "\n\n");
        table(text, List.of("what", "this run", "the article"), report.keyFigures().stream()
                .map(figure -> List.of(figure.name(), figure.value(), figure.reference())).toList());
        blocks(report).forEach(block -> {
            if (block instanceof Block.Table table) {
                text.append('\n').append(escaped(table.caption())).append(":\n\n");
                table(text, table.header(), table.rows());
            }
        });
        text.append("\nWhat was run:\n\n");
        table(text, List.of("", ""), report.facts().stream().map(fact -> List.of(fact.name(), fact.value())).toList());
        return text.toString();
    }

    private static void table(StringBuilder text, List<String> header, List<List<String>> rows) {
        row(text, header);
        text.append("|").append(" --- |".repeat(header.size())).append('\n');
        rows.forEach(cells -> row(text, cells));
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ").append(cells.stream().map(ReportFiles::escaped).collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    /// What Markdown and HTML take for more than text gets a backslash: names come from whoever made the data.
    private static String escaped(String text) {
        return PlainText.escaped(text).replaceAll("[\\\\`*_\\[\\]<>|~&$]", "\\\\$0");
    }
}
