package io.github.vae4j.core.track;

import io.github.vae4j.core.ModelFormatException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what a [Recorder] wrote, a step at a time. A last line without an end was cut off and does not count.
final class RecordFile implements Closeable {
    private static final int POSITION = 2;
    private static final int HEXADECIMAL = 16;

    private final Path file;
    private final BufferedReader in;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final List<String> columns;
    private int line;

    /// A step.
    ///
    /// @param epoch from 1
    /// @param step within the epoch, from 1
    /// @param bits of the other columns
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Row(int epoch, int step, long[] bits) {
        boolean isBefore(Row other) {
            return epoch < other.epoch || epoch == other.epoch && step < other.step;
        }
    }

    /// Whether a file begins as a record does.
    static boolean isOne(Path file) throws IOException {
        byte[] title = Recorder.TITLE.getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(title.length), title);
        }
    }

    /// Opens a file and reads its header.
    ///
    /// @throws ModelFormatException if it is no record
    /// @throws IOException if it cannot be read
    RecordFile(Path file) throws IOException {
        this.file = file;
        // A file with other bytes than text is no record; where they are is found by what is expected there.
        in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        try {
            columns = header();
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private List<String> header() throws IOException {
        String text = line();
        if (!Recorder.TITLE.equals(text)) {
            throw wrong("'" + Recorder.TITLE + "'");
        }
        text = line();
        while (text != null && text.startsWith("# ")) {
            int colon = text.indexOf(": ");
            if (colon < 0) {
                throw wrong("'# name: value'");
            }
            fields.put(text.substring(2, colon), text.substring(colon + 2));
            text = line();
        }
        if (text == null || !text.startsWith("epoch\tstep\tcost\t")) {
            throw wrong("the names of the columns");
        }
        return List.of(text.substring("epoch\tstep\t".length()).split("\t", -1));
    }

    private ModelFormatException wrong(String expected) {
        return new ModelFormatException(file + ", line " + line + ": expected " + expected
                + "; it is damaged, or no record of vae4j");
    }

    /// The next whole line without its end; `null` at the end.
    private @Nullable String line() throws IOException {
        StringBuilder text = new StringBuilder();
        line++;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return text.toString();
            }
            text.append((char) c);
        }
        return null;
    }

    Map<String, String> fields() {
        return fields;
    }

    /// The names of what a row has besides epoch and step.
    List<String> columns() {
        return columns;
    }

    /// The next step; `null` at the end.
    @Nullable
    Row next() throws IOException {
        String text = line();
        if (text == null) {
            return null;
        }
        String[] cells = text.split("\t", -1);
        if (cells.length != POSITION + columns.size()) {
            throw wrong(POSITION + columns.size() + " columns but found " + cells.length);
        }
        long[] bits = new long[columns.size()];
        try {
            for (int i = 0; i < bits.length; i++) {
                String cell = cells[POSITION + i];
                if (cell.length() != HEXADECIMAL) {
                    throw new NumberFormatException(cell);
                }
                bits[i] = Long.parseUnsignedLong(cell, HEXADECIMAL);
            }
            return new Row(Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), bits);
        } catch (NumberFormatException e) {
            ModelFormatException failure = wrong(
                    "epoch, step and " + HEXADECIMAL + " hexadecimal digits in each column");
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
