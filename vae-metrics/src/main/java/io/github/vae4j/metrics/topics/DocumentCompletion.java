package io.github.vae4j.metrics.topics;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.metrics.Counts;
import io.github.vae4j.metrics.internal.RandomStreams;
import java.util.Arrays;

/// Documents cut in two: a model sees some of the words and predicts the others (Rosen-Zvi et al. 2004; Wallach et al.
/// 2009, section 5). So a model is not judged on words that its code of the document was made from.
///
/// The places of a document's words are drawn, each word as often as it is there. Of n places a share is held out, n times
/// the share, rounded down: of halves a document of one word has nothing held out.
///
/// @param observed what the model sees, a document for each
/// @param heldOut what it predicts, in the same order
public record DocumentCompletion(Counts observed, Counts heldOut) {
    /// Cuts documents in two.
    ///
    /// @param documents of at most 2^31 - 1 places each
    /// @param seed of the draw; document i is cut alike whatever the others are
    /// @return the halves
    /// @throws IllegalArgumentException if a document is longer
    public static DocumentCompletion split(Counts documents, long seed) {
        return split(documents, 0.5, 0, seed);
    }

    /// Cuts documents, or the items of users, in two parts of any size.
    ///
    /// @param documents of at most 2^31 - 1 places each
    /// @param share of the places that is held out, from 0 to 1
    /// @param least places that are held out even if the share is less, as far as there are any
    /// @param seed of the draw; document i is cut alike whatever the others are
    /// @return the parts
    /// @throws IllegalArgumentException if a document is longer, or the share or `least` out of range
    public static DocumentCompletion split(Counts documents, double share, int least, long seed) {
        if (!(share >= 0 && share <= 1) || least < 0) {
            throw new IllegalArgumentException("share must be from 0 to 1 and least 0 or more but are " + share
                    + " and " + least);
        }
        Half observed = new Half(documents.rows());
        Half heldOut = new Half(documents.rows());
        for (int document = 0; document < documents.rows(); document++) {
            long tokens = documents.total(document);
            if (tokens > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a document must have at most 2^31 - 1 places but document "
                        + document + " has " + tokens);
            }
            int[] order = new int[(int) tokens];
            Philox.permutation(order, order.length, seed, RandomStreams.COMPLETION, document);
            boolean[] held = new boolean[order.length];
            int out = Math.min(order.length, Math.max(least, (int) (share * order.length)));
            for (int i = order.length - out; i < order.length; i++) {
                held[order[i]] = true;
            }
            int place = 0;
            for (int entry = 0; entry < documents.entries(document); entry++) {
                int taken = 0;
                int count = documents.count(document, entry);
                for (int i = 0; i < count; i++) {
                    taken += held[place++] ? 1 : 0;
                }
                observed.add(documents.column(document, entry), count - taken);
                heldOut.add(documents.column(document, entry), taken);
            }
            observed.end(document);
            heldOut.end(document);
        }
        return new DocumentCompletion(observed.documents(documents.width()),
                heldOut.documents(documents.width()));
    }

    /// One half while it is filled.
    private static final class Half {
        private final int[] offsets;
        private int[] words = new int[64];
        private int[] counts = new int[64];
        private int size;

        Half(int documents) {
            offsets = new int[documents + 1];
        }

        void add(int word, int count) {
            if (count == 0) {
                return;
            }
            if (size == words.length) {
                words = Arrays.copyOf(words, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            words[size] = word;
            counts[size++] = count;
        }

        void end(int document) {
            offsets[document + 1] = size;
        }

        Counts documents(int vocabulary) {
            return Counts.of(offsets, Arrays.copyOf(words, size), Arrays.copyOf(counts, size), vocabulary);
        }
    }
}
