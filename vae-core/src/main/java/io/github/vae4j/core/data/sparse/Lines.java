package io.github.vae4j.core.data.sparse;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.file.ContentStream;
import io.github.vae4j.core.data.table.NumberText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The lines of a text and the words in them, read one after the other: only the current line is in memory.
final class Lines {
    private static final int BUFFER = 1 << 16;
    private static final int SHOWN = 40;
    /// Numbers with more digits are no indices.
    private static final int MOST_DIGITS = 10;

    private final ContentStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int bufferAt;
    private int bufferEnd;
    private boolean afterReturn;

    private byte[] line = new byte[256];
    private int length;
    private long number;
    /// The current word.
    private int wordFrom;
    private int wordTo;

    Lines(ContentStream in) {
        this.in = in;
    }

    /// Goes to the next line.
    ///
    /// @return `false` at the end
    boolean next() throws IOException {
        length = 0;
        wordFrom = 0;
        wordTo = 0;
        boolean any = false;
        while (true) {
            if (bufferAt == bufferEnd) {
                bufferAt = 0;
                bufferEnd = Math.max(0, in.read(buffer, 0, BUFFER));
                if (bufferEnd == 0) {
                    number += any ? 1 : 0;
                    return any;
                }
            }
            byte c = buffer[bufferAt++];
            boolean secondOfTwo = c == '\n' && afterReturn;
            afterReturn = c == '\r';
            if (secondOfTwo) {
                continue;
            }
            any = true;
            if (c == '\n' || c == '\r') {
                number++;
                return true;
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = c;
        }
    }

    /// Goes to the next word of the line.
    ///
    /// @return `false` if there is none
    boolean nextWord() {
        int at = wordTo;
        while (at < length && isBlank(line[at])) {
            at++;
        }
        wordFrom = at;
        while (at < length && !isBlank(line[at])) {
            at++;
        }
        wordTo = at;
        return wordTo > wordFrom;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t' || c == '\f' || c == 0x0B;
    }

    /// The first byte of the line that is no blank, or 0 if there is none; the words begin anew.
    byte first() {
        wordTo = 0;
        byte first = nextWord() ? line[wordFrom] : 0;
        wordTo = 0;
        return first;
    }

    /// The number of the line, from 1.
    int number() {
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    String word() {
        return new String(line, wordFrom, wordTo - wordFrom, StandardCharsets.UTF_8);
    }

    /// The place of a byte in the current word, counted from its start, or -1.
    int find(char c) {
        for (int i = wordFrom; i < wordTo; i++) {
            if (line[i] == c) {
                return i - wordFrom;
            }
        }
        return -1;
    }

    int wordLength() {
        return wordTo - wordFrom;
    }

    /// A whole number from 0 on in a part of the current word, or -1 if there is none.
    long whole(int from, int to) {
        if (to - from < 1 || to - from > MOST_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = wordFrom + from; i < wordFrom + to; i++) {
            if (line[i] < '0' || line[i] > '9') {
                return -1;
            }
            value = value * 10 + line[i] - '0';
        }
        return value;
    }

    /// The float nearest to the number in a part of the current word; NaN if there is no finite number.
    float real(int from, int to) {
        return NumberText.parse(line, wordFrom + from, wordFrom + to, false);
    }

    /// Whether a part of the current word says that a value is missing.
    boolean isMissing(int from, int to) {
        String text = new String(line, wordFrom + from, to - from, StandardCharsets.UTF_8);
        return text.equalsIgnoreCase("nan") || text.equals("NA");
    }

    /// An exception for the current line.
    DataFormatException error(String problem) {
        return new DataFormatException(in.file(), in.place("line " + Math.max(1, number)), problem);
    }

    /// What was found in place of something, for messages.
    String found() {
        if (wordTo == wordFrom) {
            return "found the end of the line";
        }
        String word = word();
        return "found \"" + (word.length() > SHOWN ? word.substring(0, SHOWN) + "..." : word) + "\"";
    }

    ContentStream in() {
        return in;
    }
}
