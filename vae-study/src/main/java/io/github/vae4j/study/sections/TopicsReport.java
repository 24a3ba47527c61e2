package io.github.vae4j.study.sections;

import io.github.vae4j.metrics.classes.LinearProbe;
import io.github.vae4j.metrics.resampling.Proportion;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.study.counts.TopicResults;
import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.picture.SharesPicture;
import io.github.vae4j.study.picture.UnitsPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.List;

/// The report on topics of texts.
public final class TopicsReport {
    private TopicsReport() {}

    /// Makes the report.
    ///
    /// @param results what was found
    /// @param data the texts
    /// @param model where the model is from, in words
    /// @return the report
    public static Report of(TopicResults results, StudyData data, String model) {
        List<Report.Section> sections = new ArrayList<>(List.of(topics(results), perplexity(results)));
        sections.add(units(results.units()));
        sections.add(probe(results));
        return new Report("Topics: " + data.name(),
                Numbers.count(data.test().size(), "test document") + ", "
                        + Numbers.count(data.train().features(), "word") + ".",
                List.of(new Report.Fact("data", data.name()),
                        new Report.Fact("training documents", Numbers.count(data.train().size())),
                        new Report.Fact("validation documents", Numbers.count(data.validation().size())),
                        new Report.Fact("test documents", Numbers.count(data.test().size())),
                        new Report.Fact("words", Numbers.count(data.train().features())),
                        new Report.Fact("model", model)),
                figures(results), sections);
    }

    private static List<Report.KeyFigure> figures(TopicResults results) {
        List<Report.KeyFigure> figures = new ArrayList<>(List.of(
                new Report.KeyFigure("perplexity of held-out halves", Numbers.fixed(results.perplexity(), 1) + " ("
                        + Numbers.fixed(results.perplexityInterval().low(), 1) + " to "
                        + Numbers.fixed(results.perplexityInterval().high(), 1) + ")", ""),
                new Report.KeyFigure("the same, by shares of words in the training documents",
                        Numbers.fixed(results.unigram(), 1), ""),
                new Report.KeyFigure("perplexity of all words, by shares in the training documents",
                        Numbers.fixed(results.unigramOfAll(), 1), ""),
                new Report.KeyFigure("topics' mean NPMI", Numbers.fixed(results.coherence(), 3), ""),
                new Report.KeyFigure("topics' diversity", Numbers.fixed(results.diversity(), 3), ""),
                new Report.KeyFigure("active units", Integer.toString(results.units().count()), "")));
        LinearProbe probe = results.probe();
        if (probe != null) {
            figures.add(new Report.KeyFigure("linear probe on labels", share(probe.accuracy()), ""));
        }
        return figures;
    }

    private static String share(Proportion share) {
        return Numbers.percent(share.share()) + " (" + Numbers.percent(share.low()) + " to "
                + Numbers.percent(share.high()) + ")";
    }

    private static Report.Section topics(TopicResults results) {
        List<List<String>> rows = results.topics().stream()
                .map(topic -> List.of(topic.name(), Numbers.fixed(topic.npmi(), 3), String.join(" ", topic.words())))
                .toList();
        if (rows.isEmpty()) {
            return new Report.Section("topics", "Topics",
                    List.of(new Block.Text("No unit is active: there are no topics.")));
        }
        return new Report.Section("topics", "Topics", List.of(
                new Block.Text(
                        "What the decoder says more often where one unit is 2 or \u22122 and the others 0 than where all"
                                + " are 0, units of the largest variance first: the words with the largest parts in the"
                                + " divergence. NPMI (Bouma 2009) is 1 for words that are always in the same documents, 0 for"
                                + " words that ignore each other, \u22121 for words that never meet; of the words of all topics "
                                + Numbers.percent(results.diversity()) + " are different (Dieng et al. 2020)."),
                new Block.Table("topics", "Topics by unit and direction", List.of("unit", "NPMI", "words"), rows)));
    }

    private static Report.Section perplexity(TopicResults results) {
        return new Report.Section("perplexity", "Perplexity", List.of(
                new Block.Text(
                        "The model sees one half of the words of each test document, and predicts the other from the mean"
                                + " of the code."),
                new Block.Table("perplexity", "Perplexity of words of test documents",
                        List.of("model", "words", "perplexity", "share of the unigram's"), List.of(
                                List.of("this model", "held-out halves", Numbers.fixed(results.perplexity(), 1),
                                        Numbers.fixed(results.perplexity() / results.unigram(), 3)),
                                List.of("unigram", "held-out halves", Numbers.fixed(results.unigram(), 1), "1"),
                                List.of("unigram", "all", Numbers.fixed(results.unigramOfAll(), 1), "\u2013")))));
    }

    private static Report.Section units(ActiveUnits units) {
        boolean[] active = UnitsSection.active(units);
        return new Report.Section("units", "Units", List.of(new Block.Figures(List.of(
                figure("unit-variance", "Variance of each unit", "variance", units.variances(), active,
                        units.count() + " of " + units.variances().size() + " units have a variance above "
                                + units.threshold() + " (Burda et al. 2016)."),
                figure("unit-kl", "KL divergence of each unit", "KL (nats per document)", units.kl(), active,
                        Numbers.fixed(units.totalKl(), 2) + " nats in all.")))));
    }

    private static Block.Figure figure(String name, String title, String label, List<Double> values, boolean[] active,
            String caption) {
        return new Block.Figure(UnitsPicture.draw(name, title, label,
                values.stream().mapToDouble(value -> value).toArray(), active), caption);
    }

    private static Report.Section probe(TopicResults results) {
        LinearProbe probe = results.probe();
        if (probe == null) {
            return new Report.Section("probe", "Linear probe",
                    List.of(new Block.Text("No linear probe: " + results.withoutProbe() + ".")));
        }
        List<SharesPicture.Share> shares = new ArrayList<>();
        for (int c = 0; c < probe.classNames().size(); c++) {
            Proportion ratio = probe.ratio(c);
            shares.add(new SharesPicture.Share(probe.classNames().get(c), ratio.share(), ratio.low(), ratio.high(),
                    Double.NaN));
        }
        return new Report.Section("probe", "Linear probe", List.of(
                new Block.Figure(SharesPicture.draw("probe", "Share of the test documents of each class that a linear"
                        + " probe puts right", "documents put right (%)", "share, 95 % interval", "", shares),
                        "Logistic regression from the codes of the training documents, of which "
                                + Numbers.percent(probe.training().share()) + " are put right, to the labels: "
                                + share(probe.accuracy()) + " of the test documents are put right.")));
    }
}
