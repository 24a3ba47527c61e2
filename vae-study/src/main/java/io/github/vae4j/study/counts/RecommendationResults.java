package io.github.vae4j.study.counts;

import io.github.vae4j.metrics.ranking.UserScores;
import io.github.vae4j.metrics.resampling.Bootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How well models find the items that were held out.
///
/// @param users test users
/// @param items that can be recommended
/// @param trainingUsers users that models learned from
/// @param scores of each model, the VAE first
public record RecommendationResults(int users, int items, int trainingUsers, List<Score> scores) {
    /// A measure of a model.
    ///
    /// @param model its name
    /// @param measure its name, with k
    /// @param values of the test users
    /// @param lead of the VAE over this model, paired, 95 %; of the VAE itself from 0 to 0
    public record Score(String model, String measure, UserScores values, Bootstrap.Interval lead) {}

    /// Copies the list.
    public RecommendationResults {
        scores = List.copyOf(scores);
    }

    /// For programs.
    ///
    /// @return names and values, in the order to write them
    public Map<String, Object> json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("testUsers", users);
        map.put("trainingUsers", trainingUsers);
        map.put("items", items);
        List<Map<String, Object>> list = new ArrayList<>();
        for (Score score : scores) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("model", score.model);
            one.put("measure", score.measure);
            one.put("mean", score.values.mean());
            one.put("standardError", score.values.standardError());
            one.put("vaeLeadLow", score.lead.low());
            one.put("vaeLeadHigh", score.lead.high());
            list.add(one);
        }
        map.put("scores", list);
        return map;
    }
}
