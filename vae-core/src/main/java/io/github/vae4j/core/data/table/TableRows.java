package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.store.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rows of a text file that were kept: their lines, their numbers, and their names if a column has them.
final class TableRows implements Origin {
    private final Path file;
    private int[] lines = new int[64];
    private int[] numbers = new int[64];
    private final List<String> ids = new ArrayList<>();
    private int size;

    TableRows(Path file) {
        this.file = file;
    }

    /// @param line of the row, from 1
    /// @param number of the row, from 0, with those that are left out
    void add(int line, int number) {
        if (size == lines.length) {
            lines = Arrays.copyOf(lines, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        lines[size] = line;
        numbers[size++] = number;
    }

    void addId(String id) {
        ids.add(id);
    }

    int size() {
        return size;
    }

    List<String> ids() {
        return ids;
    }

    @Override
    public int row(int sample) {
        return numbers[sample];
    }

    @Override
    public String id(int sample) {
        return ids.isEmpty() ? Integer.toString(numbers[sample]) : ids.get(sample);
    }

    @Override
    public String place(int sample) {
        return file + ", line " + lines[sample];
    }
}
