package io.github.vae4j.metrics.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.classes.Silhouette;
import io.github.vae4j.metrics.internal.NormalDistribution;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// Bootstrap intervals against NumPy and SciPy on the same resamples (bootstrap.py), and against theory.
class BootstrapTest {
    private static final int N = 101;
    private static final Bootstrap.Settings SETTINGS = new Bootstrap.Settings(400, 0.9, 42, true);

    private final double[] x = new double[N];
    private final double[] y = new double[N];

    BootstrapTest() {
        for (int i = 0; i < N; i++) {
            double root = (i * i * 37 + i * 11) % 1009 / 250.0;
            x[i] = root * root;
            y[i] = (i * i * 17 + i * 5) % 97 / 10.0 + 0.3 * x[i];
        }
    }

    @Test
    void intervalsAgreeWithNumPy() throws IOException {
        Properties reference = new Properties();
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("bootstrap.properties"))) {
            reference.load(in);
        }
        try (Workers workers = Workers.of(2)) {
            check(Bootstrap.ofMean(x, SETTINGS, workers), reference, "mean");
            check(Bootstrap.of(N, (rows, single) -> mean(x, rows), SETTINGS, workers), reference, "mean");
            check(Bootstrap.of(N, (rows, single) -> correlation(rows), SETTINGS, workers), reference, "correlation");
        }
    }

    private static void check(Bootstrap bootstrap, Properties reference, String name) {
        close(bootstrap.estimate(), reference, name);
        close(bootstrap.standardError(), reference, name + ".error");
        close(bootstrap.percentile().low(), reference, name + ".percentile.low");
        close(bootstrap.percentile().high(), reference, name + ".percentile.high");
        close(bootstrap.basic().low(), reference, name + ".basic.low");
        close(bootstrap.basic().high(), reference, name + ".basic.high");
        close(bootstrap.bca().low(), reference, name + ".bca.low");
        close(bootstrap.bca().high(), reference, name + ".bca.high");
    }

    private static void close(double actual, Properties reference, String name) {
        double expected = Double.parseDouble(Objects.requireNonNull(reference.getProperty(name), name));
        assertThat(actual).as(name).isCloseTo(expected, within(1e-10 * Math.abs(expected)));
    }

    private static double mean(double[] values, int[] rows) {
        double sum = 0;
        for (int row : rows) {
            sum += values[row];
        }
        return sum / rows.length;
    }

    private double correlation(int[] rows) {
        double meanX = mean(x, rows);
        double meanY = mean(y, rows);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int row : rows) {
            xx += (x[row] - meanX) * (x[row] - meanX);
            yy += (y[row] - meanY) * (y[row] - meanY);
            xy += (x[row] - meanX) * (y[row] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }

    @Test
    void theStandardErrorOfAMeanIsThatOfTheory() {
        double mean = 0;
        double square = 0;
        for (double value : x) {
            mean += value / N;
        }
        for (double value : x) {
            square += (value - mean) * (value - mean) / N;
        }
        try (Workers workers = Workers.of(2)) {
            Bootstrap many = Bootstrap.ofMean(x, new Bootstrap.Settings(20_000, 0.95, 1, false), workers);
            // The standard deviation of 20,000 values is good to 1 / sqrt(40,000), five of which are 2.5 %.
            double theory = Math.sqrt(square / N);
            assertThat(many.standardError()).isCloseTo(theory, within(0.025 * theory));
            assertThat(many.bias()).isCloseTo(0, within(5 * theory / Math.sqrt(20_000)));
        }
    }

    @Test
    void theBitsAreTheSeedsAndNotTheThreads() {
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            Bootstrap bootstrap = Bootstrap.of(N, (rows, single) -> correlation(rows), SETTINGS, one);
            assertThat(Bootstrap.of(N, (rows, single) -> correlation(rows), SETTINGS, three)).isEqualTo(bootstrap);
            Bootstrap other = Bootstrap.of(N, (rows, single) -> correlation(rows),
                    new Bootstrap.Settings(400, 0.9, 43, true), one);
            assertThat(other.values()).isNotEqualTo(bootstrap.values());
            assertThat(bootstrap.toString()).contains("90.0 % interval").contains("400 resamples of 101");
        }
    }

    @Test
    void classesKeepTheirSizes() {
        float[] points = new float[N];
        int[] classes = new int[N];
        for (int i = 0; i < N; i++) {
            points[i] = (float) x[i];
            classes[i] = i == 50 ? 2 : i % 2;
        }
        Labels labels = Labels.of(classes);
        try (Workers workers = Workers.of(2)) {
            Bootstrap.LabelledStatistic sizes = (rows, drawn, single) -> {
                assertThat(drawn.count(2)).isEqualTo(1);
                assertThat(drawn.count(0) + drawn.count(1)).isEqualTo(N - 1);
                for (int i = 0; i < rows.rows(); i++) {
                    if (drawn.get(i) == 2) {
                        assertThat(rows.get(i, 0)).isEqualTo(points[50]);
                    }
                }
                return drawn.count(0);
            };
            Bootstrap constant = Bootstrap.withinClasses(Codes.of(points, 1), labels, sizes, Bootstrap.Settings.of(7),
                    workers);
            assertThat(constant.values()).hasSize(1000).allMatch(value -> value == constant.estimate());
            assertThat(constant.standardError()).isZero();
            Bootstrap silhouette = Bootstrap.withinClasses(Codes.of(points, 1), labels,
                    (rows, drawn, single) -> Silhouette.exact(rows, drawn, single).mean(),
                    new Bootstrap.Settings(50, 0.95, 7, false), workers);
            assertThat(silhouette.estimate())
                    .isCloseTo(Silhouette.exact(Codes.of(points, 1), labels, workers).mean(), within(1e-6));
            assertThat(silhouette.percentile().low()).isLessThan(silhouette.percentile().high());
        }
    }

    @Test
    void constantValuesHaveAnIntervalOfOnePoint() {
        try (Workers workers = Workers.of(1)) {
            Bootstrap constant = Bootstrap.ofMean(new double[] {2, 2, 2}, SETTINGS, workers);
            assertThat(constant.bca()).isEqualTo(new Bootstrap.Interval(2, 2));
            // All resampled maxima but the estimate's own lie below it: the correction stays finite.
            Bootstrap largest = Bootstrap.of(N, (rows, single) -> {
                double max = 0;
                for (int row : rows) {
                    max = Math.max(max, x[row]);
                }
                return max;
            }, SETTINGS, workers);
            assertThat(largest.bca().high()).isEqualTo(largest.estimate());
        }
    }

    @Test
    void refusesWhatHasNoAnswer() {
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> Bootstrap.ofMean(new double[] {1}, SETTINGS, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("there are 1");
            assertThatThrownBy(() -> Bootstrap.ofMean(new double[] {1, Double.NaN}, SETTINGS, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("values has NaN in element 1");
            assertThatThrownBy(() -> Bootstrap.of(5, (rows, single) -> rows[0] / 0.0, SETTINGS, workers))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("within the classes");
        }
    }

    @Test
    void bcaNeedsTheJackknife() {
        try (Workers workers = Workers.of(1)) {
            Bootstrap plain = Bootstrap.of(N, (rows, single) -> mean(x, rows), Bootstrap.Settings.of(1), workers);
            assertThatThrownBy(plain::bca).isInstanceOf(IllegalStateException.class).hasMessageContaining("jackknife");
        }
        assertThatThrownBy(() -> new Bootstrap.Settings(3, 0.9, 1, false))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("20 or more but is 3");
        assertThatThrownBy(() -> new Bootstrap.Settings(30, 1, 1, false))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("confidence");
    }

    @Test
    void theNormalDistribution() {
        // Values of Abramowitz and Stegun, table 26.1.
        assertThat(NormalDistribution.cumulative(1)).isCloseTo(0.841344746068543, within(1e-15));
        assertThat(NormalDistribution.cumulative(-2)).isCloseTo(0.022750131948179, within(1e-15));
        assertThat(NormalDistribution.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-12));
        assertThat(NormalDistribution.quantile(0.5)).isCloseTo(0, within(1e-15));
        assertThat(NormalDistribution.cumulative(20)).isEqualTo(1);
    }
}
