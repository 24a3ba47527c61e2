package io.github.vae4j.metrics.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Moments;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Moments of rows that were cut and merged in many ways, against exact arithmetic.
class MomentAccumulatorTest {
    private static final int D = 3;
    private static final int N = 1_500;
    private static final double U = 0x1p-53;
    @AutoClose private static final Workers workers = Workers.of(2);
    private static final MathContext EXACT = new MathContext(80);

    /// Columns of different scale and shape; the second depends on the first.
    private static float[] rows(float offset) {
        float[] x = new float[N * D];
        Philox.normal(x, 0, x.length, 11, 0, 0, 0);
        for (int i = 0; i < x.length; i += D) {
            x[i + 1] = offset + x[i + 1] + x[i];
            x[i + 2] = offset / 2 + x[i + 2] * x[i + 2];
            x[i] = offset - 3 * x[i];
        }
        return x;
    }

    /// An accumulator and the blocks and merges on its longest way.
    private record Part(MomentAccumulator moments, int depth) {
        static Part of(float[] x, int from, int to) {
            MomentAccumulator moments = new MomentAccumulator(D);
            moments.add(Codes.of(Arrays.copyOfRange(x, from * D, to * D), D));
            return new Part(moments, (to - from) / MomentAccumulator.BLOCK + 1);
        }

        Part merge(Part other) {
            moments.merge(other.moments);
            return new Part(moments, Math.max(depth, other.depth) + 1);
        }
    }

    private static int draw(int bound, int index) {
        int[] bits = new int[1];
        Philox.bits(bits, 0, 1, 12, 0, index, 0);
        return Integer.remainderUnsigned(bits[0], bound);
    }

    /// All rows at once; one by one; in parts of one size; cut and merged at random; and merged the other way round.
    private static List<Part> cuts(float[] x) {
        List<Part> results = new ArrayList<>();
        for (int size : new int[] {N, 1, 7, 512, 513, 1000}) {
            Part all = Part.of(x, 0, 0);
            Part reverse = Part.of(x, 0, 0);
            int parts = (N + size - 1) / size;
            for (int i = 0; i < parts; i++) {
                all = all.merge(Part.of(x, i * size, Math.min(N, (i + 1) * size)));
                int last = parts - 1 - i;
                reverse = Part.of(x, last * size, Math.min(N, (last + 1) * size)).merge(reverse);
            }
            results.add(all);
            results.add(reverse);
        }
        for (int tree = 0; tree < 5; tree++) {
            List<Part> parts = new ArrayList<>();
            for (int from = 0; from < N;) {
                int to = Math.min(N, from + 1 + draw(100, 1000 * tree + from));
                parts.add(Part.of(x, from, to));
                from = to;
            }
            while (parts.size() > 1) {
                Part taken = parts.remove(draw(parts.size(), 7 * parts.size() + tree));
                int other = draw(parts.size(), 11 * parts.size() + tree);
                parts.set(other, parts.get(other).merge(taken));
            }
            results.add(parts.getFirst());
        }
        return results;
    }

