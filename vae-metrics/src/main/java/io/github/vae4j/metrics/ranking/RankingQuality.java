package io.github.vae4j.metrics.ranking;

/// How many of the items that were held out a ranking finds (Liang et al. 2018, section 4.2).
public final class RankingQuality {
    private static final double LN_2 = StrictMath.log(2);

    private RankingQuality() {}

    /// Recall@k: `hits / min(k, n)`, hits the held-out items among the first k and n their number, so that 1 can always be
    /// reached.
    ///
    /// @param ranked items, best first; places that are missing are no hits
    /// @param heldOut items that should be found, rising, one or more
    /// @param k places that count, 1 or more
    /// @return from 0 to 1
    /// @throws IllegalArgumentException if k is below 1, or `heldOut` is empty or does not rise
    public static double recall(int[] ranked, int[] heldOut, int k) {
        check(heldOut, k);
        int hits = 0;
        for (int place = 0; place < Math.min(k, ranked.length); place++) {
            hits += TopItems.contains(heldOut, ranked[place]) ? 1 : 0;
        }
        return hits / (double) Math.min(k, heldOut.length);
    }

    /// NDCG@k, the normalised discounted cumulative gain of held-out items (Järvelin and Kekäläinen 2002):
    /// `sum over hits of 1 / log2(1 + place)`, places counted from 1 to k, over the same of a ranking that begins with the n
    /// held-out items: the sum over places 1 to min(k, n).
    ///
    /// @param ranked items, best first; places that are missing are no hits
    /// @param heldOut items that should be found, rising, one or more
    /// @param k places that count, 1 or more
    /// @return from 0 to 1
    /// @throws IllegalArgumentException as [#recall]
    public static double ndcg(int[] ranked, int[] heldOut, int k) {
        check(heldOut, k);
        double gain = 0;
        for (int place = 0; place < Math.min(k, ranked.length); place++) {
            gain += TopItems.contains(heldOut, ranked[place]) ? discount(place) : 0;
        }
        double ideal = 0;
        for (int place = 0; place < Math.min(k, heldOut.length); place++) {
            ideal += discount(place);
        }
        return gain / ideal;
    }

    /// @param place counted from 0
    private static double discount(int place) {
        return LN_2 / StrictMath.log(place + 2.0);
    }

    private static void check(int[] heldOut, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be 1 or more but is " + k);
        }
        if (heldOut.length == 0) {
            throw new IllegalArgumentException("heldOut must have an item or more: leave out users without one");
        }
        requireRising("heldOut", heldOut, Integer.MAX_VALUE);
    }

    static void requireRising(String name, int[] items, int end) {
        for (int i = 0; i < items.length; i++) {
            if (items[i] < 0 || items[i] >= end || i > 0 && items[i] <= items[i - 1]) {
                throw new IllegalArgumentException(name + " must rise from 0 or more to less than " + end
                        + " but has " + items[i] + " in place " + i);
            }
        }
    }
}
