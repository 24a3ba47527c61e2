package io.github.vae4j.benchmarks.tool;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// A document in Markdown as a page of HTML, light or dark as the reader's system is.
final class Page {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>vae4j benchmarks</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            :root { color-scheme: light dark; --text: #1d2329; --page: #fff; --line: #dde2e6; --code: #f1f3f5;
              --link: #0b5cad }
            @media (prefers-color-scheme: dark) {
              :root { --text: #dfe4e8; --page: #14181c; --line: #39424a; --code: #232a30; --link: #7db8f0 }
            }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
              color: var(--text); background: var(--page) }
            a { color: var(--link) }
            table { border-collapse: collapse; font-size: 14px; display: block; overflow-x: auto;
              font-variant-numeric: tabular-nums }
            th, td { padding: .2rem .7rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap }
            img { max-width: 100%; height: auto; background: #fff; border-radius: 6px }
            code { background: var(--code); padding: 0 .2em }
            pre { background: var(--code); padding: .7rem; overflow-x: auto }
            </style></head><body>
            """;

    private Page() {}

    static String of(String markdown) {
        String body = HtmlRenderer.builder().extensions(EXTENSIONS).build()
                .render(Parser.builder().extensions(EXTENSIONS).build().parse(markdown));
        return HEAD + body + "</body></html>\n";
    }
}
