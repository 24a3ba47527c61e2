package io.github.vae4j.study.counts;

import io.github.vae4j.core.Vae;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Counts;
import io.github.vae4j.metrics.ranking.Ease;
import io.github.vae4j.metrics.ranking.RankingQuality;
import io.github.vae4j.metrics.ranking.TopItems;
import io.github.vae4j.metrics.ranking.UserScores;
import io.github.vae4j.metrics.resampling.Bootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares a VAE with popularity and EASE on held-out items of users that none of them was trained on (Liang et al. 2018):
/// NDCG@100, Recall@20 and Recall@50.
public final class Recommendation {
    private static final int MOST = 100;
    private static final int[] RECALLS = {20, 50};

    private Recommendation() {}

    /// Scores of all items for a test user.
    @FunctionalInterface
    private interface Model {
        /// @return where in the array of scores those of the user begin
        int score(int user, float[][] scores);
    }

    /// Measures the models.
    ///
    /// @param vae a model of counts of the items of the split
    /// @param split the users
    /// @param lambda of EASE, 0 to leave it out
    /// @param seed of resamples
    /// @param workers who computes
    /// @return the results
    /// @throws IllegalArgumentException if the model is of other items or not of counts
    public static RecommendationResults measure(Vae vae, UserSplit split, double lambda, long seed, Workers workers) {
        int items = split.train().width();
        if (vae.spec().features() != items) {
            throw new IllegalArgumentException("there are " + items + " items but the model expects "
                    + vae.spec().features());
        }
        Decoded.require(vae.spec());
        Map<String, Model> models = new LinkedHashMap<>();
        Decoded decoded = new Decoded(vae.spec(), vae.on(workers),
                vae.on(workers).encode(CountRows.dataset(split.known())).mean());
        models.put("VAE", (user, scores) -> {
            int at = decoded.at(user);
            scores[0] = decoded.values();
            return at;
        });
        float[] popularity = popularity(split.train());
        models.put("popularity", (user, scores) -> {
            scores[0] = popularity;
            return 0;
        });
        if (lambda > 0) {
            Ease ease = Ease.fit(split.train(), lambda, workers);
            float[] scored = new float[items];
            models.put("EASE", (user, scores) -> {
                ease.score(scored, 0, split.known().columns(user));
                scores[0] = scored;
                return 0;
            });
        }
        Map<String, List<UserScores>> found = new LinkedHashMap<>();
        models.forEach((name, model) -> found.put(name, measure(model, split)));
        List<RecommendationResults.Score> scores = new ArrayList<>();
        List<UserScores> ours = found.getOrDefault("VAE", List.of());
        found.forEach((name, measures) -> {
            for (int m = 0; m < measures.size(); m++) {
                scores.add(new RecommendationResults.Score(name, measure(m), measures.get(m),
                        ours.get(m).minus(measures.get(m), Bootstrap.Settings.of(seed), workers).percentile()));
            }
        });
        return new RecommendationResults(split.known().rows(), items, split.train().rows(), scores);
    }

    private static float[] popularity(Counts train) {
        float[] users = new float[train.width()];
        for (int user = 0; user < train.rows(); user++) {
            for (int item : train.columns(user)) {
                users[item]++;
            }
        }
        return users;
    }

    private static String measure(int m) {
        return m == 0 ? "NDCG@" + MOST : "Recall@" + RECALLS[m - 1];
    }

    private static List<UserScores> measure(Model model, UserSplit split) {
        List<List<Double>> values = new ArrayList<>();
        for (int m = 0; m <= RECALLS.length; m++) {
            values.add(new ArrayList<>());
        }
        float[][] scores = new float[1][];
        for (int user = 0; user < split.known().rows(); user++) {
            int at = model.score(user, scores);
            int[] ranked = TopItems.of(scores[0], at, split.train().width(), split.known().columns(user), MOST);
            int[] heldOut = split.heldOut().columns(user);
            values.get(0).add(RankingQuality.ndcg(ranked, heldOut, MOST));
            for (int m = 0; m < RECALLS.length; m++) {
                values.get(m + 1).add(RankingQuality.recall(ranked, heldOut, RECALLS[m]));
            }
        }
        return values.stream().map(UserScores::new).toList();
    }
}
