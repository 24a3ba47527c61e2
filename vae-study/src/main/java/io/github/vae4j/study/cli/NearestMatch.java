package io.github.vae4j.study.cli;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the known word that a mistyped one probably meant.
final class NearestMatch {
    private NearestMatch() {}

    /// The known word at the smallest edit distance.
    ///
    /// @param word what was typed
    /// @param known the words that would have been right
    /// @return the nearest one, or `null` if even that is far: more than a third of its letters (two at least) differ
    static @Nullable String find(String word, Collection<String> known) {
        String nearest = null;
        int smallest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            boolean near = distance <= Math.max(2, candidate.length() / 3) && 2 * distance < candidate.length();
            if (near && distance < smallest) {
                smallest = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    // Levenshtein 1966, with the swap of two neighbours as one edit (Damerau 1964).
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(edits[i - 1][j - 1] + change, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
                edits[i][j] = swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
            }
        }
        return edits[a.length()][b.length()];
    }
}
