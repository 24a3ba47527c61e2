package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.ArticleData;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.NumberLists;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Clusters against scikit-learn (article.py), by hand, and what is refused.
class KMeansTest {
    private static final int N = ArticleData.N;
    private static final int D = ArticleData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final ArticleData data = new ArticleData();
    private final float[] x = data.x;
    private final Labels labels = data.labels;

    @Test
    void kMeansAgreesWithScikitLearn() {
        KMeans found = KMeans.from(Codes.of(x, D), ClassCentroids.of(Codes.of(x, D), labels, workers).values(), 20,
                workers);
        ClusterAccuracy accuracy = ClusterAccuracy.of(labels, found.labels());
        data.close((double) accuracy.started().hits(), "kmeans");
        data.close(found.inertia(), "kmeans.inertia");
        double sum = 0;
        for (int i = 0; i < N; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < 3; c++) {
                double distance = 0;
                for (int j = 0; j < D; j++) {
                    distance += Math.pow(x[i * D + j] - found.centroids().get(c).get(j), 2);
                }
                least = Math.min(least, distance);
            }
            sum += least;
        }
        assertThat(found.inertia()).as("every point is with its nearest centroid").isCloseTo(sum, within(1e-9 * sum));
    }

    @Test
    void kMeansFindsClumpsFromAnyStart() {
        int n = 600;
        float[] points = new float[2 * n];
        Philox.normal(points, 0, points.length, 3, 0, 0, 0);
        int[] clump = new int[n];
        for (int i = 0; i < n; i++) {
            clump[i] = i % 5;
            points[2 * i] += 20 * (float) Math.cos(clump[i]);
            points[2 * i + 1] += 20 * (float) Math.sin(clump[i]);
        }
        KMeans found = KMeans.plusPlus(Codes.of(points, 2), 5, 5, 100, 1, workers);
        assertThat(found.converged()).isTrue();
        assertThat(ClusterAccuracy.of(Labels.of(clump), found.labels()).matched().share()).isEqualTo(1);
        assertThat(KMeans.plusPlus(Codes.of(points, 2), 5, 5, 100, 1, workers).inertia()).isEqualTo(found.inertia());
        assertThat(KMeans.plusPlus(Codes.of(points, 2), n, 1, 5, 1, workers).inertia()).as("a cluster for each point")
                .isZero();
    }

    @Test
    void aClusterWithoutPointsStays() {
        KMeans found = KMeans.from(Codes.of(new float[] {0, 1, 2}, 1),
                NumberLists.rows(new double[] {1, 100, Double.NaN}, 1), 10, workers);
        assertThat(found.centroids().get(1).get(0)).isEqualTo(100);
        assertThat(found.assignment()).containsOnly(0);
        assertThat(found.converged()).isTrue();
        assertThat(found.inertia()).isEqualTo(2);
    }

    /// Points whose products are far larger than the differences of their distances: single precision cannot decide.
    @Test
    void nearTiesAreDecidedInDouble() {
        int n = 2_000;
        float[] points = new float[2 * n];
        for (int i = 0; i < n; i++) {
            points[2 * i] = 10_000 + (i % 200) * 0x1p-10f;
            points[2 * i + 1] = i % 3 == 0 ? -1000 : 1000;
        }
        double[] start = {10_000 + 99.25 * 0x1p-10, 0, 10_000 + 99.75 * 0x1p-10, 0};
        KMeans found = KMeans.from(Codes.of(points, 2), NumberLists.rows(start, 2), 0, workers);
        for (int i = 0; i < n; i++) {
            assertThat(found.assignment().get(i)).as("point %d", i).isEqualTo(i % 200 < 99.5 ? 0 : 1);
        }
    }

    /// Against obvious loops in double from the same start.
    @Test
    void iterationsAreThoseOfLloyd() {
        int n = 700;
        int k = 6;
        float[] points = new float[n * 3];
        Philox.normal(points, 0, points.length, 9, 0, 0, 0);
        double[] centroids = new double[k * 3];
        for (int c = 0; c < centroids.length; c++) {
            centroids[c] = points[c];
        }
        KMeans found = KMeans.from(Codes.of(points, 3), NumberLists.rows(centroids.clone(), 3), 4, workers);
        int[] assignment = new int[n];
        for (int iteration = 0; iteration <= 4; iteration++) {
            for (int i = 0; i < n; i++) {
                double least = Double.POSITIVE_INFINITY;
                for (int c = 0; c < k; c++) {
                    double distance = 0;
                    for (int j = 0; j < 3; j++) {
                        distance += Math.pow(points[i * 3 + j] - centroids[c * 3 + j], 2);
                    }
                    if (distance < least) {
                        least = distance;
                        assignment[i] = c;
                    }
                }
            }
            for (int c = 0; c < k && iteration < 4; c++) {
                for (int j = 0; j < 3; j++) {
                    double sum = 0;
                    int count = 0;
                    for (int i = 0; i < n; i++) {
                        sum += assignment[i] == c ? points[i * 3 + j] : 0;
                        count += assignment[i] == c ? 1 : 0;
                    }
                    centroids[c * 3 + j] = sum / count;
                }
            }
        }
        assertThat(found.iterations()).isEqualTo(4);
        for (int i = 0; i < n; i++) {
            assertThat(found.assignment().get(i)).isEqualTo(assignment[i]);
        }
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < 3; j++) {
                assertThat(found.centroids().get(c).get(j)).isCloseTo(centroids[c * 3 + j], within(1e-12));
            }
        }
        assertThat(found.labels().names()).hasSize(k);
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        float[] points = new float[3_000 * D];
        Philox.normal(points, 0, points.length, 5, 0, 0, 0);
        try (Workers one = Workers.of(1); Workers three = Workers.of(3)) {
            assertThat(KMeans.plusPlus(Codes.of(points, D), 4, 2, 10, 1, three))
                    .isEqualTo(KMeans.plusPlus(Codes.of(points, D), 4, 2, 10, 1, one));
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Codes codes = Codes.of(x, D);
        assertThatThrownBy(() -> KMeans.plusPlus(codes, N + 1, 1, 1, 0, workers)).hasMessageContaining("but is 241");
        assertThatThrownBy(() -> KMeans.plusPlus(codes, 2, 0, 1, 0, workers)).hasMessageContaining("restarts");
        assertThatThrownBy(() -> KMeans.from(codes, List.of(List.of(1.0, 2.0, 3.0)), 1, workers))
                .hasMessageContaining("row 0 has 3");
        assertThatThrownBy(() -> KMeans.from(codes, List.of(List.of(Double.NaN, 0.0, 0.0, 0.0)), 1, workers))
                .hasMessageContaining("nothing but NaN");
        assertThatThrownBy(() -> KMeans.from(codes, List.of(), 1, workers)).hasMessageContaining("no row");
        assertThat(KMeans.plusPlus(codes, 3, 1, 5, 0, workers)).asString().startsWith("k-means: 3 clusters of 240");
    }
}
