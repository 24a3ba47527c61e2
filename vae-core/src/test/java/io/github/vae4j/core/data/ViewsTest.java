package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private final Dataset digits = Datasets.digits();

    @Test
    void takeRangeAndSubset() {
        assertThat(digits.take(5).size()).isEqualTo(5);
        assertThat(Fixtures.row(digits.range(10, 20), 3)).isEqualTo(Fixtures.row(digits, 13));
        assertThat(digits.subset(7, 7, 2).label(2)).isEqualTo(digits.label(2));
        assertThat(Fixtures.row(digits.range(10, 20).subset(4), 0)).isEqualTo(Fixtures.row(digits, 14));
        assertThat(digits.take(0).size()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> digits.take(1798));
        assertThatIllegalArgumentException().isThrownBy(() -> digits.subset(0, 1797)).withMessageContaining("1797");
        assertThatIllegalArgumentException().isThrownBy(() -> digits.take(2).label(2));
        assertThatIllegalArgumentException().isThrownBy(() -> digits.read(1797, 0, new float[64], 0));
    }

    @Test
    void aSampleThatIsNoneIsRefusedByEveryKind() {
        Dataset data = Datasets.of(new float[2], 1, Labels.of(new int[2]));
        for (Dataset view : List.of(data, data.take(2), data.withLabels(Labels.of(new int[2])),
                Binarisation.threshold(data, 0.5f))) {
            assertThatIllegalArgumentException().as(view.toString()).isThrownBy(() -> view.label(2))
                    .withMessage("sample 2 is not in 0 to 1");
            assertThatIllegalArgumentException().as(view.toString()).isThrownBy(() -> view.read(-1, 0, new float[1], 0))
                    .withMessage("sample -1 is not in 0 to 1");
        }
    }

    @Test
    void classes() {
        Dataset threesAndFives = digits.ofClasses(5, 3);
        assertThat(threesAndFives.size()).isEqualTo(183 + 182);
        assertThat(Fixtures.labels(threesAndFives)).containsOnly(3, 5);
        assertThat(threesAndFives.classNames()).hasSize(10);
        assertThatIllegalArgumentException().isThrownBy(() -> digits.ofClasses(10));
        Dataset unlabelled = Datasets.of(new float[4], 2);
        assertThatIllegalStateException().isThrownBy(() -> unlabelled.ofClasses(0));
        assertThatIllegalStateException().isThrownBy(() -> unlabelled.label(0));
    }

    @Test
    void otherLabels() {
        int[] parity = Arrays.stream(Fixtures.labels(digits)).map(label -> label % 2).toArray();
        Dataset relabelled = digits.withLabels(Labels.of(parity, List.of("even", "odd")));
        assertThat(relabelled.classNames()).containsExactly("even", "odd");
        assertThat(Fixtures.labels(relabelled.range(10, 20))).isEqualTo(Arrays.copyOfRange(parity, 10, 20));
        assertThat(Fixtures.row(relabelled, 13)).isEqualTo(Fixtures.row(digits, 13));
        assertThat(relabelled.imageShape()).containsExactly(8, 8);
        assertThat(relabelled.contentHash()).isNotEqualTo(digits.contentHash());
        assertThat(relabelled.withLabels(Labels.of(Fixtures.labels(digits))).contentHash())
                .isEqualTo(digits.contentHash());
        Labels few = Labels.of(new int[3]);
        assertThatIllegalArgumentException().isThrownBy(() -> digits.withLabels(few))
                .withMessage("there are 3 labels, expected one for each of 1797 samples");
        Dataset drawn = Binarisation.sampledEveryEpoch(digits, 1);
        assertThat(drawn.withLabels(Labels.of(parity)).contentHash()).isNotEqualTo(drawn.contentHash());
    }

    @Test
    void hashSeesValuesOrderAndLabelsOnly() {
        float[] values = new float[digits.size() * 64];
        for (int i = 0; i < digits.size(); i++) {
            digits.read(i, 0, values, i * 64);
        }
        Labels labels = Labels.of(Fixtures.labels(digits));
        assertThat(Datasets.of(values, 64, labels).contentHash()).isEqualTo(digits.contentHash());
        assertThat(Datasets.of(values, 64).contentHash()).isNotEqualTo(digits.contentHash());
        assertThat(Datasets.of(values, 32).contentHash())
                .isNotEqualTo(Datasets.of(values, 64).contentHash());
        assertThat(digits.take(1797).contentHash()).isEqualTo(digits.contentHash()).hasSize(64);
        assertThat(digits.shuffled(1, 0).contentHash()).isNotEqualTo(digits.contentHash());
        values[100] += 1e-6f;
        assertThat(Datasets.of(values, 64, labels).contentHash()).isNotEqualTo(digits.contentHash());
    }

    @Test
    void hashIsTheSameInEveryVersion() {
        Dataset data = Datasets.of(new float[] {1, 2}, 1);
        // printf 'vae4j data 1\2\0\0\0\1\0\0\0\0\0\200\77\0\0\0\100' | sha256sum
        assertThat(data.contentHash()).isEqualTo("37dcd7472f012be6dcca3ad2e6b0cc5d237498744451575bfb0a98ad5f2f172e");
        // As version 0.1 computes them.
        Dataset drawn = Binarisation.sampledEveryEpoch(Datasets.of(new float[] {0, 1}, 1), 1);
        assertThat(drawn.contentHash()).isEqualTo("890291dc91ce1e627c6cf53b00d09bf6b1aa8aeee8c77cc9e25a5100b9308821");
        assertThat(drawn.subset(1, 0).contentHash())
                .isEqualTo("f1828f9ec877ee2edc9ad650a189ec4ed2ce3b287bb6c599f7b58319e9ffd273");
        assertThat(drawn.withLabels(Labels.of(new int[] {1, 0})).contentHash())
                .isEqualTo("78340b3536fbf7e2d274ade304cd80adeb86bb86ad70bfee0bfed6d0fe2a205e");
        assertThat(Binarisation.threshold(drawn, 0.5f).contentHash())
                .isEqualTo("883857d1b0159ff715b18b71eff1e60f74db1c00e4cf94c34e2468852510c217");
    }

    @Test
    void printTheirKindAndSize() {
        Dataset data = Datasets.of(new float[2], 1);
        String base = "FloatRows[2 samples, 1 features]";
        assertThat(data.take(1)).hasToString("Subset[1 samples, 1 features of " + base + "]");
        assertThat(data.withLabels(Labels.of(new int[2])))
                .hasToString("Relabelled[2 samples, 1 features of " + base + "]");
        assertThat(Binarisation.threshold(data, 0.5f))
                .hasToString("Binarised[2 samples, 1 features of " + base + "]");
    }

    @Test
    void labels() {
        Labels sparse = Labels.of(new int[] {65_535, -3, 65_535});
        assertThat(sparse.names()).containsExactly("-3", "65535");
        assertThat(sparse.toArray()).containsExactly(1, 0, 1);
        assertThat(Labels.ofNames(List.of("10", "9", "0")).toArray()).containsExactly(2, 1, 0);
        assertThat(Labels.ofNames(List.of("10", "9", "09")).names()).containsExactly("09", "10", "9");
        assertThat(Labels.ofNames(List.of("10.0", "5.0", "5", "1e1")).names()).containsExactly("5", "10");
        assertThat(Labels.ofNames(List.of("10.0", "5.0", "5", "1e1")).toArray()).containsExactly(1, 0, 0, 1);
        assertThat(Labels.ofNames(List.of("10", "2.5", "-1")).names()).containsExactly("-1", "2.5", "10");
        int[] ids = IntStream.range(0, 65_537).toArray();
        assertThatIllegalArgumentException().isThrownBy(() -> Labels.of(ids)).withMessageContaining("65537");
        assertThatIllegalArgumentException().isThrownBy(() -> Labels.of(new int[] {2}, List.of("a", "b")));
        assertThatIllegalArgumentException().isThrownBy(() -> Datasets.of(new float[2], 1, sparse))
                .withMessageContaining("3 labels for 2 samples");
    }

    @Test
    void shuffledIsAPermutationBySeedAndEpoch() {
        Dataset numbered = Datasets.of(numbers(100), 1);
        float[] order = order(numbered.shuffled(5, 1));
        assertThat(order(numbered.shuffled(5, 1))).isEqualTo(order);
        assertThat(order(numbered.shuffled(5, 2))).isNotEqualTo(order);
        assertThat(order(numbered.shuffled(6, 1))).isNotEqualTo(order);
        assertThat(order).isNotEqualTo(numbers(100));
        Arrays.sort(order);
        assertThat(order).isEqualTo(numbers(100));
    }

    @Test
    void splits() {
        Split fixed = Split.fixed(digits, 297);
        assertThat(fixed.train().size()).isEqualTo(1500);
        assertThat(Fixtures.row(fixed.test(), 0)).isEqualTo(Fixtures.row(digits, 1500));
        Dataset numbered = Datasets.of(numbers(100), 1);
        Split random = Split.random(numbered, 30, 3);
        float[] both = Arrays.copyOf(order(random.train()), 100);
        System.arraycopy(order(random.test()), 0, both, 70, 30);
        assertThat(order(random.test())).isSorted().isNotEqualTo(order(Split.random(numbered, 30, 4).test()));
        Arrays.sort(both);
        assertThat(both).isEqualTo(numbers(100));
        assertThat(Split.random(numbered, 0, 1).test().size()).isZero();
        assertThat(Split.random(numbered, 100, 1).train().size()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Split.fixed(digits, 1798));
        assertThatIllegalArgumentException().isThrownBy(() -> Split.random(digits, -1, 0));
    }

    @Test
    void stratifiedKeepsShares() {
        Split split = Split.stratified(digits, 300, 9);
        assertThat(split.test().size()).isEqualTo(300);
        assertThat(split.train().size()).isEqualTo(1497);
        for (int c = 0; c < 10; c++) {
            int label = c;
            long all = IntStream.of(Fixtures.labels(digits)).filter(l -> l == label).count();
            long test = IntStream.of(Fixtures.labels(split.test())).filter(l -> l == label).count();
            assertThat((double) test).isBetween(all * 300 / 1797.0 - 1, all * 300 / 1797.0 + 1);
        }
        assertThat(Split.stratified(digits, 300, 9).test().contentHash()).isEqualTo(split.test().contentHash());
        assertThat(Split.stratified(digits, 300, 8).test().contentHash()).isNotEqualTo(split.test().contentHash());
    }

    private static float[] numbers(int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private static float[] order(Dataset data) {
        float[] order = new float[data.size()];
        for (int i = 0; i < order.length; i++) {
            data.read(i, 0, order, i);
        }
        return order;
    }
}
