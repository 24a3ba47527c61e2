package io.github.vae4j.metrics.topics;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Counts;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.resampling.Bootstrap;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// How well the words of documents are predicted: `exp(-sum_d log p(d) / sum_d n_d)`, n the length of a document and
/// `log p(d) = sum_w n_dw log p_d(w)`: as if each word were one of so many that are all alike (Blei et al. 2003, 7.1). The
/// multinomial coefficient is left out, as everywhere.
///
/// Pitfalls. Values compare on one vocabulary and one set of documents alone. Given all words of a document, a model is asked
/// for what it has seen: see [DocumentCompletion].
///
/// @param logLikelihoods `log p(d)` of each document, in nats
/// @param tokens n of each document
public record WordPerplexity(List<Double> logLikelihoods, List<Long> tokens) {
    /// Copies the lists.
    public WordPerplexity {
        logLikelihoods = List.copyOf(logLikelihoods);
        tokens = List.copyOf(tokens);
    }

    /// What a model predicts.
    @FunctionalInterface
    public interface Prediction {
        /// Writes the logarithms of the probabilities of all words at any place of a document.
        ///
        /// @param document its index, rising from call to call
        /// @param logShares receives the logarithms, one a word
        void write(int document, double[] logShares);
    }

    /// The perplexity of what a model predicts.
    ///
    /// @param documents to be predicted
    /// @param prediction of the model
    /// @return the perplexity
    /// @throws NoAnswerException if the documents have no words
    /// @throws IllegalArgumentException if the logarithm of a word that is there is NaN or above 0 beyond rounding
    public static WordPerplexity of(Counts documents, Prediction prediction) {
        if (documents.total() == 0) {
            throw new NoAnswerException("the documents have no words to predict");
        }
        double[] logs = new double[documents.rows()];
        long[] tokens = new long[documents.rows()];
        double[] shares = new double[documents.width()];
        for (int document = 0; document < logs.length; document++) {
            prediction.write(document, shares);
            for (int i = 0; i < documents.entries(document); i++) {
                double log = shares[documents.column(document, i)];
                if (!(log <= 1e-6)) {
                    throw new IllegalArgumentException("logShares must be 0 or less but of document " + document
                            + " word " + documents.column(document, i) + " has " + log);
                }
                logs[document] += documents.count(document, i) * log;
            }
            tokens[document] = documents.total(document);
        }
        return new WordPerplexity(DoubleStream.of(logs).boxed().toList(), LongStream.of(tokens).boxed().toList());
    }

    /// The perplexity of a model that predicts each word by its share in training documents, whatever the document: what
    /// any model of topics has to beat. Each word counts once more than it is there, so that none is impossible.
    ///
    /// @param train to learn shares from
    /// @param documents to be predicted
    /// @return the perplexity
    /// @throws NoAnswerException if the documents have no words
    /// @throws IllegalArgumentException if the vocabularies differ
    public static WordPerplexity ofUnigram(Counts train, Counts documents) {
        if (train.width() != documents.width()) {
            throw new IllegalArgumentException("documents must have the vocabulary of train, " + train.width()
                    + " words, but have " + documents.width());
        }
        double[] shares = new double[train.width()];
        for (int document = 0; document < train.rows(); document++) {
            for (int i = 0; i < train.entries(document); i++) {
                shares[train.column(document, i)] += train.count(document, i);
            }
        }
        double all = (double) train.total() + shares.length;
        for (int word = 0; word < shares.length; word++) {
            shares[word] = StrictMath.log((shares[word] + 1) / all);
        }
        return of(documents, (document, logShares) -> System.arraycopy(shares, 0, logShares, 0, shares.length));
    }

    /// The perplexity.
    ///
    /// @return 1 or more, up to rounding; infinite if a word that is there was impossible
    public double value() {
        double sum = 0;
        long n = 0;
        for (int i = 0; i < tokens.size(); i++) {
            sum += logLikelihoods.get(i);
            n += tokens.get(i);
        }
        return StrictMath.exp(-sum / n);
    }

    /// How far the perplexity would move if the documents were drawn again.
    ///
    /// @param settings how to resample
    /// @param workers who computes
    /// @return the bootstrap over documents
    /// @throws IllegalArgumentException if there are fewer than 2 documents with words, or the perplexity is infinite
    public Bootstrap bootstrap(Bootstrap.Settings settings, Workers workers) {
        int[] kept = IntStream.range(0, tokens.size()).filter(i -> tokens.get(i) > 0).toArray();
        return Bootstrap.of(kept.length, (rows, single) -> {
            double sum = 0;
            long n = 0;
            for (int row : rows) {
                sum += logLikelihoods.get(kept[row]);
                n += tokens.get(kept[row]);
            }
            return StrictMath.exp(-sum / n);
        }, settings, workers);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "perplexity %.1f of %d documents", value(), tokens.size());
    }
}
