package io.github.vae4j.study.report;

import java.util.List;

/// What a report says, in the order in which it is read.
///
/// @param title of the page
/// @param summary one sentence under the title
/// @param facts what was run
/// @param keyFigures the results in one view
/// @param sections the rest
public record Report(String title, String summary, List<Fact> facts, List<KeyFigure> keyFigures,
        List<Section> sections) {
    /// Copies the lists.
    public Report {
        facts = List.copyOf(facts);
        keyFigures = List.copyOf(keyFigures);
        sections = List.copyOf(sections);
    }

    /// One thing about the run.
    ///
    /// @param name what it is
    /// @param value in words
    public record Fact(String name, String value) {}

    /// One result.
    ///
    /// @param name what it is, with its unit
    /// @param value in this run
    /// @param reference the same figure in the article, empty if it has none
    public record KeyFigure(String name, String value, String reference) {}

    /// A part of the page with a heading.
    ///
    /// @param id for links, unique in the page: letters, digits and `-`
    /// @param title the heading
    /// @param blocks its content
    public record Section(String id, String title, List<Block> blocks) {
        /// Copies the list.
        public Section {
            blocks = List.copyOf(blocks);
        }
    }
}
