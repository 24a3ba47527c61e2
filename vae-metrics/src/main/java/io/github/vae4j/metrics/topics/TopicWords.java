package io.github.vae4j.metrics.topics;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The words that stand for each topic, first the one that says most, and how far topics differ.
///
/// @param topics words of each topic, all of as many words
public record TopicWords(List<List<Integer>> topics) {
    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there is no topic, one has no word, more or fewer than others, or one twice
    public TopicWords {
        topics = topics.stream().map(List::copyOf).toList();
        if (topics.isEmpty() || topics.getFirst().isEmpty()) {
            throw new IllegalArgumentException("topics must be one or more of one word or more");
        }
        int top = topics.getFirst().size();
        for (int t = 0; t < topics.size(); t++) {
            if (topics.get(t).size() != top || Set.copyOf(topics.get(t)).size() != top) {
                throw new IllegalArgumentException("topics must have " + top + " different words each but topic " + t
                        + " is " + topics.get(t));
            }
        }
    }

    /// The words of the largest weights; of equal ones the first word.
    ///
    /// @param weights of all words in each topic
    /// @param top words for each topic, 1 or more
    /// @return the words
    /// @throws IllegalArgumentException if there is no topic, there are fewer words than `top`, or a weight is NaN
    public static TopicWords of(List<double[]> weights, int top) {
        for (int t = 0; t < weights.size(); t++) {
            double[] of = weights.get(t);
            if (top < 1 || top > of.length) {
                throw new IllegalArgumentException("top must be from 1 to the number of words, " + of.length
                        + ", but is " + top);
            }
            for (int word = 0; word < of.length; word++) {
                if (Double.isNaN(of[word])) {
                    throw new IllegalArgumentException("weights of topic " + t + " must be numbers but word " + word
                            + " has NaN");
                }
            }
        }
        return new TopicWords(weights.stream().map(of -> IntStream.range(0, of.length).boxed()
                .sorted(Comparator.<Integer>comparingDouble(word -> -of[word]).thenComparing(word -> word)).limit(top)
                .toList()).toList());
    }

    /// The number of words that stand for a topic.
    ///
    /// @return 1 or more
    public int top() {
        return topics.getFirst().size();
    }

    /// The share of different words among those of all topics (Dieng et al. 2020, with 25 words): 1 if no two topics share
    /// a word, one by the number of topics if all are alike.
    ///
    /// Pitfall. Topics of random words are most diverse: coherence belongs to it.
    ///
    /// @return above 0, at most 1
    public double diversity() {
        Set<Integer> different = new HashSet<>();
        topics.forEach(different::addAll);
        return different.size() / (double) (topics.size() * top());
    }
}
