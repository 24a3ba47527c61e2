package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import java.util.ArrayList;
import java.util.List;

/// Reads the few Python literals that occur in the header of a `.npy` file, from left to right.
final class PythonText {
    private final ArrayFile file;
    private final String text;
    private final int start;
    private int at;

    /// @param start byte of the file where the text begins
    PythonText(ArrayFile file, String text, int start) {
        this.file = file;
        this.text = text;
        this.start = start;
    }

    /// The next character that is no blank, without taking it; 0 at the end.
    char peek() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    void expect(char wanted) throws DataFormatException {
        if (peek() != wanted) {
            throw error("expected '" + wanted + "' in the header");
        }
        at++;
    }

    String string() throws DataFormatException {
        char quote = peek();
        if (quote != '\'' && quote != '"') {
            throw error("expected a string in quotes");
        }
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw error("expected the closing quote of a string");
        }
        String content = text.substring(at + 1, end);
        at = end + 1;
        return content;
    }

    boolean truth() throws DataFormatException {
        boolean isTrue = peek() == 'T';
        String word = isTrue ? "True" : "False";
        if (!text.startsWith(word, at)) {
            throw error("expected True or False");
        }
        at += word.length();
        return isTrue;
    }

    int[] tuple(int mostSizes) throws DataFormatException {
        expect('(');
        List<Integer> sizes = new ArrayList<>();
        while (peek() != ')') {
            sizes.add(size());
            if (sizes.size() > mostSizes) {
                throw error("expected at most " + mostSizes + " dimensions");
            }
            if (peek() != ')') {
                expect(',');
            }
        }
        expect(')');
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    /// A whole number; Python 2 wrote an L behind some.
    int size() throws DataFormatException {
        peek();
        long value = -1;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = Math.max(value, 0) * 10 + (text.charAt(at) - '0');
            if (value > Integer.MAX_VALUE) {
                throw error("expected sizes up to 2^31 - 1");
            }
            at++;
        }
        if (value < 0) {
            throw error("expected a size, a whole number of 0 or more");
        }
        at += at < text.length() && text.charAt(at) == 'L' ? 1 : 0;
        return (int) value;
    }

    DataFormatException error(String problem) {
        return file.atByte(start + (long) at, problem);
    }
}
