package io.github.vae4j.study.picture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The group, for example the class, of each of many points.
///
/// @param of index of the group of every point, not copied
/// @param names of the groups
@SuppressWarnings("ArrayRecordComponent") // as long as the data
public record Groups(int[] of, List<String> names) {
    /// The largest number of groups that are shown one by one: a page of 2,000 classes would have 343 MB.
    public static final int MOST_SHOWN = 60;

    private static final int LONGEST_NAME = 60;

    /// Checks the groups.
    ///
    /// @throws IllegalArgumentException if a point has a group without a name
    public Groups {
        names = names.stream().map(Groups::shown).toList();
        for (int group : of) {
            if (group < 0 || group >= names.size()) {
                throw new IllegalArgumentException("group " + group + " is not in 0 to " + (names.size() - 1));
            }
        }
    }

    /// A name as it is shown: of 60 characters at most.
    ///
    /// @param name of a group
    /// @return the name or its beginning
    public static String shown(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "\u2026";
    }

    /// What is said where not all are shown.
    ///
    /// @param label what they are
    /// @param count how many there are
    /// @return the label, if need be with both numbers
    public static String label(String label, int count) {
        return count <= MOST_SHOWN
                ? label
                : label + String.format(Locale.ROOT, " (the first %d of %,d)", MOST_SHOWN, count);
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
