package io.github.vae4j.core.data.array;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.file.ElementType;
import io.github.vae4j.core.data.label.LabelColumn;
import io.github.vae4j.core.data.label.OneHot;
import io.github.vae4j.core.data.table.MissingText;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Arrays as labels: whole numbers of any type, truth values, texts; of shape (n), (n, 1), (1, n), or one-hot (n, k). Of
/// whole numbers in 8 columns, as QMNIST has them, the first column is the label.
public final class ArrayLabels {
    private static final int QMNIST_COLUMNS = 8;

    private ArrayLabels() {}

    /// The labels, of which some may be missing: NaN, and texts that say so.
    ///
    /// @param samples how many there should be, or -1 if that is not known
    public static LabelColumn of(NpyContent array, int samples) throws DataFormatException {
        return switch (array) {
            case TextArray texts -> ofTexts(texts, samples);
            case StoredArray numbers -> ofNumbers(numbers, samples);
            case RecordArray records -> throw new DataFormatException(records.path(), "header",
                    "expected labels, found the fields " + records.names() + ": say which one it is (--label-column)");
        };
    }

    /// The labels, none missing.
    static Labels required(TextArray array, int samples) throws DataFormatException {
        LabelColumn column = of(array, samples);
        if (column.missing() > 0) {
            throw array.file().error("row " + column.firstMissing(), "expected a label, found none");
        }
        return column.labels(array.file().path(), row -> array.file().place("row " + row));
    }

    /// The labels, none missing.
    static Labels required(StoredArray array, int samples) throws DataFormatException {
        LabelColumn column = of(array, samples);
        if (column.missing() > 0) {
            throw array.at(column.firstMissing(), "expected a label, found NaN");
        }
        return column.labels(array.file().path(), row -> array.file().place("row " + row));
    }

    private static LabelColumn ofTexts(TextArray array, int samples) throws DataFormatException {
        int n = count(array.file(), array.shape(), samples);
        if (n < 0) {
            throw shape(array.file(), array);
        }
        LabelColumn out = new LabelColumn();
        for (int i = 0; i < n; i++) {
            add(out, array.text(i).strip());
        }
        return out;
    }

    private static void add(LabelColumn out, String text) {
        if (MissingText.is(text)) {
            out.addMissing();
        } else {
            out.add(text);
        }
    }

    private static LabelColumn ofNumbers(StoredArray array, int samples) throws DataFormatException {
        int[] shape = array.shape();
        int n = count(array.file(), shape, samples);
        if (n >= 0) {
            return column(array, n, 1);
        }
        if (shape.length != 2) {
            throw shape(array.file(), array);
        }
        LabelColumn classes = oneHot(array, shape[0], shape[1]);
        if (classes != null) {
            return classes;
        }
        if (shape[1] == QMNIST_COLUMNS && array.type() == ElementType.I4) {
            return column(array, shape[0], QMNIST_COLUMNS);
        }
        throw shape(array.file(), array);
    }

    private static DataFormatException shape(ArrayFile file, NpyContent array) {
        return file.error("header",
                "expected labels in one dimension, (n) or (n, 1), or one-hot, (n, classes), found shape "
                        + Arrays.toString(array.shape()));
    }

    /// How many labels there are in a shape of one dimension, or in one that has a second dimension of 1; else -1.
    private static int count(ArrayFile file, int[] shape, int samples) throws DataFormatException {
        long elements = ArrayShape.elements(shape);
        if (elements > Integer.MAX_VALUE - 8) {
            throw file.error("header", "expected at most 2^31 - 9 labels, found " + elements);
        }
        boolean row = shape.length == 2 && shape[0] == 1 && (samples < 0 || samples == shape[1]);
        boolean column = shape.length > 1 && shape[0] == elements;
        return shape.length == 1 || column || row ? (int) elements : -1;
    }

    private static LabelColumn column(StoredArray array, int rows, int columns) throws DataFormatException {
        LabelColumn out = new LabelColumn();
        String last = "";
        long lastBits = 0;
        boolean known = false;
        for (int i = 0; i < rows; i++) {
            long index = (long) i * columns;
            if (array.type().isFloat()) {
                double value = array.type().get(array.data(), array.offset(), index, array.order());
                if (Double.isInfinite(value)) {
                    throw array.at(index, "expected a label, found " + value);
                }
                if (value != Math.rint(value) && !Double.isNaN(value)) {
                    throw array.at(index, "expected whole numbers or names as labels, found " + value
                            + ": this is a quantity, no class");
                }
                add(out, text(array.type(), array.data(), array.offset(), index, array.order()));
                continue;
            }
            long bits = array.type().whole(array.data(), array.offset(), index, array.order());
            if (!known || bits != lastBits) {
                // Mostly the same few: no new string for a label that was seen just now.
                last = text(array.type(), array.data(), array.offset(), index, array.order());
                lastBits = bits;
                known = true;
            }
            out.add(last);
        }
        return out;
    }

    private static @Nullable LabelColumn oneHot(StoredArray array, int rows, int columns) throws DataFormatException {
        if (columns < 2) {
            return null;
        }
        LabelColumn out = new LabelColumn();
        float[] row = new float[columns];
        for (int i = 0; i < rows; i++) {
            array.type().toFloats(array.data(), array.offset(), (long) i * columns, array.order(), row, 0, columns);
            int found = OneHot.index(row, 0, columns);
            if (found < 0) {
                return null;
            }
            out.add(Integer.toString(found));
        }
        return out;
    }

    /// An element as text: a whole number without a point, a truth value as Python writes it.
    static String text(ElementType type, MemorySegment data, long offset, long index, ByteOrder order) {
        if (type == ElementType.BOOL) {
            return type.whole(data, offset, index, order) == 0 ? "False" : "True";
        }
        if (!type.isFloat()) {
            long bits = type.whole(data, offset, index, order);
            return type == ElementType.U8 ? Long.toUnsignedString(bits) : Long.toString(bits);
        }
        double value = type.get(data, offset, index, order);
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
