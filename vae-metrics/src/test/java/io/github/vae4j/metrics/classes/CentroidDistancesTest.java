package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.ArticleData;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.resampling.Proportion;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Distances to the own centroid by hand.
class CentroidDistancesTest {
    private static final int D = ArticleData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final ArticleData data = new ArticleData();
    private final float[] x = data.x;
    private final Labels labels = data.labels;

    @Test
    void distancesByHand() {
        // Class 0 at 0 and 2: centroid 1. Class 1 at 10 and 30: centroid 20.
        float[] points = {0, 2, 10, 30};
        Labels two = Labels.of(0, 0, 1, 1);
        CentroidDistances distances = CentroidDistances.of(Codes.of(points, 1), two, workers);
        assertThat(distances.own()).containsExactly(1.0, 1.0, 100.0, 100.0);
        assertThat(distances.largest()).isEqualTo(361);
        assertThat(distances.beyondLargest()).isEqualTo(new Proportion(0, 4));
        assertThat(distances.quantile(1, 0.5)).isEqualTo(100);
        // tr S / n: 2 / 2 and 200 / 2
        assertThat(ClassCentroids.of(Codes.of(points, 1), two, workers).unbiasedSquaredDistance(0, 1))
                .isEqualTo(361 - 1 - 100);
    }

    @Test
    void agreesWithScikitLearn() {
        CentroidDistances distances = CentroidDistances.of(Codes.of(x, D), labels, workers);
        data.close(distances.own().get(17), "own.17");
        data.close(distances.largest(), "largest");
        assertThat(distances).asString().contains("median");
    }
}
