package io.github.vae4j.core.data.table;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Missing;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.data.label.LabelColumn;
import io.github.vae4j.core.data.store.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads tables of binary files by the rules of text tables: which columns are features, the label, the index.
public final class RecordTable {
    private final Records records;
    private final ReadOptions options;
    private final Roles roles;
    private final int label;
    private final int id;
    private final boolean needsLabels;

    private RecordTable(Records records, ReadOptions options, Roles roles, boolean needsLabels) {
        this.records = records;
        this.options = options;
        this.roles = roles;
        this.label = roles.column(Roles.LABEL);
        this.id = roles.column(Roles.ID);
        this.needsLabels = needsLabels;
    }

    /// Reads samples: numbers, and a label if a column of them is chosen.
    public static Table samples(Records records, ReadOptions options) throws DataFormatException {
        Layout layout = Layout.of(records);
        Roles roles = Roles.ofSamples(records.path(), layout, options.columns());
        RecordTable reader = new RecordTable(records, options, roles, true);
        Table table = reader.read();
        new TableNotes(records.path(), layout, roles, options).tell(table, records.rows() - table.rows());
        return table;
    }

    /// Reads labels alone; missing ones are kept as such.
    public static Table labels(Records records, ReadOptions options) throws DataFormatException {
        Roles roles = Roles.ofLabels(records.path(), Layout.of(records), options.columns());
        return new RecordTable(records, options.withMissing(Missing.MASK), roles, false).read();
    }

    private Table read() throws DataFormatException {
        int features = roles.features();
        if ((long) records.rows() * features > Integer.MAX_VALUE - 8) {
            throw new DataFormatException(records.path(), "header", "expected at most 2^31 - 9 values, found "
                    + records.rows() + " rows of " + features);
        }
        float[] values = new float[records.rows() * features];
        int[] kept = new int[records.rows()];
        LabelColumn labels = new LabelColumn();
        List<String> ids = new ArrayList<>();
        int rows = 0;
        for (int row = 0; row < records.rows(); row++) {
            if (!row(row, values, rows * features)) {
                continue;
            }
            if (label >= 0) {
                addLabel(labels, row);
            }
            if (id >= 0) {
                ids.add(records.text(row, id));
            }
            kept[rows++] = row;
        }
        if (rows == 0) {
            throw new DataFormatException(records.path(), "data",
                    "expected one row without a missing value at least, found none in " + records.rows());
        }
        Origin all = Origin.rows(records.path(), records.part());
        return new Table(Arrays.copyOf(values, rows * features), features, roles.featureNames(), labels,
                new Kept(all, Arrays.copyOf(kept, rows), ids), rows, id >= 0);
    }

    private void addLabel(LabelColumn labels, int row) throws DataFormatException {
        String text = records.text(row, label).strip();
        if (MissingText.is(text)) {
            labels.addMissing();
        } else {
            labels.add(text);
        }
    }

    /// Takes the values of a row; `false` if it is to be left out.
    private boolean row(int row, float[] values, int offset) throws DataFormatException {
        int next = offset;
        for (int column = 0; column < roles.of.length; column++) {
            boolean missing = false;
            if (roles.of[column] == Roles.FEATURE) {
                float value = records.number(row, column);
                missing = Float.isNaN(value);
                if (Float.isInfinite(value)) {
                    throw error(row, column, "expected a finite number, found " + value);
                }
                values[next++] = value;
            } else if (column == label && needsLabels) {
                missing = MissingText.is(records.text(row, column).strip());
                if (missing && options.missing() == Missing.MASK) {
                    throw error(row, column, "expected a label, found none");
                }
            }
            if (missing && options.missing() == Missing.REFUSE) {
                throw error(row, column, "expected a value, found none: leave out rows with missing values"
                        + " (--missing drop) or keep these as missing (--missing mask)");
            }
            if (missing && options.missing() == Missing.DROP) {
                return false;
            }
        }
        return true;
    }

    private DataFormatException error(int row, int column, String problem) {
        return new DataFormatException(records.path(), "row " + row + " (counted from 0), column "
                + Quotation.of(records.names().get(column)), problem);
    }

    /// Rows that were kept, with names if a column has them.
    private static final class Kept implements Origin {
        private final Origin all;
        private final int[] kept;
        private final List<String> ids;

        Kept(Origin all, int[] kept, List<String> ids) {
            this.all = all;
            this.kept = kept;
            this.ids = ids;
        }

        @Override
        public int row(int sample) {
            return kept[sample];
        }

        @Override
        public String id(int sample) {
            return ids.isEmpty() ? Integer.toString(kept[sample]) : ids.get(sample);
        }

        @Override
        public String place(int sample) {
            return all.place(kept[sample]);
        }
    }
}