    private static BigDecimal exactMean(float[] x, int column) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = column; i < x.length; i += D) {
            sum = sum.add(new BigDecimal(x[i]));
        }
        return sum.divide(BigDecimal.valueOf(N), EXACT);
    }

    /// The mean of the products of the deviations of some columns.
    private static double exactMoment(float[] x, int... columns) {
        BigDecimal[] means = Arrays.stream(columns).mapToObj(c -> exactMean(x, c)).toArray(BigDecimal[]::new);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < x.length; i += D) {
            BigDecimal product = BigDecimal.ONE;
            for (int c = 0; c < columns.length; c++) {
                product = product.multiply(new BigDecimal(x[i + columns[c]]).subtract(means[c]), EXACT);
            }
            sum = sum.add(product, EXACT);
        }
        return sum.divide(BigDecimal.valueOf(N), EXACT).doubleValue();
    }

    /// The stated bounds with `sqrt(k)` for k: rounding errors are as good as independent here; those of the third and
    /// fourth moments with one logarithm. A sum of squares less the square of the sum would be off by u X^2 and more, which
    /// at an offset of 2^20 is outside of them.
    @ParameterizedTest
    @CsvSource({"0", "1000", "1048576"})
    void anyCutIsWithinTheStatedBound(float offset) {
        float[] x = rows(offset);
        double largest = 0;
        double range = 0;
        for (int j = 0; j < D; j++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = j; i < x.length; i += D) {
                low = Math.min(low, x[i]);
                high = Math.max(high, x[i]);
            }
            largest = Math.max(largest, Math.max(-low, high));
            range = Math.max(range, high - low);
        }
        double logs = Math.log(4.0 * N) / Math.log(2);
        for (Part cut : cuts(x)) {
            Moments moments = cut.moments().result();
            assertThat(moments.rows()).isEqualTo(N);
            double unit = Math.sqrt(MomentAccumulator.BLOCK + cut.depth()) * U * largest;
            for (int i = 0; i < D; i++) {
                assertThat(moments.means().get(i)).isCloseTo(exactMean(x, i).doubleValue(), within(8 * unit));
                for (int j = 0; j < D; j++) {
                    assertThat(moments.covariance().get(i).get(j)).isCloseTo(exactMoment(x, i, j),
                            within(8 * unit * range * logs));
                }
                double variance = moments.variance(i);
                assertThat(moments.skewness(i) * variance * Math.sqrt(variance)).isCloseTo(exactMoment(x, i, i, i),
                        within(16 * unit * range * range * logs));
                assertThat(moments.kurtosis(i) * variance * variance).isCloseTo(exactMoment(x, i, i, i, i),
                        within(32 * unit * range * range * range * logs));
            }
        }
    }

    @Test
    void theSameCutGivesTheSameBits() {
        float[] x = rows(5);
        List<Part> first = cuts(x);
        List<Part> second = cuts(x);
        for (int i = 0; i < first.size(); i++) {
            assertThat(first.get(i).moments().result()).isEqualTo(second.get(i).moments().result());
        }
    }

    @Test
    void byHand() {
        MomentAccumulator accumulator = new MomentAccumulator(2);
        accumulator.add(Codes.of(new float[] {0, 1, 0, 3}, 2));
        accumulator.add(Codes.of(new float[] {4, 0}, 2));
        accumulator.add(Codes.of(new float[0], 2));
        // Columns 0 0 4 and 1 3 0: deviations -4/3 -4/3 8/3 and -1/3 5/3 -4/3.
        assertThat(accumulator.count()).isEqualTo(3);
        Moments moments = accumulator.result();
        assertThat(moments.means().get(0)).isCloseTo(4 / 3.0, within(1e-15));
        assertThat(moments.means().get(1)).isCloseTo(4 / 3.0, within(1e-15));
        double[] covariance = {32 / 9.0, -16 / 9.0, -16 / 9.0, 14 / 9.0};
        for (int k = 0; k < 4; k++) {
            assertThat(moments.covariance().get(k / 2).get(k % 2)).isCloseTo(covariance[k], within(1e-15));
        }
        assertThat(moments.skewness(0)).isCloseTo(Math.sqrt(0.5), within(1e-15));
        assertThat(moments.kurtosis(0)).isCloseTo(1.5, within(1e-15));
        // m4 - m2^2 = 1.5 * m2^2 - m2^2
        assertThat(moments.varianceError(0)).isCloseTo(32 / 9.0 * Math.sqrt(0.5 / 3), within(1e-15));
        accumulator.merge(accumulator);
        assertThat(accumulator.count()).isEqualTo(6);
        assertThat(accumulator.result().covariance().get(0).get(1)).isCloseTo(-16 / 9.0, within(1e-15));
        assertThat(accumulator).asString().startsWith("moments of 6 rows in 2 columns").contains("1: mean 1.33333");
    }

    @Test
    void principalComponentsAreThoseOfAllRows() {
        float[] x = rows(2);
        Pca whole = Pca.of(Codes.of(x, D), D, workers);
        Pca merged = Pca.of(cuts(x).getLast().moments().result(), D);
        for (int k = 0; k < D; k++) {
            assertThat(merged.variances().get(k)).isCloseTo(whole.variances().get(k), within(1e-12));
            for (int j = 0; j < D; j++) {
                assertThat(merged.components().get(k).get(j)).isCloseTo(whole.components().get(k).get(j),
                        within(1e-12));
            }
        }
        assertThat(merged.samples()).isEqualTo(N);
    }

    @Test
    void withoutRowsThereIsNothing() {
        MomentAccumulator none = new MomentAccumulator(2);
        none.merge(new MomentAccumulator(2));
        none.add(Codes.of(new float[0], 2));
        assertThat(none.count()).isZero();
        assertThat(none.result().means()).containsOnly(Double.NaN);
        assertThat(none.result().covariance().get(1)).containsOnly(Double.NaN);
        assertThat(none.result().variance(0)).isNaN();
        assertThatThrownBy(() -> Pca.of(none.result(), 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("have none");
        MomentAccumulator one = new MomentAccumulator(2);
        one.add(Codes.of(new float[] {3, 4}, 2));
        assertThat(one.result().covariance().get(0)).containsOnly(0.0);
        assertThat(one.result().kurtosis(0)).isNaN();
        assertThat(one.result().varianceError(0)).isZero();
    }

    @Test
    void whatDoesNotFitIsNamedAndChangesNothing() {
        MomentAccumulator moments = new MomentAccumulator(2);
        moments.add(Codes.of(new float[] {1, 2, 3, 4}, 2));
        Moments before = moments.result();
        assertThatThrownBy(() -> moments.add(Codes.of(new float[3], 3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("part must have 2 columns but has 3");
        assertThatThrownBy(() -> moments.merge(new MomentAccumulator(3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("d = 2 columns but has 3");
        assertThatThrownBy(() -> new MomentAccumulator(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 46340 but is 0");
        assertThatThrownBy(() -> new MomentAccumulator(46_341)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but is 46341");
        assertThat(moments.result()).isEqualTo(before);
    }
}
