package io.github.vae4j.study.sections;

import io.github.vae4j.study.counts.RecommendationResults;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.List;

/// The report on recommendations.
public final class RecommendationReport {
    private RecommendationReport() {}

    /// Makes the report.
    ///
    /// @param results what was found
    /// @param data its name
    /// @param model where the VAE is from, in words
    /// @return the report
    public static Report of(RecommendationResults results, String data, String model) {
        List<List<String>> rows = results.scores().stream().map(score -> List.of(score.model(), score.measure(),
                Numbers.fixed(score.values().mean(), 4), Numbers.fixed(score.values().standardError(), 4),
                score.model().equals("VAE")
                        ? "\u2013"
                        : Numbers.fixed(score.lead().low(), 4) + " to " + Numbers.fixed(score.lead().high(), 4)))
                .toList();
        return new Report("Recommendations: " + data,
                Numbers.count(results.users(), "test user") + ", " + Numbers.count(results.items(), "item") + ".",
                List.of(new Report.Fact("data", data),
                        new Report.Fact("training users", Numbers.count(results.trainingUsers())),
                        new Report.Fact("test users", Numbers.count(results.users())),
                        new Report.Fact("items", Numbers.count(results.items())),
                        new Report.Fact("model", model)),
                results.scores().stream().map(score -> new Report.KeyFigure(score.model() + ", " + score.measure(),
                        Numbers.fixed(score.values().mean(), 4) + " \u00b1 "
                                + Numbers.fixed(score.values().standardError(), 4),
                        "")).toList(),
                List.of(new Report.Section("scores", "Held-out items that were found", List.of(
                        new Block.Text(
                                "No model was trained on the test users. It is told some of their items, which it does"
                                        + " not recommend again, and ranks all others; hits are the items that were held out."
                                        + " Recall@k is hits over the smaller of k and the held-out items, NDCG@k counts hits by"
                                        + " place (Liang et al. 2018). The lead of the VAE is a paired bootstrap over users."),
                        new Block.Table("scores", "Means over test users",
                                List.of("model", "measure", "mean", "standard error", "lead of the VAE, 95 %"),
                                rows)))));
    }
}
