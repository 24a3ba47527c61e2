package io.github.vae4j.core.data.source;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Labels;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.label.LabelColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Puts labels of one file to the samples of another: by the names of the rows where both have them, else in their order.
public final class LabelledSamples {
    private static final int MANY_CLASSES = 10;

    private LabelledSamples() {}

    /// Opens samples and their labels.
    ///
    /// @param options of which the label column is one of the file of labels
    public static Dataset open(Path path, Path labels, ReadOptions options) throws IOException {
        ReadOptions ofSamples = keepingRows(options).withColumns(options.columns().withoutLabel());
        Dataset samples = Sources.open(path, ofSamples).all();
        if (samples.hasLabels()) {
            throw new DataFormatException(path, "", "the samples have labels of their own, and others in " + labels
                    + ": give one of them");
        }
        return join(samples, LabelFiles.read(labels, samples.size(), ofLabels(options)), options, path);
    }

    /// Reads labels, none of which may be missing.
    ///
    /// @param samples how many there should be, or -1 if that is not known
    public static Labels labels(Path path, int samples, ReadOptions options) throws IOException {
        LabelRows rows = LabelFiles.read(path, samples, options);
        requireCount(rows, samples, "samples");
        if (rows.labels().missing() > 0) {
            throw missing(rows, rows.labels().firstMissing());
        }
        return classes(rows, rows.labels());
    }

    /// Columns to leave out and the like are those of the samples.
    private static ReadOptions ofLabels(ReadOptions options) {
        return ReadOptions.defaults().withNotes(options.notes())
                .withColumns(options.columns().label().map(column -> ReadOptions.defaults().columns().withLabel(column))
                        .orElse(ReadOptions.defaults().columns()));
    }

    /// The options under which no row is left out.
    static ReadOptions keepingRows(ReadOptions options) {
        return options.missing() == Missing.DROP ? options.withMissing(Missing.MASK) : options;
    }

    /// Puts labels to samples.
    static Dataset join(Dataset samples, LabelRows rows, ReadOptions options, Path path) throws DataFormatException {
        LabelColumn labels = inOrder(samples, rows, options, path);
        boolean[] kept = new boolean[samples.size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = !labels.isMissing(i);
            if (!kept[i] && options.missing() != Missing.DROP) {
                throw missing(rows, rows.labels().firstMissing());
            }
        }
        if (labels.distinct() == samples.size() && samples.size() >= MANY_CLASSES) {
            options.notes().accept(rows.file() + ": each of the " + samples.size()
                    + " rows has a label of its own: are these labels?");
        }
        if (labels.missing() == 0) {
            return complete(samples.withLabels(classes(rows, labels)), options, path);
        }
        if (labels.distinct() == 0) {
            throw new DataFormatException(rows.file(), "", "expected one label at least, found none");
        }
        options.notes().accept(rows.file() + ": " + labels.missing() + " of " + labels.size()
                + " rows have no label and are left out");
        int[] indices = IntStream.range(0, kept.length).filter(i -> kept[i]).toArray();
        return complete(samples.subset(indices).withLabels(classes(rows, labels.of(indices))), options, path);
    }

    private static DataFormatException missing(LabelRows rows, int row) {
        return new DataFormatException(rows.file(), rows.place().apply(row), "expected a label, found none: leave out"
                + " samples without a label (--missing drop), or give that class another name");
    }

    /// @param labels some of the rows, in another order perhaps
    private static Labels classes(LabelRows rows, LabelColumn labels) throws DataFormatException {
        return labels.labels(rows.file(), row -> rows.place().apply(rows.labels().firstRow(labels.text(row))));
    }

    /// The samples without missing values, if those are to be left out.
    static Dataset complete(Dataset samples, ReadOptions options, Path path) throws DataFormatException {
        if (options.missing() != Missing.DROP || !samples.hasMissing()) {
            return samples;
        }
        float[] row = new float[samples.features()];
        int[] kept = IntStream.range(0, samples.size()).filter(i -> {
            samples.read(i, 0, row, 0);
            for (float value : row) {
                if (Float.isNaN(value)) {
                    return false;
                }
            }
            return true;
        }).toArray();
        if (kept.length == 0) {
            throw new DataFormatException(path, "", "expected one row without a missing value at least, found none in "
                    + samples.size());
        }
        options.notes().accept(path + ": " + (samples.size() - kept.length) + " of " + samples.size()
                + " rows have missing values and are left out");
        return samples.subset(kept);
    }

    private static void requireCount(LabelRows rows, int samples, String what) throws DataFormatException {
        if (samples >= 0 && rows.labels().size() != samples) {
            throw new DataFormatException(rows.file(), "", "has " + rows.labels().size() + " labels but there are "
                    + samples + " " + what);
        }
    }

    /// The labels in the order of the samples.
    private static LabelColumn inOrder(Dataset samples, LabelRows rows, ReadOptions options, Path path)
            throws DataFormatException {
        Map<String, Integer> rowOf = rowsByName(rows.ids());
        int known = 0;
        int inPlace = 0;
        int[] order = new int[samples.size()];
        for (int i = 0; i < order.length; i++) {
            Integer row = find(rowOf, samples.id(i));
            order[i] = row == null ? -1 : row;
            known += row == null ? 0 : 1;
            inPlace += row != null && row == i ? 1 : 0;
        }
        boolean same = known == samples.size() && rows.labels().size() == samples.size();
        // Numbers may count something else in each file, unless they are the same ones.
        boolean names = hasNames(samples) && known > 0 && (same || !areNumbers(rows.ids()));
        if (!names || inPlace == samples.size() && same) {
            if (rows.labels().size() != samples.size()) {
                throw new DataFormatException(rows.file(), "", "has " + rows.labels().size() + " labels but " + path
                        + " has " + samples.size() + " samples");
            }
            return rows.labels();
        }
        for (int i = 0; i < order.length; i++) {
            if (order[i] < 0) {
                throw new DataFormatException(rows.file(), "", "expected a label for every row of " + path
                        + ", found none for " + samples.id(i));
            }
        }
        options.notes().accept(rows.file() + ": labels are put to samples by the names of the rows");
        return rows.labels().of(order);
    }

    /// Names that are there twice name nothing.
    private static Map<String, Integer> rowsByName(List<String> ids) {
        Map<String, Integer> rows = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            if (rows.put(ids.get(i), i) != null) {
                return Map.of();
            }
        }
        return rows;
    }

    private static boolean areNumbers(List<String> ids) {
        return ids.stream().allMatch(id -> id.matches("[0-9]{1,9}"));
    }

    private static boolean hasNames(Dataset samples) {
        for (int i = 0; i < samples.size(); i++) {
            if (!samples.id(i).equals(Integer.toString(samples.row(i)))) {
                return true;
            }
        }
        return false;
    }

    /// The row of a name; tables often name images without the end of the file's name.
    private static @Nullable Integer find(Map<String, Integer> rows, String id) {
        Integer row = rows.get(id);
        int point = id.lastIndexOf('.');
        return row == null && point > 0 ? rows.get(id.substring(0, point)) : row;
    }
}
