package io.github.vae4j.core.data.table;

/// How cells and numbers are written.
///
/// @param delimiter between cells; a blank stands for one or more blanks and tabs
/// @param decimalComma whether numbers are written `0,5`
record Dialect(byte delimiter, boolean decimalComma) {
    /// Commas and decimal points.
    static final Dialect PLAIN = new Dialect((byte) ',', false);

    boolean blanks() {
        return delimiter == ' ';
    }

    /// What separates the cells, for messages.
    String delimiterName() {
        return switch (delimiter) {
            case ',' -> "commas";
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            case ' ' -> "blanks";
            default -> "'" + (char) delimiter + "'";
        };
    }
}
