package io.github.vae4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Running sums against the formulas on all weights at once.
class WeightSumsTest {
    private static double[] logWeights(int n, double shift) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = shift + 3 * StrictMath.sin(1.7 * i + 0.3 * i * i);
        }
        return values;
    }

    private static WeightSums sums(double[] values) {
        WeightSums sums = new WeightSums();
        sums.reset();
        for (double value : values) {
            sums.add(value);
        }
        return sums;
    }

    private static double logMean(double[] values, int groups, int without) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % groups != without) {
                sum += StrictMath.exp(values[i]);
                n++;
            }
        }
        return StrictMath.log(sum / n);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 20, 21, 45, 1037})
    void agreeWithTheFormulas(int n) {
        double[] values = logWeights(n, 0);
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += StrictMath.exp(value);
            squares += StrictMath.exp(2 * value);
        }
        WeightSums sums = sums(values);
        double whole = StrictMath.log(sum / n);
        assertThat(sums.logMean()).isEqualTo(whole, within(1e-12));
        assertThat(sums.effective()).isEqualTo(sum * sum / squares, within(1e-9));

        // Busing et al. 1999: bias = sum_g (1 - m_g / n) t_g - (G - 1) t, and what is too low has a negative bias.
        int groups = Math.min(20, n);
        double bias = -(groups - 1) * whole;
        for (int g = 0; g < groups; g++) {
            int size = n / groups + (g < n % groups ? 1 : 0);
            bias += (1 - (double) size / n) * logMean(values, groups, g);
        }
        assertThat(sums.shortfall()).isEqualTo(-bias, within(1e-9));
        assertThat(sums.shortfall()).isPositive();
    }

    @Test
    void theSizeOfTheWeightsIsOfNoMatter() {
        double[] near = logWeights(50, 0);
        for (double shift : new double[] {-90_000, 90_000}) {
            WeightSums far = sums(logWeights(50, shift));
            assertThat(far.logMean() - shift).isEqualTo(sums(near).logMean(), within(1e-9));
            assertThat(far.effective()).isEqualTo(sums(near).effective(), within(1e-6));
            assertThat(far.shortfall()).isEqualTo(sums(near).shortfall(), within(1e-6));
        }
    }

    @Test
    void oneDrawIsItself() {
        WeightSums one = sums(new double[] {-87.5});
        assertThat(one.logMean()).isEqualTo(-87.5);
        assertThat(one.effective()).isEqualTo(1);
        assertThat(one.shortfall()).isNaN();
    }

    @Test
    void impossibleDrawsCountAndNaNIsNotHidden() {
        double none = Double.NEGATIVE_INFINITY;
        assertThat(sums(new double[] {none, -3, none, none}).logMean()).isEqualTo(-3 - StrictMath.log(4),
                within(1e-12));
        assertThat(sums(new double[] {none, none}).logMean()).isEqualTo(none);
        assertThat(sums(new double[] {-1, Double.NaN, -1}).logMean()).isNaN();
    }
}
