package io.github.vae4j.kernels.internal.statistics;

import static io.github.vae4j.kernels.internal.TwinCases.GUARD;
import static io.github.vae4j.kernels.internal.TwinCases.OFFSETS;
import static io.github.vae4j.kernels.internal.TwinCases.SIZES;
import static io.github.vae4j.kernels.internal.TwinCases.assertSameBits;
import static io.github.vae4j.kernels.internal.TwinCases.fill;
import static io.github.vae4j.kernels.internal.TwinCases.guarded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.internal.TwinCases;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import io.github.vae4j.kernels.internal.matmul.MatMulKernels;
import io.github.vae4j.kernels.internal.matmul.ScalarMatMul;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sums, column statistics, distances and arg-min: equal twins, and exact arithmetic as the judge.
class StatisticsTest {
    private static final int CHUNK = Statistics.CHUNK;

    static Stream<StatisticsKernels> implementations() {
        return TwinCases.twins(ScalarStatistics::new, () -> new SimdStatistics());
    }

    @Test
    void sumsAgree() {
        StatisticsKernels scalar = new ScalarStatistics();
        List<Integer> sizes = Stream.concat(SIZES.stream(),
                Stream.of(CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 17)).toList();
        implementations().skip(1).forEach(simd -> {
            for (Values values : Values.values()) {
                for (int n : sizes) {
                    for (int offset : OFFSETS) {
                        String what = values + " n=" + n + " offset=" + offset;
                        float[] a = fill(values, offset, n, n);
                        float[] b = fill(values, 2, n, n + 1);
                        assertSame(simd.sum(a, offset, n), scalar.sum(a, offset, n), what + " sum");
                        assertSame(simd.dot(a, offset, b, 2, n), scalar.dot(a, offset, b, 2, n), what + " dot");
                        assertSame(simd.maxAbs(a, offset, n), scalar.maxAbs(a, offset, n), what + " maxAbs");
                    }
                }
            }
        });
    }

    @Test
    void theLargestMagnitudeKnowsSignsAndNaN() {
        float[] x = new float[40];
        implementations().forEach(kernels -> {
            Arrays.fill(x, 0);
            assertThat(kernels.maxAbs(x, 0, 0)).isZero();
            for (int at : new int[] {0, 17, 31, 39}) {
                x[at] = -at - 1;
                assertThat(kernels.maxAbs(x, 0, 40)).isEqualTo(at + 1);
            }
            x[3] = Float.NEGATIVE_INFINITY;
            assertThat(kernels.maxAbs(x, 0, 40)).isEqualTo(Float.POSITIVE_INFINITY);
            assertThat(kernels.maxAbs(x, 4, 36)).isEqualTo(40);
            x[38] = -Float.NaN;
            assertThat(kernels.maxAbs(x, 0, 40)).isNaN();
        });
    }

    @Test
    void columnStatisticsAgree() {
        StatisticsKernels scalar = new ScalarStatistics();
        implementations().skip(1).forEach(simd -> {
            for (Values values : Values.values()) {
                for (int cols : IntStream.concat(IntStream.rangeClosed(0, 35), IntStream.of(49)).toArray()) {
                    for (int rows : new int[] {1, 2, 63, 64, 65, 130}) {
                        int stride = cols + rows % 3;
                        String what = values + " rows=" + rows + " cols=" + cols;
                        float[] x = fill(values, 5, rows * stride, rows);
                        double[] centre = new double[cols + 2];
                        double[] actual = new double[cols + 2];
                        scalar.columnSums(centre, 1, x, 5, stride, rows, cols);
                        simd.columnSums(actual, 1, x, 5, stride, rows, cols);
                        assertSame(actual, centre, what + " column sums");
                        double[] expected = new double[cols * cols + 2];
                        double[] scatter = new double[cols * cols + 2];
                        scalar.scatter(expected, 1, centre, 1, x, 5, stride, rows, cols);
                        simd.scatter(scatter, 1, centre, 1, x, 5, stride, rows, cols);
                        assertSame(upperTriangle(scatter, cols), upperTriangle(expected, cols), what + " scatter");
                        assertThat(scatter[0]).isZero();
                        assertThat(scatter[scatter.length - 1]).isZero();
                    }
                }
            }
        });
    }

