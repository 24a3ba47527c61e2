package io.github.vae4j.metrics.topics;

import io.github.vae4j.metrics.Counts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether the words of a topic are found in the same documents: the mean over the pairs of its words of their normalised
/// pointwise mutual information (Bouma 2009; as coherence Aletras and Stevenson 2013, Lau et al. 2014),
/// `npmi(a, b) = ln(p(a, b) / (p(a) p(b))) / -ln p(a, b)`, p(a, b) the share of documents that have both words. It is 1 for
/// words that are never apart, 0 for words that ignore each other, and -1 for a pair that no document has, as in the limit.
/// A pair that all documents have says nothing: it counts as 0.
///
/// Pitfalls. Values depend on the documents that are counted in, on their length and on the number of words: compare on the
/// same. A rare word pairs with -1 or with values near 1 by chance.
///
/// @param topics mean of each topic; NaN for topics of one word
public record TopicCoherence(List<Double> topics) {
    /// Copies the list.
    public TopicCoherence {
        topics = List.copyOf(topics);
    }

    /// The coherence in documents.
    ///
    /// @param words of the topics
    /// @param documents to count in, 1 or more
    /// @return the coherence
    /// @throws IllegalArgumentException if there are no documents, or a word is not in their vocabulary
    public static TopicCoherence npmi(TopicWords words, Counts documents) {
        if (documents.rows() == 0) {
            throw new IllegalArgumentException("documents must be one or more");
        }
        Map<Integer, BitSet> places = places(words, documents);
        List<Double> means = new ArrayList<>();
        for (List<Integer> topic : words.topics()) {
            double sum = 0;
            int pairs = 0;
            for (int i = 0; i < topic.size(); i++) {
                for (int j = 0; j < i; j++) {
                    sum += npmi(places.getOrDefault(topic.get(j), NOWHERE), places.getOrDefault(topic.get(i), NOWHERE),
                            documents.rows());
                    pairs++;
                }
            }
            means.add(sum / pairs);
        }
        return new TopicCoherence(means);
    }

    private static final BitSet NOWHERE = new BitSet();

    /// The documents of each word of a topic.
    private static Map<Integer, BitSet> places(TopicWords words, Counts documents) {
        Map<Integer, BitSet> places = new HashMap<>();
        for (List<Integer> topic : words.topics()) {
            for (int word : topic) {
                if (word < 0 || word >= documents.width()) {
                    throw new IllegalArgumentException("words of topics must be from 0 to "
                            + (documents.width() - 1) + " but there is " + word);
                }
                places.put(word, new BitSet(documents.rows()));
            }
        }
        for (int document = 0; document < documents.rows(); document++) {
            for (int i = 0; i < documents.entries(document); i++) {
                BitSet of = places.get(documents.column(document, i));
                if (of != null) {
                    of.set(document);
                }
            }
        }
        return places;
    }

    private static double npmi(BitSet a, BitSet b, int documents) {
        BitSet both = new BitSet(documents);
        both.or(a);
        both.and(b);
        double n = documents;
        double joint = both.cardinality() / n;
        if (joint == 0) {
            return -1;
        }
        return joint == 1
                ? 0
                : StrictMath.log(joint / (a.cardinality() / n * (b.cardinality() / n))) / -StrictMath.log(joint);
    }

    /// The mean over the topics.
    ///
    /// @return from -1 to 1; NaN for topics of one word
    public double mean() {
        return topics.stream().mapToDouble(Double::doubleValue).sum() / topics.size();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "mean NPMI %.3f of %d topics", mean(), topics.size());
    }
}
