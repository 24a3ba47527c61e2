package io.github.vae4j.study.counts;

import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.kernels.Philox;
import java.util.Arrays;
import java.util.BitSet;

/// Users whose tastes are known, for tests and examples: 5,000 users, 400 items of 10 kinds. A user has two kinds drawn, and
/// chooses 60 times: six times in ten an item of the first kind, three times one of the second, else of any kind; within a kind
/// item r, counted from 0, with a probability in proportion to `1 / (1 + r)`. The items that were chosen at least once are kept.
public final class PlantedUsers {
    /// What the data is called.
    public static final String NAME = "planted";

    private static final int USERS = 5_000;
    private static final int KINDS = 10;
    private static final int ITEMS_OF_KIND = 40;
    private static final int CHOICES = 60;
    private static final int STREAM = 0x91a7;

    private PlantedUsers() {}

    /// Draws the users.
    ///
    /// @param seed of the draw
    /// @return users by items, 1 where a user has chosen an item
    public static SparseDataset draw(long seed) {
        double[] upTo = new double[ITEMS_OF_KIND];
        double sum = 0;
        for (int r = 0; r < ITEMS_OF_KIND; r++) {
            sum += 1.0 / (1 + r);
            upTo[r] = sum;
        }
        int[] offsets = new int[USERS + 1];
        int[] columns = new int[USERS * CHOICES];
        int[] bits = new int[2 + 3 * CHOICES];
        for (int user = 0; user < USERS; user++) {
            Philox.bits(bits, 0, bits.length, seed, STREAM, 0, user);
            int first = (int) (KINDS * share(bits[0]));
            int second = (int) (KINDS * share(bits[1]));
            BitSet chosen = new BitSet();
            for (int i = 2; i < bits.length; i += 3) {
                double which = share(bits[i]);
                int kind = which < 0.6 ? first : which < 0.9 ? second : (int) (KINDS * share(bits[i + 1]));
                int place = Arrays.binarySearch(upTo, sum * share(bits[i + 2]));
                chosen.set(kind * ITEMS_OF_KIND + Math.min(ITEMS_OF_KIND - 1, place < 0 ? -1 - place : place));
            }
            int at = offsets[user];
            for (int item = chosen.nextSetBit(0); item >= 0; item = chosen.nextSetBit(item + 1)) {
                columns[at++] = item;
            }
            offsets[user + 1] = at;
        }
        float[] ones = new float[offsets[USERS]];
        Arrays.fill(ones, 1);
        return Datasets.ofSparse(offsets, Arrays.copyOf(columns, ones.length), ones, KINDS * ITEMS_OF_KIND);
    }

    /// A number from 0 to less than 1.
    private static double share(int bits) {
        return (bits & 0xffffffffL) * 0x1p-32;
    }
}
