package io.github.vae4j.core.data.label;

import io.github.vae4j.core.data.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /// The labels of some rows, in another order perhaps.
    public LabelColumn of(int... rows) {
        LabelColumn out = new LabelColumn();
        for (int row : rows) {
            if (isMissing(row)) {
                out.addMissing();
            } else {
                out.add(texts.get(codes[row]));
            }
        }
        return out;
    }

    /// The labels as classes.
    ///
    /// @throws IllegalArgumentException if there are too many classes, or numbers with a fraction
    /// @throws IllegalStateException if a label is missing
    public Labels labels() {
        if (missing > 0) {
            throw new IllegalStateException("row " + firstMissing() + " has no label");
        }
        ClassNames names = ClassNames.of(texts, false);
        int[] classes = texts.stream().mapToInt(names::index).toArray();
        int[] values = new int[size];
        Arrays.setAll(values, row -> classes[codes[row]]);
        return Labels.of(values, names.names());
    }
}
