package io.github.vae4j.benchmarks.tool;

import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// A document in Markdown as a page of HTML, light or dark as the reader's system is. On a narrow screen each row of a table
/// is a block with a line for each cell, which then carries the head of its column.
final class Page {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>vae4j benchmarks</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            :root { color-scheme: light dark; --text: #1d2329; --page: #fff; --line: #dde2e6; --code: #f1f3f5;
              --link: #0b5cad;
              --soft: #5c6670 }
            @media screen and (prefers-color-scheme: dark) {
              :root { --text: #dfe4e8; --page: #14181c; --line: #39424a; --code: #232a30; --link: #7db8f0;
                --soft: #a2abb5 }
            }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem;
              color: var(--text); background: var(--page) }
            a { color: var(--link) }
            p, li { max-width: 46rem }
            table { border-collapse: collapse; font-size: 14px; display: block; overflow-x: auto;
              font-variant-numeric: tabular-nums }
            th, td { padding: .2rem .7rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap }
            img { max-width: 100%; height: auto; background: #fff; border-radius: 6px }
            code { background: var(--code); padding: 0 .2em }
            pre { background: var(--code); padding: .7rem; overflow-x: auto }
            @media screen and (max-width: 48rem) {
              body { margin: 1rem auto; overflow-wrap: anywhere }
              h1 { font-size: 1.6rem } h2 { font-size: 1.25rem }
              pre { white-space: pre-wrap }
              thead { display: none }
              table, tbody, tr { display: block }
              tr { padding: .5rem 0; border-bottom: 1px solid var(--line) }
              td { display: flex; gap: 1rem; justify-content: space-between; padding: .1rem 0; border: 0;
                white-space: normal; text-align: right }
              td::before { content: attr(data-label); flex: none; color: var(--soft) }
              td:first-child { font-weight: 600; text-align: left }
              td:first-child::before { content: none }
              td:first-child:not([data-label=""])::after {
                content: attr(data-label); font-weight: 400; color: var(--soft)
              }
              td[data-label=""]::before, td[data-label=""]::after { content: none }
              td:not(:first-child)[data-label=""] { justify-content: flex-start; text-align: left }
              td:empty { display: none }
            }
            @media print {
              :root { color-scheme: light }
              @page { size: landscape; margin: 12mm }
              body { font-size: 10pt; max-width: none; margin: 0; padding: 0 }
              p, li { max-width: none }
              table { display: table; font-size: 8pt }
              th, td { padding: .1rem .35rem }
              td:last-child { white-space: normal }
              h2, img, tr { break-inside: avoid }
              h2, h2 + p, p:has(img) { break-after: avoid }
              img { max-height: 7.5cm }
              pre { white-space: pre-wrap; font-size: 8pt }
            }
            </style></head><body>
            """;

    private Page() {}

    static String of(String markdown) {
        String body = HtmlRenderer.builder().extensions(EXTENSIONS).attributeProviderFactory(context -> Page::label)
                .build()
                .render(Parser.builder().extensions(EXTENSIONS).build().parse(markdown));
        return HEAD + body + "</body></html>\n";
    }

    /// Cells of the body of a table get the text of the head of their column.
    private static void label(Node node, String tag, Map<String, String> attributes) {
        if (tag.equals("td") && node.getParent().getParent().getParent() instanceof TableBlock table) {
            Node head = table.getFirstChild().getFirstChild().getFirstChild();
            for (Node before = node.getPrevious(); before != null; before = before.getPrevious()) {
                head = head.getNext();
            }
            attributes.put("data-label", text(head));
        }
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }
}
