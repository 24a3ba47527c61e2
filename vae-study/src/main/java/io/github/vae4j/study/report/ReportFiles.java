package io.github.vae4j.study.report;

import io.github.vae4j.study.picture.Picture;
import io.github.vae4j.study.run.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a report: `report.html`, every picture in `pictures`, every table in `tables`, the key figures as Markdown. Each
/// file appears as a whole or not at all.
public final class ReportFiles {
    private static final String PAGE = "report.html";

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
            OutputFolder.replace(pictures.resolve(picture.fileName()), picture.content());
        }
        for (Block.Table table : tables(report).toList()) {
            OutputFolder.replace(tables.resolve(table.name() + ".csv"), csv(table));
        }
        OutputFolder.replace(folder.resolve("key-figures.md"), markdown(report));
        Path page = folder.resolve(PAGE);
        OutputFolder.replace(page, Page.of(report));
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

    // RFC 4180, with the line ends of the platform-independent kind.
    private static String csv(Block.Table table) {
        return Stream.concat(Stream.of(table.header()), table.rows().stream())
                .map(row -> row.stream().map(ReportFiles::quoted).collect(Collectors.joining(",", "", "\n")))
                .collect(Collectors.joining());
    }

    private static String quoted(String cell) {
        boolean plain = cell.indexOf(',') < 0 && cell.indexOf('"') < 0 && cell.indexOf('\n') < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /// The key figures beside the article's and the tables of the page, for documents.
    private static String markdown(Report report) {
        StringBuilder text = new StringBuilder("# " + report.title() + "\n\n" + report.summary() + "\n\n");
        table(text, List.of("what", "this run", "the article"), report.keyFigures().stream()
                .map(figure -> List.of(figure.name(), figure.value(), figure.reference())).toList());
        blocks(report).forEach(block -> {
            if (block instanceof Block.Table table) {
                text.append('\n').append(table.caption()).append(":\n\n");
                table(text, table.header(), table.rows());
            }
        });
        text.append("\nWhat was run:\n\n");
        table(text, List.of("", ""), report.facts().stream().map(fact -> List.of(fact.name(), fact.value())).toList());
        return text.toString();
    }

    private static void table(StringBuilder text, List<String> header, List<List<String>> rows) {
        row(text, header);
        row(text, header.stream().map(cell -> "---").toList());
        rows.forEach(cells -> row(text, cells));
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ").append(cells.stream().map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | "))).append(" |\n");
    }
}
