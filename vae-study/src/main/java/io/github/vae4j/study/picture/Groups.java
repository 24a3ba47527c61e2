package io.github.vae4j.study.picture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The group, for example the class, of each of many points.
///
/// @param of index of the group of every point, not copied
/// @param names of the groups
@SuppressWarnings("ArrayRecordComponent") // as long as the data
public record Groups(int[] of, List<String> names) {
    /// Checks the groups.
    ///
    /// @throws IllegalArgumentException if a point has a group without a name
    public Groups {
        names = List.copyOf(names);
        for (int group : of) {
            if (group < 0 || group >= names.size()) {
                throw new IllegalArgumentException("group " + group + " is not in 0 to " + (names.size() - 1));
            }
        }
    }

    /// All points in one group without a name.
    ///
    /// @param size number of points
    /// @return the groups
    public static Groups one(int size) {
        return new Groups(new int[size], List.of(""));
    }

    /// The points of one group, in their order.
    ///
    /// @param group its index
    /// @return indices of points
    public int[] members(int group) {
        return IntStream.range(0, of.length).filter(i -> of[i] == group).toArray();
    }

    /// The groups that have points.
    ///
    /// @return their indices, rising
    public int[] present() {
        return Arrays.stream(of).distinct().sorted().toArray();
    }
}
