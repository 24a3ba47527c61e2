package io.github.vae4j.kernels.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Tables;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Kernels over tables against obvious loops and StrictMath.
class TablesTest {
    @Test
    void productsAreThoseOfPlainLoops() {
        int m = 7;
        int n = 37;
        int k = 700;
        SplittableRandom random = new SplittableRandom(1);
        double[] a = random.doubles((long) m * k, -1, 1).toArray();
        double[] turned = new double[m * k];
        for (int i = 0; i < m * k; i++) {
            turned[i % k * m + i / k] = a[i];
        }
        double[] b = random.doubles((long) k * n, -1, 1).toArray();
        double[] out = new double[m * n];
        double[] other = new double[m * n];
        Tables.addProducts(out, 0, a, 0, b, 0, m, n, k);
        // The same product in two parts.
        Tables.addProductsTransA(other, 0, turned, 0, b, 0, m, n, 300);
        Tables.addProductsTransA(other, 0, turned, 300 * m, b, 300 * n, m, n, k - 300);
        assertThat(other).isEqualTo(out);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int l = 0; l < k; l++) {
                    sum += a[i * k + l] * b[l * n + j];
                }
                // 700 roundings of sums below 30.
                assertThat(out[i * n + j]).isCloseTo(sum, within(1e-12));
            }
        }
    }

    @Test
    void exponentialsAreWithinTheStatedBound() {
        SplittableRandom random = new SplittableRandom(2);
        double[] x = new double[20_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = i < 5 ? new double[] {0, -0.0, -708.3, -708.5, -1e9}[i]
                    : -random.nextDouble() * (i % 2 == 0 ? 1 : 700);
        }
        double[] out = new double[x.length];
        Tables.expNonPositive(out, 0, x, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            double exact = StrictMath.exp(x[i]);
            if (exact < Double.MIN_NORMAL) {
                assertThat(out[i]).isZero();
            } else {
                // StrictMath is within an ULP itself.
                assertThat(Math.abs(out[i] - exact)).as("exp(%s)", x[i]).isLessThanOrEqualTo(2.2 * Math.ulp(exact));
            }
        }
    }

    @Test
    void pairsThatAreNear() {
        // Points 0, 1, 5 against 1, 2: squared distances 1 4, 0 1, 16 9.
        float[] products = {0, 0, 1, 2, 5, 10};
        float[] rowNorms = {0, 1, 25};
        float[] columnNorms = {1, 4};
        int[] places = new int[6];
        float none = Float.NEGATIVE_INFINITY;
        assertThat(Tables.within(places, products, 0, 2, 3, 2, rowNorms, 0, columnNorms, 0,
                new float[] {none, 0, 9}, 0, new float[] {none, 4}, 0)).isEqualTo(4);
        assertThat(places).startsWith(1, 2, 3, 5);
        assertThat(Tables.countBelow(products, 2, 2, 1, columnNorms, 0, 1, 2)).isEqualTo(1L << 32 | 2);
        assertThat(Tables.countBelow(products, 2, 2, 1, columnNorms, 0, Float.NaN, none)).isZero();
    }

    @Test
    void rowsGoToTheSumsOfTheirGroups() {
        double[] sums = {0, 1, 2, 3, 4};
        Tables.addRows(sums, 1, new int[] {7, 1, 0, 1}, 1, new float[] {0, 1, 2, 10, 20, 100, 200}, 1, 3, 2);
        assertThat(sums).containsExactly(0, 11, 22, 104, 206);
        assertThatThrownBy(() -> Tables.addRows(sums, 0, new int[] {-1}, 0, new float[2], 0, 1, 2))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("group");
    }

    @Test
    void theNearestCentreAndHowNearTheSecondIs() {
        // Points 0, 2, 5 against the centres 1, 4, 0.
        float[] products = {0, 2, 5, 0, 8, 20, 0, 0, 0};
        int[] best = new int[3];
        float[] margins = new float[3];
        Tables.nearest(best, 0, margins, 0, products, 0, 3, new float[] {1, 16, 0}, 0, 3, 3);
        assertThat(best).containsExactly(2, 0, 1);
        assertThat(margins).containsExactly(1, 3, 15);
        // The first of equal ones, and one alone.
        Tables.nearest(best, 0, margins, 0, products, 0, 3, new float[] {0, 0, 0}, 0, 3, 1);
        assertThat(best[0]).isZero();
        assertThat(margins[0]).isZero();
        Tables.nearest(best, 0, margins, 0, products, 0, 3, new float[] {1}, 0, 1, 1);
        assertThat(margins[0]).isEqualTo(Float.POSITIVE_INFINITY);
        Tables.nearest(best, 0, margins, 0, products, 0, 3, new float[] {Float.NaN, 16}, 0, 2, 1);
        assertThat(best[0]).isEqualTo(1);
        assertThat(margins[0]).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void theFirstSplitThatIsBetterThanABound() {
        // Of 0 0 3 3 with a sum of 6: after one number (3 * 0 - 1 * 6)^2 / 3 = 12, after two 36, after three 12.
        double[] sums = {0, 0, 3};
        assertThat(Tables.firstSplit(sums, 0, 3, 1, 4, 6, 11)).isZero();
        assertThat(Tables.firstSplit(sums, 0, 3, 1, 4, 6, 12)).isEqualTo(1);
        assertThat(Tables.firstSplit(sums, 2, 1, 3, 4, 6, 11)).isZero();
        assertThat(Tables.firstSplit(sums, 0, 3, 1, 4, 6, 36)).isEqualTo(-1);
        assertThatThrownBy(() -> Tables.firstSplit(sums, 0, 3, 0, 4, 6, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("below must be 1 or more");
        assertThatThrownBy(() -> Tables.firstSplit(sums, 0, 3, 2, 3, 6, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("they are 2 and 3");
    }
}
