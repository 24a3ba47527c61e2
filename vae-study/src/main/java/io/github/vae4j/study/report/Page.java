package io.github.vae4j.study.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.vae4j.study.picture.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Turns a report into one HTML page that needs nothing but itself.
final class Page {
    // Drawings with text that are wider than this are scrolled on a narrow screen, not made smaller.
    private static final int SHRINKS_TO = 480;

    private Page() {}

    static String of(Report report) {
        return template().execute(Map.of(
                "title", report.title(),
                "summary", report.summary(),
                "facts", report.facts().stream()
                        .map(fact -> Map.of("name", fact.name(), "value", fact.value())).toList(),
                "hasKeyFigures", !report.keyFigures().isEmpty(),
                "keyFigures", report.keyFigures().stream().map(Page::keyFigure).toList(),
                "sections", report.sections().stream().map(Page::section).toList()));
    }

    private static Template template() {
        try (InputStream in = Page.class.getResourceAsStream("page.mustache")) {
            if (in == null) {
                throw new IllegalStateException("the resource page.mustache is missing from the application");
            }
            return Mustache.compiler().withEscaper(Page::escaped).compile(
                    new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Text as HTML: control characters, which names of classes may bring, are no part of it.
    private static String escaped(String text) {
        return Escapers.HTML.escape(text.lines().map(PlainText::escaped).collect(Collectors.joining("\n")));
    }

    private static Map<String, Object> keyFigure(Report.KeyFigure figure) {
        return Map.of("name", figure.name(), "value", figure.value(), "hasReference", !figure.reference().isEmpty(),
                "reference", figure.reference());
    }

    private static Map<String, Object> section(Report.Section section) {
        return Map.of("id", section.id(), "title", section.title(), "blocks",
                section.blocks().stream().map(Page::block).toList());
    }

    /// A block has exactly one of the names that the template asks for.
    private static Map<String, Object> block(Block block) {
        return switch (block) {
            case Block.Text text -> Map.of("paragraph", Map.of("text", text.text()));
            case Block.Figure figure -> Map.of("single", figure(figure));
            case Block.Figures figures ->
                    Map.of("gallery", Map.of("figures", figures.figures().stream().map(Page::figure).toList()));
            case Block.Table table -> Map.of("table", table(table));
            case Block.TableFile file -> Map.of("paragraph", Map.of("text", file.text()));
        };
    }

    private static Map<String, Object> figure(Block.Figure figure) {
        Picture picture = figure.picture();
        return Map.of("uri", picture.dataUri(), "width", picture.width(), "height", picture.height(), "description",
                picture.description(), "caption", figure.caption(), "grain",
                picture.format() == Picture.Format.PNG ? "grain" : "", "size",
                picture.format() == Picture.Format.SVG && picture.width() > SHRINKS_TO ? "large" : "");
    }

    /// Each cell carries the head of its column, for screens on which a row is a block.
    private static Map<String, Object> table(Block.Table table) {
        List<Map<String, Object>> rows = table.rows().stream()
                .map(row -> Map.<String, Object>of("cells", IntStream.range(0, row.size())
                        .mapToObj(c -> Map.of("head", table.header().get(c), "text", row.get(c))).toList()))
                .toList();
        return Map.of("name", table.name(), "caption", table.caption(), "header", table.header(), "rows", rows);
    }
}
