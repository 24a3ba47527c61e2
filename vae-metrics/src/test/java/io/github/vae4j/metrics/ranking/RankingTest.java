package io.github.vae4j.metrics.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.resampling.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Rankings against a reference of obvious loops, and closed forms.
class RankingTest {
    private static final int ITEMS = 60;

    /// What the definitions say, over a full sort.
    private static final class Reference {
        private final List<Integer> order;
        private final Set<Integer> heldOut;

        Reference(float[] scores, int[] seen, int[] heldOut) {
            Set<Integer> known = IntStream.of(seen).boxed().collect(Collectors.toSet());
            order = new ArrayList<>(IntStream.range(0, scores.length).boxed().filter(i -> !known.contains(i)).toList());
            order.sort(Comparator.comparingDouble((Integer item) -> -scores[item])
                    .thenComparing(Comparator.naturalOrder()));
            this.heldOut = IntStream.of(heldOut).boxed().collect(Collectors.toSet());
        }

        double recall(int k) {
            long hits = order.stream().limit(k).filter(heldOut::contains).count();
            return (double) hits / Math.min(k, heldOut.size());
        }

        double ndcg(int k) {
            double gain = 0;
            double ideal = 0;
            for (int place = 1; place <= k; place++) {
                double discount = 1 / (Math.log(place + 1) / Math.log(2));
                if (place <= order.size() && heldOut.contains(order.get(place - 1))) {
                    gain += discount;
                }
                if (place <= heldOut.size()) {
                    ideal += discount;
                }
            }
            return gain / ideal;
        }
    }

    /// A number that looks random, the same every time.
    private static int mix(int a, int b, int limit) {
        int x = a * 0x9E3779B9 + b * 0x85EBCA6B;
        x = (x ^ x >>> 15) * 0x2C1B3C6D;
        return Math.floorMod(x ^ x >>> 13, limit);
    }

    @Test
    void asTheReference() {
        int withTies = 0;
        int withOne = 0;
        for (int user = 0; user < 400; user++) {
            int u = user;
            int distinct = user % 3 == 0 ? 4 : 1_000;
            float[] scores = new float[ITEMS + 2];
            for (int item = 0; item < ITEMS; item++) {
                scores[2 + item] = mix(user, item, distinct);
            }
            int[] kind = IntStream.range(0, ITEMS).map(item -> mix(7 * u + 1, item, 10)).toArray();
            int[] seen = IntStream.range(0, ITEMS).filter(item -> kind[item] < u % 8).toArray();
            int[] held = IntStream.range(0, ITEMS).filter(item -> kind[item] == 9).limit(u % 5 == 0 ? 1 : ITEMS)
                    .toArray();
            if (held.length == 0) {
                continue;
            }
            withTies += distinct == 4 ? 1 : 0;
            withOne += held.length == 1 ? 1 : 0;
            float[] own = Arrays.copyOfRange(scores, 2, scores.length);
            Reference reference = new Reference(own, seen, held);
            for (int k : new int[] {1, 2, 5, 20, 60, 100}) {
                int[] ranked = TopItems.of(scores, 2, ITEMS, seen, k);
                assertThat(ranked).containsExactly(reference.order.stream().limit(k).mapToInt(i -> i).toArray());
                assertThat(RankingQuality.recall(ranked, held, k)).isCloseTo(reference.recall(k), within(1e-12));
                assertThat(RankingQuality.ndcg(ranked, held, k)).isCloseTo(reference.ndcg(k), within(1e-12));
            }
        }
        assertThat(withTies).isGreaterThan(50);
        assertThat(withOne).isGreaterThan(50);
    }

    @Test
    void byHand() {
        int[] ranked = {4, 1, 7};
        assertThat(RankingQuality.recall(ranked, new int[] {1, 2, 3}, 2)).isEqualTo(0.5);
        assertThat(RankingQuality.recall(ranked, new int[] {7}, 20)).isEqualTo(1);
        assertThat(RankingQuality.ndcg(ranked, new int[] {4}, 100)).isEqualTo(1);
        assertThat(RankingQuality.ndcg(ranked, new int[] {7}, 100)).isCloseTo(0.5, within(1e-15));
        assertThat(RankingQuality.ndcg(ranked, new int[] {1}, 1)).isZero();
        assertThat(RankingQuality.ndcg(ranked, new int[] {1, 4, 7}, 3)).isEqualTo(1);
    }

    @Test
    void infinitiesAndEverythingSeen() {
        float[] scores = {Float.NEGATIVE_INFINITY, 0, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        assertThat(TopItems.of(scores, 0, 4, new int[0], 9)).containsExactly(2, 1, 0, 3);
        assertThat(TopItems.of(scores, 0, 4, new int[] {0, 1, 2, 3}, 2)).isEmpty();
    }

    @Test
    void refusals() {
        assertThatIllegalArgumentException().isThrownBy(() -> TopItems.of(new float[] {1, Float.NaN}, 0, 2,
                new int[0], 1)).withMessageContaining("item 1");
        assertThatIllegalArgumentException().isThrownBy(() -> TopItems.of(new float[3], 0, 3, new int[] {2, 1}, 1))
                .withMessageContaining("seen");
        assertThatIllegalArgumentException().isThrownBy(() -> TopItems.of(new float[3], 0, 3, new int[] {3}, 1))
                .withMessageContaining("less than 3");
        assertThatIllegalArgumentException().isThrownBy(() -> TopItems.of(new float[3], 0, 3, new int[0], 0))
                .withMessageContaining("k must");
        assertThatIllegalArgumentException().isThrownBy(() -> RankingQuality.ndcg(new int[1], new int[0], 1))
                .withMessageContaining("heldOut");
        assertThatIllegalArgumentException().isThrownBy(() -> RankingQuality.recall(new int[1], new int[1], 0))
                .withMessageContaining("k must");
    }

    @Test
    void meansOverUsers() {
        UserScores scores = new UserScores(List.of(0.0, 1.0, 0.5, 0.5));
        assertThat(scores.mean()).isEqualTo(0.5);
        // The sum of squares is 0.5: variance 1/6, of the mean 1/24.
        assertThat(scores.standardError()).isCloseTo(Math.sqrt(1 / 24.0), within(1e-15));
        UserScores better = new UserScores(List.of(0.1, 1.1, 0.6, 0.6));
        try (Workers workers = Workers.of(2)) {
            Bootstrap difference = better.minus(scores, Bootstrap.Settings.of(1), workers);
            // Paired: users differ a lot, the two models by 0.1 for each of them.
            assertThat(difference.estimate()).isCloseTo(0.1, within(1e-15));
            assertThat(difference.percentile().low()).isCloseTo(0.1, within(1e-12));
            assertThat(difference.percentile().high()).isCloseTo(0.1, within(1e-12));
            assertThatIllegalArgumentException().isThrownBy(
                    () -> better.minus(new UserScores(List.of(1.0, 2.0)), Bootstrap.Settings.of(1), workers))
                    .withMessageContaining("same 4 users");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new UserScores(List.of(1.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new UserScores(List.of(1.0, Double.NaN)))
                .withMessageContaining("user 1");
    }
}
