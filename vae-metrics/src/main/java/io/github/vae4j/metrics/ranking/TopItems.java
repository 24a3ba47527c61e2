package io.github.vae4j.metrics.ranking;

import java.util.Arrays;

/// The items that a user is shown: those of the largest scores, without those that the model was told of.
public final class TopItems {
    private TopItems() {}

    /// Ranks items. Of items with equal scores the one with the smaller number comes first.
    ///
    /// @param scores has one number an item; infinities are allowed
    /// @param at index of the first one
    /// @param items number of items, 1 or more
    /// @param seen items that are left out, rising
    /// @param k items wanted, 1 or more
    /// @return the first k items, best first; fewer if not as many are left
    /// @throws IllegalArgumentException if a number is out of range, `seen` does not rise, or a score is NaN
    public static int[] of(float[] scores, int at, int items, int[] seen, int k) {
        if (items < 1 || k < 1) {
            throw new IllegalArgumentException("items and k must be 1 or more but are " + items + " and " + k);
        }
        RankingQuality.requireRising("seen", seen, items);
        int[] best = new int[Math.min(k, items - seen.length)];
        int size = 0;
        int nextSeen = 0;
        for (int item = 0; item < items; item++) {
            float score = scores[at + item];
            if (Float.isNaN(score)) {
                throw new IllegalArgumentException("scores must be numbers but item " + item + " has NaN");
            }
            if (nextSeen < seen.length && seen[nextSeen] == item) {
                nextSeen++;
            } else if (size < best.length) {
                best[size] = item;
                rise(best, size++, scores, at);
            } else if (size > 0 && score > scores[at + best[0]]) {
                best[0] = item;
                sink(best, size, scores, at);
            }
        }
        for (int last = size - 1; last > 0; last--) {
            int worst = best[0];
            best[0] = best[last];
            best[last] = worst;
            sink(best, last, scores, at);
        }
        return best;
    }

    // A heap with the worst item at its top.

    private static boolean isWorse(int a, int b, float[] scores, int at) {
        float first = scores[at + a];
        float second = scores[at + b];
        return first < second || first == second && a > b;
    }

    private static void rise(int[] heap, int from, float[] scores, int at) {
        int i = from;
        while (i > 0 && isWorse(heap[i], heap[(i - 1) / 2], scores, at)) {
            swap(heap, i, (i - 1) / 2);
            i = (i - 1) / 2;
        }
    }

    private static void sink(int[] heap, int size, float[] scores, int at) {
        int i = 0;
        while (true) {
            int worst = i;
            for (int child = 2 * i + 1; child <= 2 * i + 2 && child < size; child++) {
                worst = isWorse(heap[child], heap[worst], scores, at) ? child : worst;
            }
            if (worst == i) {
                return;
            }
            swap(heap, i, worst);
            i = worst;
        }
    }

    private static void swap(int[] array, int a, int b) {
        int kept = array[a];
        array[a] = array[b];
        array[b] = kept;
    }

    /// Whether an item is in a rising list.
    static boolean contains(int[] rising, int item) {
        return Arrays.binarySearch(rising, item) >= 0;
    }
}
