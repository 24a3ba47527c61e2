package io.github.vae4j.study.report;

import java.util.Locale;

/// Text for a terminal. Names of classes and files come from whoever made the data: they may hold characters that move the
/// cursor, hide what was written or answer in the user's place, and they may be of any length.
public final class PlainText {
    private static final int MAX_MESSAGE = 1_000;
    private static final int END = 200;

    private PlainText() {}

    /// A message as one line: breaks become blanks, a text of more than 1,000 characters loses its middle.
    ///
    /// @param message any text
    /// @return one line
    public static String line(String message) {
        String line = escaped(message.strip().replaceAll("\\s*\\R\\s*", " "));
        return line.length() <= MAX_MESSAGE
                ? line
                : line.substring(0, MAX_MESSAGE - END) + " ... " + line.substring(line.length() - END);
    }

    /// The same text with `\` and four hexadecimal digits in place of each character that a terminal obeys.
    ///
    /// @param text any text
    /// @return the text, safe to print
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    /// No control character, and none that turns the direction of writing.
    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> c == '\u200c' || c == '\u200d' || c == '\u00ad';
            default -> true;
        };
    }
}
