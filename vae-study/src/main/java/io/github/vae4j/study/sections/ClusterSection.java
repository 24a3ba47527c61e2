package io.github.vae4j.study.sections;

import io.github.vae4j.metrics.resampling.Proportion;
import io.github.vae4j.study.experiment.Article;
import io.github.vae4j.study.experiment.ClassResults;
import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.picture.SharesPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.List;

/// Article, item 6: what k-means and class means find, on pixels and on latents.
final class ClusterSection {
    private ClusterSection() {}

    static Report.Section of(StudyData data, List<ClassResults.Rule> rules, int classes) {
        String title = "6. The comparison with k-means";
        if (classes < 2) {
            return new Report.Section("clusters", title,
                    List.of(new Block.Text("With one " + data.className() + " there is nothing to find.")));
        }
        List<SharesPicture.Share> shares = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (ClassResults.Rule rule : rules) {
            Proportion right = rule.right();
            double reference = data.isArticles() && rule.id().equals("kmeans-pixels") ? Article.KMEANS_ON_PIXELS
                    : Double.NaN;
            shares.add(new SharesPicture.Share(rule.name(), right.share(), right.low(), right.high(), reference));
            List<String> row = new ArrayList<>(List.of(rule.name(), rule.usesLabels() ? "yes" : "only to start",
                    Numbers.percent(right.share()), Numbers.percent(right.low()), Numbers.percent(right.high())));
            if (data.isArticles()) {
                row.add(Double.isNaN(reference) ? "" : Numbers.percent(reference));
            }
            rows.add(row);
        }
        String caption = "k-means on " + data.valuesName() + " puts " + share(rules, "kmeans-pixels") + " of the test "
                + Numbers.plural(data.sampleName()) + " right (the article: "
                + Numbers.percent(Article.KMEANS_ON_PIXELS)
                + (data.isArticles() ? "" : " on MNIST") + "), on latent means " + share(rules, "kmeans-latents")
                + ". The article compares its 90 % with that 71.5 %, but nearest centroids use labels and k-means does not:"
                + " the fair baseline, the nearest class mean on " + data.valuesName() + ", gives "
                + share(rules, "nearest-mean-pixels")
                + ", and on latent means " + share(rules, "nearest-mean-latents") + ".";
        return new Report.Section("clusters", title, List.of(
                new Block.Text("k-means as in the article: centres start at the means of up to 600 labelled "
                        + Numbers.plural(data.sampleName()) + " of each " + data.className()
                        + ", 20 iterations follow, and a cluster counts as the " + data.className()
                        + " it started from. Class means are those of the training set, all judged on the test set."),
                new Block.Figure(
                        SharesPicture.draw("clusters", "Share of test samples that k-means and class means put right",
                                "test " + Numbers.plural(data.sampleName()) + " put right (%)",
                                "this run, 95 % interval", "article",
                                shares),
                        caption),
                new Block.Table("clusters", "Share of test " + Numbers.plural(data.sampleName()) + " put right",
                        data.isArticles()
                                ? List.of("rule", "uses labels", "this run", "from", "to", "article")
                                : List.of("rule", "uses labels", "this run", "from", "to"),
                        rows)));
    }

    private static String share(List<ClassResults.Rule> rules, String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst()
                .map(rule -> Numbers.percent(rule.right().share())).orElse("\u2013");
    }
}
