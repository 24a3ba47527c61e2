package io.github.vae4j.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Neighbours and ranks against a search in double throughout, where single precision is good and where it is not.
class NeighboursTest {
    private static final int D = 5;

    /// Points that are hard on single precision, each in its own way.
    enum Points {
        NORMAL, FAR_FROM_THE_ORIGIN, TIGHT_CLUSTERS, DUPLICATES, GRID;

        float[] make(int n, int seed) {
            float[] x = new float[n * D];
            Philox.normal(x, 0, x.length, seed, 0, 0, 0);
            for (int i = 0; i < x.length; i++) {
                x[i] = switch (this) {
                    case NORMAL -> x[i];
                    case FAR_FROM_THE_ORIGIN -> 1000 + x[i];
                    case TIGHT_CLUSTERS -> 10 * (i / D % 3) + 1e-5f * x[i];
                    case DUPLICATES -> i / D % 2 == 0 ? 1 : x[i];
                    case GRID -> Math.round(x[i]);
                };
            }
            return x;
        }
    }

    private static double square(float[] a, int i, float[] b, int j) {
        double sum = 0;
        for (int c = 0; c < D; c++) {
            double difference = (double) a[i * D + c] - b[j * D + c];
            sum += difference * difference;
        }
        return sum;
    }

    /// All rows but one from the nearest on.
    private static int[] sorted(float[] queries, int query, float[] points, boolean same) {
        return IntStream.range(0, points.length / D).filter(row -> !same || row != query).boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> square(queries, query, points, row))
                        .thenComparingInt(row -> row))
                .mapToInt(Integer::intValue).toArray();
    }

    @ParameterizedTest
    @EnumSource
    void theNearestOfTheOthers(Points kind) {
        int n = 1_100;
        float[] x = kind.make(n, 3);
        for (int threads : new int[] {1, 2, 9}) {
            try (Workers workers = Workers.of(threads)) {
                Neighbours found = Neighbours.among(Codes.of(x, D), 4, workers);
                for (int i = 0; i < n; i += 7) {
                    int[] order = sorted(x, i, x, true);
                    for (int j = 0; j < 4; j++) {
                        assertThat(found.row(i, j)).as("%d of row %d", j, i).isEqualTo(order[j]);
                        assertThat(found.square(i, j)).isEqualTo(square(x, i, x, order[j]));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNearestOfOtherPoints(Points kind) {
        float[] points = kind.make(700, 4);
        float[] queries = kind.make(130, 5);
        try (Workers workers = Workers.of(2)) {
            Neighbours found = Neighbours.of(Codes.of(points, D), Codes.of(queries, D), 3, workers);
            Neighbours all = Neighbours.of(Codes.of(points, D).select(0, 1, 2), Codes.of(queries, D), 3, workers);
            for (int i = 0; i < 130; i++) {
                int[] order = sorted(queries, i, points, false);
                for (int j = 0; j < 3; j++) {
                    assertThat(found.row(i, j)).as("%d of query %d", j, i).isEqualTo(order[j]);
                }
                assertThat(all.row(i, 0) + all.row(i, 1) + all.row(i, 2)).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ranksOfNeighboursElsewhere(Points kind) {
        int n = 700;
        int k = 5;
        float[] here = kind.make(n, 6);
        float[] elsewhere = Points.NORMAL.make(n, 7);
        try (Workers workers = Workers.of(2)) {
            Neighbours own = Neighbours.among(Codes.of(here, D), k, workers);
            Neighbours other = Neighbours.among(Codes.of(elsewhere, D), k, workers);
            long sum = 0;
            for (int i = 0; i < n; i++) {
                int[] order = sorted(here, i, here, true);
                for (int j = 0; j < k; j++) {
                    int neighbour = other.row(i, j);
                    int rank = IntStream.range(0, n - 1).filter(place -> order[place] == neighbour).findAny()
                            .orElseThrow() + 1;
                    sum += Math.max(0, rank - k);
                }
            }
            assertThat(NeighbourRanks.excess(Codes.of(here, D), own, other, workers)).isEqualTo(sum);
        }
    }
}
