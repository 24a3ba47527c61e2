package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sparse data is the same data as its dense copy, and its views are sparse.
class SparseDatasetTest {
    private final Dataset digits = Datasets.digits();
    private final SparseDataset sparse = Datasets.toSparse(digits);

    private static void isTheSame(SparseDataset sparse, Dataset dense) {
        assertThat(sparse.size()).isEqualTo(dense.size());
        assertThat(sparse.contentHash()).isEqualTo(dense.contentHash());
        assertThat(sparse.classNames()).isEqualTo(dense.classNames());
        assertThat(sparse.imageShape()).isEqualTo(dense.imageShape());
        int[] columns = new int[sparse.maxEntries()];
        float[] values = new float[columns.length];
        long total = 0;
        for (int i = 0; i < dense.size(); i++) {
            float[] row = Fixtures.row(dense, i);
            assertThat(Fixtures.row(sparse, i)).isEqualTo(row);
            assertThat(sparse.id(i)).isEqualTo(dense.id(i));
            assertThat(sparse.row(i)).isEqualTo(dense.row(i));
            sparse.readEntries(i, columns, values, 0);
            float[] scattered = new float[row.length];
            for (int j = 0; j < sparse.entries(i); j++) {
                assertThat(j == 0 || columns[j] > columns[j - 1]).isTrue();
                scattered[columns[j]] = values[j];
            }
            assertThat(scattered).isEqualTo(row);
            total += sparse.entries(i);
        }
        assertThat(sparse.totalEntries()).isEqualTo(total);
    }

    @Test
    void theSameDataAsItsDenseCopy() {
        isTheSame(sparse, digits);
        assertThat(sparse.isUnitRange()).isTrue();
        assertThat(sparse.totalEntries()).isLessThan(digits.size() * 64L / 2 + digits.size() * 5L);
        assertThat(Datasets.toSparse(sparse)).isSameAs(sparse);
        float[] signs = {0, -0f, 1, 0};
        isTheSame(Datasets.toSparse(Datasets.of(signs, 2)), Datasets.of(signs, 2));
    }

    @Test
    void viewsAndSplitsAreSparse() {
        isTheSame(sparse.take(20), digits.take(20));
        isTheSame(sparse.range(30, 60), digits.range(30, 60));
        isTheSame(sparse.range(30, 60).subset(7, 7, 0), digits.range(30, 60).subset(7, 7, 0));
        isTheSame(sparse.ofClasses(3, 5).take(9), digits.ofClasses(3, 5).take(9));
        isTheSame(sparse.shuffled(7, 2).take(50), digits.shuffled(7, 2).take(50));
        Labels parity = Labels.of(IntStream.range(0, digits.size()).map(i -> digits.label(i) % 2).toArray(),
                List.of("even", "odd"));
        isTheSame(sparse.withLabels(parity).take(5), digits.withLabels(parity).take(5));
        Split split = Split.stratified(sparse, 300, 0);
        isTheSame((SparseDataset) split.test(), Split.stratified(digits, 300, 0).test());
        assertThat(sparse.take(0).maxEntries()).isZero();
    }

    @Test
    void aBatchIsFilledWithoutAllocation() {
        SparseDataset data = sparse.shuffled(1, 0);
        int[] samples = {5, 3, 900, 5};
        int[] offsets = new int[4];
        int[] columns = new int[3 * data.maxEntries()];
        float[] values = new float[columns.length];
        int n = data.readBatch(samples, 1, 3, offsets, columns, values);
        assertThat(offsets).containsExactly(0, data.entries(3), data.entries(3) + data.entries(900), n);
        for (int r = 0; r < 3; r++) {
            float[] row = new float[64];
            for (int i = offsets[r]; i < offsets[r + 1]; i++) {
                row[columns[i]] = values[i];
            }
            assertThat(row).isEqualTo(Fixtures.row(data, samples[1 + r]));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            data.readBatch(samples, 1, 3, offsets, columns, values);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
    }

    @Test
    void rowsThatAreNoneAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> sparse.entries(1797)).withMessageContaining("1797");
        assertThatIllegalArgumentException().isThrownBy(() -> sparse.readEntries(-1, new int[64], new float[64], 0));
        assertThatThrownBy(() -> sparse.readEntries(0, new int[1], new float[1], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        int[] offsets = {0, 2, 2, 3};
        float[] values = {1, 2, 3};
        SparseDataset data = Datasets.ofSparse(offsets, new int[] {0, 3, 1}, values, 4);
        assertThat(Fixtures.row(data, 0)).containsExactly(1, 0, 0, 2);
        assertThat(Fixtures.row(data, 1)).containsOnly(0);
        assertThat(data.isUnitRange()).isFalse();
        for (int[] columns : new int[][] {{3, 0, 1}, {0, 0, 1}, {0, 4, 1}, {-1, 3, 1}}) {
            assertThatIllegalArgumentException().as(Arrays.toString(columns))
                    .isThrownBy(() -> Datasets.ofSparse(offsets, columns, values, 4))
                    .withMessageContaining("columns of row 0");
        }
        for (int[] wrong : new int[][] {{0, 2, 1, 3}, {1, 2, 2, 3}, {0, 2, 2, 2}, {0, 4, 2, 3}, {0}, {}}) {
            assertThatIllegalArgumentException().as(Arrays.toString(wrong))
                    .isThrownBy(() -> Datasets.ofSparse(wrong, new int[] {0, 3, 1}, values, 4));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Datasets.ofSparse(offsets, new int[] {0, 3, 1}, new float[] {1, 2, Float.NaN}, 4))
                .withMessageContaining("column 1 of sample 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Datasets.toSparse(Binarisation.sampledEveryEpoch(digits, 1)));
    }
}
