package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.ArticleData;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.Posterior;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Areas against scikit-learn (article.py), the verdict in cases made for it, intervals, draws.
class UnitSelectivityTest {
    private static final int N = ArticleData.N;
    private static final int D = ArticleData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final ArticleData data = new ArticleData();
    private final float[] x = data.x;
    private final Labels labels = data.labels;

    @Test
    void areasAgreeWithScikitLearn() {
        UnitSelectivity test = UnitSelectivity.of(Codes.of(x, D), labels, 0, workers);
        data.close(test.value(0, 1), "auc.0.1");
        data.close(test.value(3, 2), "auc.3.2");
        assertThat(test.passed()).isFalse();

        float[] rounded = new float[N];
        for (int i = 0; i < N; i++) {
            rounded[i] = (float) Math.rint(x[i * D + 1]);
        }
        data.close(UnitSelectivity.of(Codes.of(rounded, 1), labels, 0, workers).value(0, 0), "auc.ties");
    }

    @Test
    void everyClassNeedsAUnitOfItsOwn() {
        // Many samples of each class, or chance reaches an area of 1, too.
        int n = 90;
        float[] own = new float[n * 3];
        float[] shared = new float[n * 3];
        int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            classes[i] = i % 3;
            own[i * 3 + classes[i]] = 1;
            shared[i * 3] = classes[i];
        }
        UnitSelectivity test = UnitSelectivity.of(Codes.of(own, 3), Labels.of(classes), 1, workers);
        assertThat(test.found()).isEqualTo(3);
        assertThat(test.passed()).isTrue();
        assertThat(test.matched()).containsExactly(0, 1, 2);
        assertThat(test.threshold()).isBetween(0.55, 0.75);
        // The lowest and the highest class share one unit.
        assertThat(UnitSelectivity.of(Codes.of(shared, 3), Labels.of(classes), 1, workers).found()).isZero();
        // Six samples of three classes: areas of 1 come about by chance.
        UnitSelectivity few = UnitSelectivity.of(Codes.of(Arrays.copyOf(own, 18), 3), Labels.of(0, 1, 2, 0, 1, 2), 1,
                workers);
        assertThat(few.value(0, 0)).isEqualTo(1);
        assertThat(few.threshold()).isEqualTo(1);
        assertThat(few.passed()).isFalse();
        UnitSelectivity one = UnitSelectivity.of(Codes.of(new float[] {1, 2}, 1), Labels.of(0, 0), 1, workers);
        assertThat(one.passed()).isFalse();
        assertThat(one.value(0, 0)).isNaN();
    }

    /// Unit 0 stands for class 0; unit 1 is silent: its mean orders the classes perfectly, but by a thousandth of its noise.
    @Test
    void silentUnitsAreLeftOutAndNoiseCounts() {
        int n = 600;
        float[] mean = new float[n * 2];
        float[] logvars = new float[n * 2];
        int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            classes[i] = i % 2;
            mean[2 * i] = classes[i] == 0 ? 1.5f : -1.5f;
            mean[2 * i + 1] = 1e-3f * classes[i];
            logvars[2 * i] = -4;
        }
        Labels two = Labels.of(classes);
        Posterior posterior = Posterior.of(mean, logvars, 2);
        UnitSelectivity all = UnitSelectivity.of(posterior.means(), two, 1, workers);
        assertThat(all.value(1, 0)).as("noise-free means").isEqualTo(1);
        UnitSelectivity means = UnitSelectivity.ofMeans(posterior, two, 0.01, 1, workers);
        assertThat(means.units()).containsExactly(0);
        assertThat(means.value(1, 0)).isNaN();
        assertThat(means.bestUnit(0)).isZero();
        UnitSelectivity drawn = UnitSelectivity.ofDraw(posterior, two, 0, 1, workers);
        assertThat(drawn.value(0, 0)).isEqualTo(1);
        // 300 samples against 300: the standard deviation of a chance area is 0.024.
        assertThat(drawn.value(1, 0)).isBetween(0.5, 0.62);
        assertThat(drawn.source()).isEqualTo(UnitSelectivity.Source.ACTIVE_DRAW);
        UnitSelectivity none = UnitSelectivity.ofDraw(posterior, two, 100, 1, workers);
        assertThat(none.units()).isEmpty();
        assertThat(none.passed()).isFalse();
        assertThat(none.bestUnit(0)).isEqualTo(-1);
        assertThat(none).asString().contains("0 of 2 classes");
    }

    /// The standard error of an area with n positive and m negative samples of one normal distribution shifted by d is
    /// known; here from the placements by obvious loops (DeLong et al. 1988).
    @Test
    void intervalsHaveTheErrorsOfThePlacements() {
        int n = 90;
        float[] points = new float[n];
        Philox.normal(points, 0, n, 4, 0, 0, 0);
        int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            classes[i] = i % 3 == 0 ? 1 : 0;
            points[i] = Math.round(4 * (points[i] + classes[i])) / 4f;
        }
        double[] placements = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (classes[i] != classes[j]) {
                    double below = points[j] < points[i] ? 1 : points[j] == points[i] ? 0.5 : 0;
                    placements[i] += (classes[i] == 1 ? below : 1 - below) / (classes[i] == 1 ? 60 : 30);
                }
            }
        }
        double area = 0;
        for (int i = 0; i < n; i++) {
            area += classes[i] == 1 ? placements[i] / 30 : 0;
        }
        double variance = 0;
        for (int i = 0; i < n; i++) {
            double deviation = placements[i] - area;
            int count = classes[i] == 1 ? 30 : 60;
            variance += deviation * deviation / (count - 1.0) / count;
        }
        UnitSelectivity test = UnitSelectivity.of(Codes.of(points, 1), Labels.of(classes), 1, workers);
        assertThat(test.value(0, 1)).isCloseTo(area, within(1e-12));
        double size = area * (1 - area) / variance;
        double z = 1.959963984540054;
        double middle = (area + z * z / (2 * size)) / (1 + z * z / size);
        double half = z / (1 + z * z / size) * Math.sqrt(area * (1 - area) / size + z * z / (4 * size * size));
        assertThat(test.low(0, 1)).isCloseTo(middle - half, within(1e-9));
        assertThat(test.high(0, 1)).isCloseTo(middle + half, within(1e-9));
    }

    @Test
    void aPerfectUnitOfFewSamplesIsNotCertain() {
        UnitSelectivity few = UnitSelectivity.of(Codes.of(new float[] {0, 0, 0, 1, 1, 1}, 1),
                Labels.of(0, 0, 0, 1, 1, 1),
                1, workers);
        assertThat(few.value(0, 1)).isEqualTo(1);
        assertThat(few.high(0, 1)).isEqualTo(1);
        assertThat(few.low(0, 1)).isLessThan(0.5);
        assertThat(few.isCertain(1)).isFalse();
        float[] many = new float[4_000];
        int[] classes = new int[many.length];
        for (int i = 0; i < many.length; i++) {
            classes[i] = i % 2;
            many[i] = classes[i];
        }
        assertThat(UnitSelectivity.of(Codes.of(many, 1), Labels.of(classes), 1, workers).low(0, 1)).isGreaterThan(0.99);
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        float[] points = new float[3_000 * D];
        Philox.normal(points, 0, points.length, 5, 0, 0, 0);
        Labels five = Labels.of(IntStream.range(0, 3_000).map(i -> i * 7 % 5).toArray());
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            assertThat(UnitSelectivity.of(Codes.of(points, D), five, 1, three))
                    .isEqualTo(UnitSelectivity.of(Codes.of(points, D), five, 1, one));
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> UnitSelectivity.of(Codes.of(new float[0], 1), Labels.of(), 0, workers))
                .hasMessageContaining("1 or more rows");
        UnitSelectivity test = UnitSelectivity.of(Codes.of(x, D), labels, 0, workers);
        assertThatThrownBy(() -> test.value(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(test).asString().contains("best unit");
    }
}
