package io.github.vae4j.study.counts;

import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.resampling.Bootstrap;
import io.github.vae4j.metrics.resampling.Proportion;
import io.github.vae4j.metrics.units.ActiveUnits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model has made of texts.
///
/// @param units which units are active on the test documents
/// @param topics two for each active unit; see [TopicStudy]
/// @param diversity share of different words among those of all topics; NaN without topics
/// @param coherence mean NPMI of the topics, counted in all documents; NaN without topics
/// @param perplexity of the held-out halves of test documents
/// @param perplexityInterval its bootstrap over documents, 95 %
/// @param unigram perplexity of the same halves by the words' shares in the training documents
/// @param unigramOfAll perplexity of whole test documents by the same
/// @param probe linear probe on the labels, of test documents; null without one
/// @param withoutProbe why there is none; empty if there is one
public record TopicResults(ActiveUnits units, List<Topic> topics, double diversity, double coherence,
        double perplexity, Bootstrap.Interval perplexityInterval, double unigram, double unigramOfAll,
        @Nullable LinearProbe probe, String withoutProbe) {
    /// A topic.
    ///
    /// @param unit of the latent space
    /// @param positive its direction
    /// @param words the first one says most
    /// @param npmi coherence, counted in all documents
    public record Topic(int unit, boolean positive, List<String> words, double npmi) {
        /// Copies the list.
        public Topic {
            words = List.copyOf(words);
        }

        /// What it is called.
        ///
        /// @return the unit and a sign
        public String name() {
            return unit + (positive ? "+" : "-");
        }
    }

    /// Copies the list.
    public TopicResults {
        topics = List.copyOf(topics);
    }

    /// For programs.
    ///
    /// @return names and values, in the order to write them; null for what is not finite
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("perplexity", perplexity);
        map.put("perplexityLow", perplexityInterval.low());
        map.put("perplexityHigh", perplexityInterval.high());
        map.put("unigramPerplexity", unigram);
        map.put("unigramPerplexityOfAllWords", unigramOfAll);
        map.put("npmi", finite(coherence));
        map.put("diversity", finite(diversity));
        map.put("activeUnits", units.count());
        map.put("probeAccuracy", probe == null ? null : share(probe.accuracy()));
        map.put("topics", topics.stream().map(TopicResults::json).toList());
        return map;
    }

    private static Map<String, @Nullable Object> json(Topic topic) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("unit", topic.unit);
        map.put("direction", topic.positive ? 1 : -1);
        map.put("npmi", finite(topic.npmi));
        map.put("words", topic.words);
        return map;
    }

    private static Map<String, Object> share(Proportion share) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("share", share.share());
        map.put("low", share.low());
        map.put("high", share.high());
        map.put("hits", share.hits());
        map.put("total", share.total());
        return map;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
