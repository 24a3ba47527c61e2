package io.github.vae4j.core.data;

import java.util.Optional;

/// How the text of a CSV file is laid out. Immutable; start from [#recognised()] or [#plain()] and change what differs.
///
/// @param header whether the first line names the columns; empty to find out by comparing it with the others
/// @param delimiter the character between cells, a blank for any number of blanks; empty to find out
/// @param decimalComma whether numbers are written `0,5` instead of `0.5`; empty to find out
public record CsvFormat(Optional<Boolean> header, Optional<Character> delimiter, Optional<Boolean> decimalComma) {
    /// Checks the layout.
    ///
    /// @throws IllegalArgumentException if the delimiter cannot be one: a quote, a line end, or part of a number
    public CsvFormat {
        if (delimiter.isPresent()) {
            char c = delimiter.get();
            if (c == '"' || c == '\n' || c == '\r' || c > 126 || (c < 32 && c != '\t')
                    || "+-.eE0123456789".indexOf(c) >= 0) {
                throw new IllegalArgumentException("character " + (int) c + " cannot separate cells");
            }
        }
    }

    /// A layout that the reader finds out.
    ///
    /// @return the layout
    public static CsvFormat recognised() {
        return new CsvFormat(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Commas, decimal points, no header.
    ///
    /// @return the layout
    public static CsvFormat plain() {
        return new CsvFormat(Optional.of(false), Optional.of(','), Optional.of(false));
    }

    /// The same with or without a header.
    ///
    /// @param has whether the first line names the columns
    /// @return a new layout
    public CsvFormat withHeader(boolean has) {
        return new CsvFormat(Optional.of(has), delimiter, decimalComma);
    }

    /// The same with a delimiter.
    ///
    /// @param character between cells; a blank stands for one or more blanks and tabs
    /// @return a new layout
    /// @throws IllegalArgumentException if it cannot be one
    public CsvFormat withDelimiter(char character) {
        return new CsvFormat(header, Optional.of(character), decimalComma);
    }

    /// The same with decimal commas or points.
    ///
    /// @param comma `true` for `0,5`, `false` for `0.5`
    /// @return a new layout
    public CsvFormat withDecimalComma(boolean comma) {
        return new CsvFormat(header, delimiter, Optional.of(comma));
    }
}
