package io.github.vae4j.study.counts;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.Evaluator;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Counts;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.resampling.Bootstrap;
import io.github.vae4j.metrics.topics.DocumentCompletion;
import io.github.vae4j.metrics.topics.TopicCoherence;
import io.github.vae4j.metrics.topics.TopicWords;
import io.github.vae4j.metrics.topics.WordPerplexity;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.study.experiment.StudyData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures what a model has made of texts.
///
/// Each active unit has two topics, one for either direction: what the decoder says more often at z = 2 or -2 in this unit
/// and 0 in all others than at z = 0. A word stands for a topic by its part `p ln(p / p_0)` in the divergence of the two
/// distributions: words that are frequent there, and more frequent than elsewhere.
public final class TopicStudy {
    private static final float STEP = 2;
    private static final LinearProbe.Settings PROBE = new LinearProbe.Settings(1, true, 200);

    private final StudyData data;
    private final int top;
    private final long seed;
    private final Workers workers;
    private final Vae vae;
    private final Evaluator evaluator;
    private final Encoding test;

    private TopicStudy(Vae vae, StudyData data, int top, long seed, Workers workers) {
        this.data = data;
        this.top = top;
        this.seed = seed;
        this.workers = workers;
        this.vae = vae;
        evaluator = vae.on(workers);
        test = evaluator.encode(data.test());
    }

    /// Refuses a model that cannot be measured on data.
    ///
    /// @param vae the model
    /// @param data texts
    /// @param top words for a topic
    /// @throws IllegalArgumentException if the model is of other features or not of counts, there are fewer words than `top`, or
    ///     the data has something else than counts
    public static void requireFit(VaeSpec vae, StudyData data, int top) {
        int features = data.train().features();
        if (vae.features() != features) {
            throw new IllegalArgumentException("the data has " + features + " features but the model expects "
                    + vae.features());
        }
        Decoded.require(vae);
        if (top < 2 || top > features) {
            throw new IllegalArgumentException("topics must have from 2 to " + features
                    + " words, as many as the data has, but --words is " + top);
        }
        CountRows.of(data.train(), data.validation(), data.test());
    }

    /// Measures a model.
    ///
    /// @param vae a model of counts
    /// @param data texts
    /// @param top words for a topic
    /// @param seed of the halves of documents and of resamples
    /// @param workers who computes
    /// @return the results
    /// @throws IllegalArgumentException as [#requireFit]
    /// @throws NoAnswerException if no test document has two words
    public static TopicResults measure(Vae vae, StudyData data, int top, long seed, Workers workers) {
        requireFit(vae.spec(), data, top);
        return new TopicStudy(vae, data, top, seed, workers).measure();
    }

    private TopicResults measure() {
        ActiveUnits units = ActiveUnits.of(Posterior.of(test.mean(), test.logvar(), test.latent()),
                ActiveUnits.DEFAULT_THRESHOLD, seed, workers);
        Counts train = CountRows.of(data.train());
        Counts documents = CountRows.of(data.test());
        DocumentCompletion halves = DocumentCompletion.split(documents, seed);
        Decoded decoded = new Decoded(vae.spec(), evaluator,
                evaluator.encode(CountRows.dataset(halves.observed())).mean());
        WordPerplexity perplexity = WordPerplexity.of(halves.heldOut(), decoded::logShares);
        List<TopicResults.Topic> topics = List.of();
        double diversity = Double.NaN;
        double coherence = Double.NaN;
        if (units.count() > 0) {
            TopicWords words = words(units);
            TopicCoherence npmi = TopicCoherence.npmi(words,
                    CountRows.of(data.train(), data.validation(), data.test()));
            topics = topics(units, words, npmi);
            diversity = words.diversity();
            coherence = npmi.mean();
        }
        LinearProbe probe = null;
        String withoutProbe = data.test().hasLabels() ? "" : "the data has no labels";
        if (data.test().hasLabels()) {
            try {
                probe = LinearProbe.trainToTest(Codes.of(evaluator.encode(data.train()).mean(), test.latent()),
                        labels(data.train()), Codes.of(test.mean(), test.latent()), labels(data.test()), PROBE,
                        workers);
            } catch (NoAnswerException e) {
                withoutProbe = String.valueOf(e.getMessage());
            }
        }
        return new TopicResults(units, topics, diversity, coherence, perplexity.value(),
                perplexity.bootstrap(Bootstrap.Settings.of(seed), workers).percentile(),
                WordPerplexity.ofUnigram(train, halves.heldOut()).value(),
                WordPerplexity.ofUnigram(train, documents).value(), probe, withoutProbe);
    }

    private static Labels labels(Dataset data) {
        int[] labels = new int[data.size()];
        Arrays.setAll(labels, data::label);
        return Labels.of(labels, data.classNames());
    }

    private static int[] active(ActiveUnits units) {
        return units.byVariance().stream().mapToInt(unit -> unit).filter(units::isActive).toArray();
    }

    private TopicWords words(ActiveUnits units) {
        int[] active = active(units);
        int latent = test.latent();
        // Row 0 is the code of all zeros, then each unit in its two directions.
        float[] z = new float[(1 + 2 * active.length) * latent];
        for (int i = 0; i < active.length; i++) {
            z[(1 + 2 * i) * latent + active[i]] = STEP;
            z[(2 + 2 * i) * latent + active[i]] = -STEP;
        }
        Decoded decoded = new Decoded(vae.spec(), evaluator, z);
        double[] everywhere = new double[vae.spec().features()];
        decoded.logShares(0, everywhere);
        List<double[]> weights = new ArrayList<>();
        for (int topic = 0; topic < 2 * active.length; topic++) {
            double[] weight = new double[everywhere.length];
            decoded.logShares(1 + topic, weight);
            for (int word = 0; word < weight.length; word++) {
                weight[word] = StrictMath.exp(weight[word]) * (weight[word] - everywhere[word]);
            }
            weights.add(weight);
        }
        return TopicWords.of(weights, top);
    }

    private List<TopicResults.Topic> topics(ActiveUnits units, TopicWords words, TopicCoherence npmi) {
        int[] active = active(units);
        List<TopicResults.Topic> topics = new ArrayList<>();
        for (int t = 0; t < words.topics().size(); t++) {
            topics.add(new TopicResults.Topic(active[t / 2], t % 2 == 0,
                    words.topics().get(t).stream().map(this::name).toList(), npmi.topics().get(t)));
        }
        return topics;
    }

    private String name(int word) {
        List<String> names = data.train().featureNames();
        return names.isEmpty() ? Integer.toString(word) : names.get(word);
    }
}
