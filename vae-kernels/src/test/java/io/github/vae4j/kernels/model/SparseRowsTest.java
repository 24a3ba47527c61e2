package io.github.vae4j.kernels.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vae4j.kernels.internal.TwinCases.Values;
import io.github.vae4j.kernels.internal.matmul.SparseCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseRowsTest {
    /// Dense rows become the lists they were made from.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 40, 784})
    void denseRowsBecomeLists(int cols) {
        int rows = 11;
        SparseCases x = SparseCases.of(Values.ORDINARY, rows, cols, 0.2, 3, cols);
        int stride = cols + 2;
        float[] dense = new float[4 + rows * stride];
        float[] packed = x.dense(cols);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(packed, r * cols, dense, 4 + r * stride, cols);
            dense[4 + r * stride + cols] = 9;
        }
        int[] rowStart = new int[3 + rows + 1];
        rowStart[3] = 3;
        SparseRows.count(rowStart, 4, dense, 4, stride, rows, cols);
        int end = SparseRows.starts(rowStart, 3, rows);
        assertThat(rowStart).isEqualTo(x.rowStart());
        assertThat(end).isEqualTo(x.column().length);
        int[] column = new int[end];
        float[] value = new float[x.value().length];
        // Two parts, as two threads fill them.
        SparseRows.fill(rowStart, 3, column, value, dense, 4, stride, 5, cols);
        SparseRows.fill(rowStart, 8, column, value, dense, 4 + 5 * stride, stride, rows - 5, cols);
        assertThat(column).isEqualTo(x.column());
        for (int e = 3; e < end; e++) {
            assertThat(value[e]).isEqualTo(x.value()[e]);
        }
        assertThatCode(() -> SparseRows.check(rowStart, 3, column, value, rows, cols)).doesNotThrowAnyException();
    }

    /// In one range, and in several of which some are empty.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 33, 150})
    void entriesByColumns(int cols) {
        int rows = 11;
        SparseCases x = SparseCases.of(Values.ORDINARY, rows, cols, 0.2, 3, cols);
        SparseCases.ByColumn expected = x.byColumn(cols);
        for (int step : new int[] {cols, 1, 7}) {
            int entries = expected.row().length;
            int[] columnStart = new int[3 + cols + 1];
            int[] row = new int[entries];
            float[] value = new float[entries];
            // From the last range to the first: none depends on another.
            for (int first = (cols - 1) / step * step; first >= 0; first -= step) {
                SparseRows.transpose(columnStart, 3, row, value, x.rowStart(), 3, x.column(), x.value(), rows, cols,
                        first, Math.min(step, cols - first), new int[2 * rows]);
            }
            assertThat(columnStart).as("ranges of %d", step).isEqualTo(expected.start());
            assertThat(row).isEqualTo(expected.row());
            assertThat(value).isEqualTo(expected.value());
        }
    }

    @Test
    void noColumnsHaveOneStart() {
        int[] columnStart = {5};
        SparseRows.transpose(columnStart, 0, new int[0], new float[0], new int[] {0, 0}, 0, new int[0], new float[0], 1,
                0, 0, 0, new int[2]);
        assertThat(columnStart).containsExactly(0);
    }

    @Test
    void negativeZeroIsNoEntryAndNaNIsOne() {
        float[] x = {0f, -0f, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY};
        int[] rowStart = new int[2];
        SparseRows.count(rowStart, 1, x, 0, 5, 1, 5);
        assertThat(SparseRows.starts(rowStart, 0, 1)).isEqualTo(3);
        int[] column = new int[3];
        float[] value = new float[3];
        SparseRows.fill(rowStart, 0, column, value, x, 0, 5, 1, 5);
        assertThat(column).containsExactly(2, 3, 4);
        assertThat(value).containsExactly(Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY);
    }

    @Test
    void listsThatAreNotInOrder() {
        float[] value = new float[4];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.check(new int[] {0, 2, 4}, 0, new int[] {0, 3, 2, 2}, value, 2, 4))
                .withMessage("columns must rise from 0 to 3 within a row, but row 1 has column 2 behind 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.check(new int[] {0, 2, 4}, 0, new int[] {0, 4, 0, 1}, value, 2, 4))
                .withMessage("columns must rise from 0 to 3 within a row, but row 0 has column 4 behind 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.check(new int[] {0, 2, 4}, 0, new int[] {-1, 1, 0, 1}, value, 2, 4))
                .withMessage("columns must rise from 0 to 3 within a row, but row 0 has column -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.check(new int[] {-1, 2}, 0, new int[4], value, 1, 4))
                .withMessage("rowStart must rise from 0 or more, but start 0 is -1");
    }

    @Test
    void countsThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.starts(new int[] {0, 2_000_000_000, 2_000_000_000}, 0, 2))
                .withMessage("rowStart must hold counts of 0 or more, 2147483647 in all, but with row 1, of 2000000000"
                        + " entries, there are 4000000000");
        assertThatIllegalArgumentException().isThrownBy(() -> SparseRows.starts(new int[] {0, -2}, 0, 1))
                .withMessageStartingWith("rowStart must hold counts of 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparseRows.fill(new int[] {0, 1}, 0, new int[1], new float[1], new float[] {1, 2}, 0,
                        2, 1, 2))
                .withMessage("rowStart must have a place for each element that is not 0, but row 0 has 2 of them and 1"
                        + " places");
    }
}
