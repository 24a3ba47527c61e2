package io.github.vae4j.study.counts;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.core.data.Split;
import io.github.vae4j.metrics.Counts;
import io.github.vae4j.metrics.topics.DocumentCompletion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Users for strong generalisation (Marlin 2004; Liang et al. 2018): validation and test users are not trained on. Of each test
/// user some items are known, the others have to be found.
///
/// Items count as chosen or not, however often. Items that no training user has chosen are left out: nothing can be learned of
/// them. A share of the items of a test user, rounded down, but one at least, is held out, drawn at random; test users with
/// fewer than two items are left out.
///
/// @param train users by items
/// @param validation users by items
/// @param known of test users, what is known of them
/// @param heldOut of the same users, what has to be found
/// @param itemNames names of the items, empty if they have none
/// @param dropped how many items no training user has chosen
public record UserSplit(Counts train, Counts validation, Counts known, Counts heldOut, List<String> itemNames,
        int dropped) {
    /// Draws users.
    ///
    /// @param data users by items
    /// @param users for validation, and as many for the test
    /// @param share of the items of a test user that is held out
    /// @param seed of the draws
    /// @return the split
    /// @throws IllegalArgumentException if there are not more than `2 users` users, a value is no count, or no two test users
    ///     have two items
    public static UserSplit draw(Dataset data, int users, double share, long seed) {
        if (users < 2 || 2L * users >= data.size()) {
            throw new IllegalArgumentException("--test-users must be from 2 to less than half of the users, "
                    + data.size() + ", but is " + users);
        }
        Split test = Split.random(data, users, seed);
        Split validation = Split.random(test.train(), users, seed);
        Counts train = CountRows.of(validation.train());
        int[] places = new int[train.width()];
        for (int user = 0; user < train.rows(); user++) {
            for (int item : train.columns(user)) {
                places[item]++;
            }
        }
        int items = 0;
        List<String> names = new ArrayList<>();
        for (int item = 0; item < places.length; item++) {
            if (places[item] > 0 && !data.featureNames().isEmpty()) {
                names.add(data.featureNames().get(item));
            }
            places[item] = places[item] > 0 ? items++ : -1;
        }
        if (items == 0) {
            throw new IllegalArgumentException("no training user has chosen an item");
        }
        Counts all = chosen(CountRows.of(test.test()), places, items);
        Counts several = all.select(IntStream.range(0, all.rows()).filter(u -> all.entries(u) > 1)
                .toArray());
        if (several.rows() < 2) {
            throw new IllegalArgumentException("two or more test users must have two items or more but of "
                    + all.rows() + " there are " + several.rows());
        }
        DocumentCompletion parts = DocumentCompletion.split(several, share, 1, seed);
        return new UserSplit(chosen(train, places, items), chosen(CountRows.of(validation.test()), places, items),
                parts.observed(), parts.heldOut(), names, places.length - items);
    }

    /// Ones in the places of the items that are kept.
    private static Counts chosen(Counts counts, int[] places, int items) {
        int[] offsets = new int[counts.rows() + 1];
        int[][] rows = new int[counts.rows()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.stream(counts.columns(row)).map(item -> places[item]).filter(item -> item >= 0)
                    .toArray();
            offsets[row + 1] = offsets[row] + rows[row].length;
        }
        int[] columns = Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
        int[] ones = new int[columns.length];
        Arrays.fill(ones, 1);
        return Counts.of(offsets, columns, ones, items);
    }

    /// The training users as data.
    ///
    /// @return sparse
    public SparseDataset trainData() {
        return CountRows.dataset(train);
    }

    /// The validation users as data.
    ///
    /// @return sparse
    public SparseDataset validationData() {
        return CountRows.dataset(validation);
    }
}
