package io.github.vae4j.core.data.label;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Labels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// The labels of rows as they are written, in the order of the rows; some may be missing. Filled row by row.
public final class LabelColumn {
    private static final int MISSING = -1;

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> index = new HashMap<>();
    private int[] codes = new int[64];
    private int size;
    private int missing;

    private void addCode(int code) {
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, 2 * size);
        }
        codes[size++] = code;
    }

    /// Adds the label of the next row.
    public void add(String text) {
        Integer code = index.get(text);
        if (code == null) {
            code = texts.size();
            texts.add(text);
            index.put(text, code);
        }
        addCode(code);
    }

    /// Adds a row without a label.
    public void addMissing() {
        addCode(MISSING);
        missing++;
    }

    /// The number of rows.
    public int size() {
        return size;
    }

    /// The number of rows without a label.
    public int missing() {
        return missing;
    }

    /// Whether a row has no label.
    public boolean isMissing(int row) {
        return codes[row] == MISSING;
    }

    /// The first row without a label, or -1.
    public int firstMissing() {
        for (int row = 0; row < size; row++) {
            if (codes[row] == MISSING) {
                return row;
            }
        }
        return -1;
    }

    /// How many different labels there are.
    public int distinct() {
        return texts.size();
    }

    /// The label of a row that has one.
    public String text(int row) {
        return texts.get(codes[row]);
    }

    /// The first row with a label that some row has.
    public int firstRow(String label) {
        int code = index.getOrDefault(label, MISSING);
        for (int row = 0; row < size; row++) {
            if (codes[row] == code) {
                return row;
            }
        }
        throw new IllegalArgumentException("no row has the label " + label);
    }

    /// The labels of some rows, in another order perhaps.
    public LabelColumn of(int... rows) {
        LabelColumn out = new LabelColumn();
        for (int row : rows) {
            if (isMissing(row)) {
                out.addMissing();
            } else {
                out.add(text(row));
            }
        }
        return out;
    }

    /// The labels as classes.
    ///
    /// @param file that they are from
    /// @param place where a row of this column stands in it, for messages
    /// @throws DataFormatException if a label is a number with a fraction, or if there are too many classes
    /// @throws IllegalStateException if a label is missing
    public Labels labels(Path file, IntFunction<String> place) throws DataFormatException {
        if (missing > 0) {
            throw new IllegalStateException("row " + firstMissing() + " has no label");
        }
        for (String text : texts) {
            if (ClassNames.isQuantity(text)) {
                throw new DataFormatException(file, place.apply(firstRow(text)), "expected whole numbers or names as"
                        + " labels, found " + text + ": this is a quantity, no class");
            }
        }
        ClassNames names;
        try {
            names = ClassNames.of(texts);
        } catch (IllegalArgumentException e) {
            throw new DataFormatException(file, "", String.valueOf(e.getMessage()));
        }
        int[] classes = texts.stream().mapToInt(names::index).toArray();
        int[] values = new int[size];
        Arrays.setAll(values, row -> classes[codes[row]]);
        return Labels.of(values, names.names());
    }
}
