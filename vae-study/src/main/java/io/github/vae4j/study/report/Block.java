package io.github.vae4j.study.report;

import io.github.vae4j.study.picture.Picture;
import java.util.List;

/// A piece of a section.
public sealed interface Block {
    /// A paragraph.
    ///
    /// @param text without markup
    record Text(String text) implements Block {}

    /// One picture with what it shows in this run beside it.
    ///
    /// @param picture the picture
    /// @param caption one or more sentences
    record Figure(Picture picture, String caption) implements Block {}

    /// Pictures of one kind, as many side by side as there is room.
    ///
    /// @param figures the pictures
    record Figures(List<Figure> figures) implements Block {
        /// Copies the list.
        public Figures {
            figures = List.copyOf(figures);
        }
    }

    /// A table: on the page and as a CSV file.
    ///
    /// @param name of its file, without ending
    /// @param caption what it says
    /// @param header names of the columns
    /// @param rows cells as they are shown
    record Table(String name, String caption, List<String> header, List<List<String>> rows) implements Block {
        /// Copies the lists.
        ///
        /// @throws IllegalArgumentException if a row has more or fewer cells than the header
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != header.size()) {
                    throw new IllegalArgumentException("table " + name + " has a row of " + row.size()
                            + " cells under a header of " + header.size());
                }
            }
        }
    }

    /// A table that is only a file: too long for the page.
    ///
    /// @param table the table
    /// @param text says that the file is there and what it holds
    record TableFile(Table table, String text) implements Block {}
}