    private static double[] upperTriangle(double[] scatter, int cols) {
        return IntStream.range(0, cols * cols).filter(i -> i % cols >= i / cols).mapToDouble(i -> scatter[1 + i])
                .toArray();
    }

    @Test
    void distancesAgree() {
        StatisticsKernels scalar = new ScalarStatistics();
        implementations().skip(1).forEach(simd -> {
            for (Values values : Values.values()) {
                for (int n : SIZES) {
                    int m = 3;
                    int d = 7;
                    float[] a = fill(values, 1, m * d, n);
                    float[] b = fill(values, 2, n * d, n + 1);
                    if (n > 4) {
                        System.arraycopy(a, 1, b, 2 + 4 * d, d);
                    }
                    float[] expected = distances(scalar, new ScalarMatMul(), a, b, m, n, d);
                    float[] actual = distances(simd, new ScalarMatMul(), a, b, m, n, d);
                    assertSameBits(actual, expected, values + " n=" + n);
                }
            }
        });
    }

    private static float[] distances(StatisticsKernels kernels, MatMulKernels products, float[] a, float[] b, int m,
            int n, int d) {
        float[] out = guarded(1, m * (n + 1));
        float[] aNorms = new float[m];
        float[] bNorms = new float[n];
        products.multiplyTransB(out, 1, n + 1, a, 1, d, b, 2, d, m, n, d, false, new float[MatMul.scratchLength(d)]);
        StatisticsKernels.squaredNorms(aNorms, 0, a, 1, d, m, d);
        StatisticsKernels.squaredNorms(bNorms, 0, b, 2, d, n, d);
        kernels.distances(out, 1, n + 1, aNorms, 0, bNorms, 0, a, 1, d, b, 2, d, m, n, d);
        for (int r = 0; r < m; r++) {
            assertThat(out[1 + r * (n + 1) + n]).as("beyond row %d", r).isEqualTo(GUARD);
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void argMinTakesTheFirstOfEquals(StatisticsKernels kernels) {
        StatisticsKernels scalar = new ScalarStatistics();
        for (Values values : Values.values()) {
            for (int cols : SIZES) {
                if (cols == 0) {
                    continue;
                }
                float[] x = fill(values, 3, 4 * (cols + 1), cols);
                int[] expected = new int[6];
                int[] actual = new int[6];
                scalar.argMin(expected, 1, x, 3, cols + 1, 4, cols);
                kernels.argMin(actual, 1, x, 3, cols + 1, 4, cols);
                assertThat(actual).as("%s cols=%d", values, cols).isEqualTo(expected);
            }
        }
        float nan = Float.NaN;
        float infinity = Float.POSITIVE_INFINITY;
        assertThat(argMin(kernels, 3, 1, 2, 1)).isEqualTo(1);
        assertThat(argMin(kernels, 0f, -0f)).isZero();
        assertThat(argMin(kernels, nan, infinity)).isEqualTo(1);
        assertThat(argMin(kernels, nan, nan)).isEqualTo(-1);
        float[] ties = new float[100];
        Arrays.fill(ties, 2);
        ties[99] = ties[37] = ties[38] = -1;
        assertThat(argMin(kernels, ties)).isEqualTo(37);
    }

    private static int argMin(StatisticsKernels kernels, float... row) {
        int[] out = new int[1];
        kernels.argMin(out, 0, row, 0, row.length, 1, row.length);
        return out[0];
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void coldEqualsHot(StatisticsKernels kernels) {
        float[] x = fill(Values.HUGE_AND_TINY, 0, 1021, 1);
        double sum = kernels.sum(x, 0, 1021);
        double dot = kernels.dot(x, 0, x, 0, 1021);
        double[] cold = new double[100];
        double[] centre = new double[10];
        kernels.scatter(cold, 0, centre, 0, x, 0, 10, 100, 10);
        double[] hot = new double[100];
        for (int i = 0; i < 3_000; i++) {
            assertSame(kernels.sum(x, 0, 1021), sum, "sum");
            assertSame(kernels.dot(x, 0, x, 0, 1021), dot, "dot");
            kernels.scatter(hot, 0, centre, 0, x, 0, 10, 100, 10);
        }
        assertSame(upperTriangle(Arrays.copyOf(hot, 101), 10), upperTriangle(Arrays.copyOf(cold, 101), 10), "scatter");
    }

    /// Exact sums in BigDecimal, and the documented bound with u = 2^-53.
    @Test
    void sumsStayWithinTheirBound() {
        for (int n : new int[] {1, 17, 1021, CHUNK + 100}) {
            float[] a = fill(Values.HUGE_AND_TINY, 0, n, n);
            float[] b = fill(Values.ORDINARY, 0, n, n + 1);
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal dot = BigDecimal.ZERO;
            double magnitudes = 0;
            double products = 0;
            for (int i = 0; i < n; i++) {
                sum = sum.add(new BigDecimal(a[i]));
                dot = dot.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])));
                magnitudes += Math.abs(a[i]);
                products += Math.abs((double) a[i] * b[i]);
            }
            double gamma = (CHUNK / 16 + 4 + n / CHUNK) * 0x1p-53 * 1.0001;
            double sumError = new BigDecimal(Statistics.sum(a, 0, n)).subtract(sum).abs().doubleValue();
            double dotError = new BigDecimal(Statistics.dot(a, 0, b, 0, n)).subtract(dot).abs().doubleValue();
            assertThat(sumError).isLessThanOrEqualTo(gamma * magnitudes);
            assertThat(dotError).isLessThanOrEqualTo(gamma * products);
        }
    }

    @Test
    void chunksCanBeSharedOut() {
        int n = 3 * CHUNK + 100;
        float[] x = fill(Values.ORDINARY, 0, n, 1);
        double sum = 0;
        for (int from = 0; from < n; from += CHUNK) {
            sum += Statistics.sum(x, from, Math.min(CHUNK, n - from));
        }
        assertThat(Statistics.sum(x, 0, n)).isEqualTo(sum);
        assertThat(Statistics.mean(x, 0, n)).isEqualTo(sum / n);
    }

    /// A large common offset: the textbook formula in one pass would lose everything.
    @Test
    void covarianceIsAccurate() {
        int rows = 1000;
        int cols = 20;
        float[] x = fill(Values.ORDINARY, 0, rows * cols, 1);
        for (int i = 0; i < rows * cols; i++) {
            x[i] += 4096;
        }
        double[] means = new double[cols];
        double[] covariance = new double[cols * cols];
        Statistics.columnMeans(means, 0, x, 0, cols, rows, cols);
        Statistics.covariance(covariance, 0, means, 0, x, 0, cols, rows, cols);
        for (int i = 0; i < cols; i++) {
            for (int j = 0; j < cols; j++) {
                double expected = exactCovariance(x, rows, cols, i, j);
                assertThat(covariance[i * cols + j]).isCloseTo(expected, within(1e-10));
                assertThat(covariance[i * cols + j]).isEqualTo(covariance[j * cols + i]);
            }
        }
    }

    private static double exactCovariance(float[] x, int rows, int cols, int i, int j) {
        BigDecimal n = new BigDecimal(rows);
        BigDecimal sumI = BigDecimal.ZERO;
        BigDecimal sumJ = BigDecimal.ZERO;
        BigDecimal products = BigDecimal.ZERO;
        for (int r = 0; r < rows; r++) {
            BigDecimal xi = new BigDecimal(x[r * cols + i]);
            BigDecimal xj = new BigDecimal(x[r * cols + j]);
            sumI = sumI.add(xi);
            sumJ = sumJ.add(xj);
            products = products.add(xi.multiply(xj));
        }
        return products.multiply(n).subtract(sumI.multiply(sumJ)).doubleValue() / ((double) rows * rows);
    }

    /// The documented relative bound, on points at every distance from each other, and far from the origin.
    @Test
    void distancesAreRelativelyAccurate() {
        int m = 40;
        int n = 50;
        int d = 20;
        for (float offset : new float[] {0, 100}) {
            float[] a = fill(Values.ORDINARY, 0, m * d, 1);
            float[] b = fill(Values.ORDINARY, 0, n * d, 2);
            for (int j = 0; j < m; j++) {
                for (int c = 0; c < d; c++) {
                    a[j * d + c] += offset;
                    b[j * d + c] = a[j * d + c] + Math.scalb(b[j * d + c], -j);
                }
            }
            float[] out = new float[m * n];
            Statistics.squaredDistances(out, 0, n, a, 0, d, b, 0, d, m, n, d,
                    new float[Statistics.squaredDistancesScratchLength(m, n, d)]);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double expected = 0;
                    for (int c = 0; c < d; c++) {
                        double difference = (double) a[i * d + c] - b[j * d + c];
                        expected += difference * difference;
                    }
                    assertThat((double) out[i * n + j]).isCloseTo(expected,
                            within(128 * (d + 3) * 0x1p-24 * expected));
                }
            }
        }
    }

    @Test
    void equalRowsHaveDistanceZeroAndNoneIsNegative() {
        int n = 60;
        int d = 50;
        float[] x = fill(Values.ORDINARY, 0, n * d, 1);
        System.arraycopy(x, 0, x, 7 * d, d);
        float[] out = new float[n * n];
        Statistics.squaredDistances(out, 0, n, x, 0, d, x, 0, d, n, n, d,
                new float[Statistics.squaredDistancesScratchLength(n, n, d)]);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(out[i * n + j] >= 0).isTrue();
                assertThat(out[i * n + j]).isEqualTo(out[j * n + i]);
                boolean same = i == j || Math.min(i, j) == 0 && Math.max(i, j) == 7;
                assertThat(out[i * n + j] == 0).as("%d, %d", i, j).isEqualTo(same);
            }
        }
    }

    @Test
    void rejectsWhatDoesNotFit() {
        float[] x = new float[12];
        double[] means = new double[3];
        refuses(() -> Statistics.sum(x, 10, 3), "x is (3) with offset 10: it needs an array of 13 elements but has 12");
        refuses(() -> Statistics.mean(x, 0, 0), "n must be 1 or more but is 0");
        refuses(() -> Statistics.dot(x, 0, x, -1, 3), "bOffset must be 0 or more but is -1");
        refuses(() -> Statistics.columnMeans(means, 0, x, 0, 3, 0, 3), "rows must be 1 or more but is 0");
        refuses(() -> Statistics.columnMeans(means, 1, x, 0, 3, 4, 3),
                "means is (3) with offset 1: it needs an array of 4 elements but has 3");
        refuses(() -> Statistics.columnMeans(means, 0, x, 0, 2, 4, 3),
                "x is (4, 3) and means is (1, 3): xStride must be at least its 3 columns but is 2");
        refuses(() -> Statistics.covariance(new double[8], 0, means, 0, x, 0, 3, 4, 3),
                "out is (3, 3) with offset 0: it needs an array of 9 elements but has 8");
        double[] shared = new double[12];
        refuses(() -> Statistics.covariance(shared, 0, shared, 8, x, 0, 3, 4, 3),
                "out must not overlap means, but they are elements 0 to 8 and 8 to 10 of one array");
        refuses(() -> Statistics.argMin(new int[4], 0, x, 0, 3, 4, 0), "cols must be 1 or more but is 0");
        refuses(() -> Statistics.argMin(new int[3], 0, x, 0, 3, 4, 3),
                "out is (4) with offset 0: it needs an array of 4 elements but has 3");
        float[] scratch = new float[Statistics.squaredDistancesScratchLength(2, 2, 3)];
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.squaredDistances(new float[4], 0, 2, x, 0, 3,
                x, 0, 3, 2, 2, 3, new float[scratch.length - 1]))
                .withMessageContaining("squaredDistancesScratchLength");
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.squaredDistances(x, 0, 2, x, 3, 3, x, 0, 3, 2,
                2, 3, scratch)).withMessageContaining("out must not overlap");
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.squaredDistances(new float[4], 0, 2, scratch,
                0, 3, x, 0, 3, 2, 2, 3, scratch)).withMessageContaining("scratch must not overlap a");
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private static void assertSame(double actual, double expected, String what) {
        if (Double.doubleToLongBits(actual) != Double.doubleToLongBits(expected)) {
            throw new AssertionError(what + " is " + actual + ", expected " + expected);
        }
    }

    private static void assertSame(double[] actual, double[] expected, String what) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertSame(actual[i], expected[i], what + " at " + i);
        }
    }
}
