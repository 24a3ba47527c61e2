package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.ArticleData;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LabelledCodes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.resampling.Proportion;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Centroids and their distances against scikit-learn (article.py), by hand, and under what must not change them.
class ClassCentroidsTest {
    private static final int N = ArticleData.N;
    private static final int D = ArticleData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final ArticleData data = new ArticleData();
    private final float[] x = data.x;
    private final Labels labels = data.labels;

    // ---- against scikit-learn and SciPy

    @Test
    void centroidsAgreeWithScikitLearn() {
        ClassCentroids centroids = ClassCentroids.of(Codes.of(x, D), labels, workers);
        data.close(centroids.squaredDistance(0, 2), "between.0.2");
        data.close(centroids.largestSquaredDistance(), "largest");
        assertThat(centroids.distance(0, 2)).isEqualTo(Math.sqrt(centroids.squaredDistance(0, 2)));
    }

    // ---- by hand

    @Test
    void emptyClassesAreLeftOut() {
        float[] points = {0, 0, 3, 4};
        Labels two = Labels.of(new int[] {1, 3}, List.of("a", "b", "c", "d"));
        ClassCentroids centroids = ClassCentroids.of(Codes.of(points, 2), two, workers);
        assertThat(centroids.nonEmpty()).containsExactly(1, 3);
        assertThat(centroids.squaredDistance(1, 3)).isEqualTo(25);
        assertThat(centroids.value(0, 0)).isNaN();
        assertThat(centroids.unbiasedSquaredDistance(1, 3)).as("no variance of one sample").isNaN();
        NearestCentroid same = NearestCentroid.of(Codes.of(points, 2), two, NearestCentroid.Mode.SAME_SET, workers);
        assertThat(same.overall()).isEqualTo(new Proportion(2, 2));
        assertThat(same.ratio(0).share()).isNaN();
        // Without the only point of a class there is no centroid that it could be near to.
        assertThat(NearestCentroid.of(Codes.of(points, 2), two, NearestCentroid.Mode.LEAVE_ONE_OUT, workers).overall())
                .isEqualTo(new Proportion(0, 2));
    }

    @Test
    void movingAndTurningTheSpaceChangesNoDistance() {
        double angle = 0.7;
        float[] moved = x.clone();
        for (int i = 0; i < N; i++) {
            double a = x[i * D];
            double b = x[i * D + 2];
            moved[i * D] = (float) (Math.cos(angle) * a - Math.sin(angle) * b + 3);
            moved[i * D + 2] = (float) (Math.sin(angle) * a + Math.cos(angle) * b - 5);
        }
        ClassCentroids before = ClassCentroids.of(Codes.of(x, D), labels, workers);
        ClassCentroids after = ClassCentroids.of(Codes.of(moved, D), labels, workers);
        assertThat(after.squaredDistance(0, 1)).isCloseTo(before.squaredDistance(0, 1), within(1e-6));
        assertThat(NearestCentroid.of(Codes.of(moved, D), labels, NearestCentroid.Mode.SAME_SET, workers))
                .isEqualTo(NearestCentroid.of(Codes.of(x, D), labels, NearestCentroid.Mode.SAME_SET, workers));
    }

    @Test
    void howRowsAreCutDoesNotMatter() {
        ClassCentroids whole = ClassCentroids.of(Codes.of(x, D), labels, workers);
        for (int parts : new int[] {1, 2, 3, 7, N}) {
            CentroidAccumulator all = new CentroidAccumulator(D, labels.names());
            for (int part = 0; part < parts; part++) {
                CentroidAccumulator some = new CentroidAccumulator(D, labels.names());
                for (int i = part; i < N; i += parts) {
                    some.add(x, i * D, labels.get(i));
                }
                all.merge(some);
            }
            ClassCentroids merged = all.result();
            for (int k = 0; k < 3 * D; k++) {
                assertThat(merged.value(k / D, k % D)).isCloseTo(whole.value(k / D, k % D), within(1e-12));
            }
            assertThat(merged.unbiasedSquaredDistance(0, 1)).isCloseTo(whole.unbiasedSquaredDistance(0, 1),
                    within(1e-12));
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        float[] points = new float[3_000 * D];
        Philox.normal(points, 0, points.length, 5, 0, 0, 0);
        Labels five = Labels.of(IntStream.range(0, 3_000).map(i -> i * 7 % 5).toArray());
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            assertThat(ClassCentroids.of(Codes.of(points, D), five, three).values())
                    .isEqualTo(ClassCentroids.of(Codes.of(points, D), five, one).values());
        }
    }

    @Test
    void indicesOutOfRangeAreRefused() {
        ClassCentroids centroids = ClassCentroids.of(Codes.of(x, D), labels, workers);
        assertThatThrownBy(() -> centroids.value(0, D)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> centroids.value(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(centroids).asString().contains("3 classes in 4 columns");
    }

    @Test
    void whatDoesNotFitIsNamed() {
        CentroidAccumulator accumulator = new CentroidAccumulator(2, List.of("a"));
        assertThatThrownBy(() -> accumulator.add(new float[3], 2, 0)).hasMessageContaining("offset 2");
        assertThatThrownBy(() -> accumulator.add(new float[2], 0, 1)).hasMessageContaining("label 1");
        assertThatThrownBy(() -> accumulator.add(new float[] {0, Float.NaN}, 0, 0))
                .hasMessageContaining("x has NaN in column 1");
        assertThatThrownBy(() -> accumulator.add(new LabelledCodes(Codes.of(new float[2], 2), Labels.of(0))))
                .hasMessageContaining("the classes [a]").hasMessageContaining("[0]");
        assertThatThrownBy(() -> accumulator.merge(new CentroidAccumulator(1, List.of("a"))))
                .hasMessageContaining("1 columns");
    }
}
