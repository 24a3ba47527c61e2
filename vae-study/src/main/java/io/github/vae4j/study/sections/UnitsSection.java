package io.github.vae4j.study.sections;

import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.study.experiment.Article;
import io.github.vae4j.study.experiment.LatentDimension;
import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.experiment.TrainedModel;
import io.github.vae4j.study.picture.UnitsPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.List;

/// Article, item 7: how many units are active, with variance and KL per unit.
final class UnitsSection {
    private UnitsSection() {}

    /// @param classes number of classes, 0 without labels
    static Report.Section of(StudyData data, TrainedModel model, ActiveUnits units, LatentDimension dimension,
            int classes) {
        boolean[] active = active(units);
        int n = units.count();
        String each = Numbers.plural(data.sampleName());
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Figures(List.of(
                new Block.Figure(
                        UnitsPicture.draw("unit-variance", "Variance of the mean of each unit", "variance of the mean",
                                numbers(units.variances()), active),
                        n + " of " + model.latent() + " units are active ("
                                + (units.countLow() == units.countHigh()
                                        ? units.countLow() + " in 95 % of resamples"
                                        : units.countLow() + " to " + units.countHigh() + ", 95 % of resamples")
                                + "): the variance of their mean over the test "
                                + each
                                + " is above " + ActiveUnits.DEFAULT_THRESHOLD
                                + " (Burda et al. 2016). In the article about "
                                + Article.ACTIVE_UNITS + " of 20 are not silent."),
                new Block.Figure(
                        UnitsPicture.draw("unit-kl", "KL divergence of each unit",
                                "KL (nats per " + data.sampleName() + ")",
                                numbers(units.kl()), active),
                        "Active units carry " + Numbers.fixed(activeKl(units, active), 2) + " of "
                                + Numbers.fixed(units.totalKl(), 2) + " nats per " + data.sampleName()
                                + "; unit " + units.byKl().getFirst() + " carries most, "
                                + Numbers.fixed(units.kl().get(units.byKl().getFirst()), 2)
                                + "."))));
        blocks.add(new Block.Text(turned(n, dimension)));
        blocks.add(new Block.Text(openQuestion(n, classes, data)));
        blocks.add(new Block.TableFile(table(units, active), "Every unit: tables/units.csv."));
        return new Report.Section("units", "7. How many units are active", blocks);
    }

    static boolean[] active(ActiveUnits units) {
        boolean[] active = new boolean[units.variances().size()];
        for (int j = 0; j < active.length; j++) {
            active[j] = units.isActive(j);
        }
        return active;
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }

    private static String turned(int active, LatentDimension dimension) {
        return "Units are axes, and axes can be turned: "
                + Numbers.count(dimension.activeComponents(), "principal component")
                + " of the means " + (dimension.activeComponents() == 1 ? "has" : "have") + " a variance above "
                + ActiveUnits.DEFAULT_THRESHOLD + ", beside " + Numbers.count(active, "active unit")
                + ". The intrinsic dimension of the means is " + Numbers.fixed(dimension.ofMeans(), 1)
                + " (TwoNN, Facco et al. 2017), that of draws of z, in which silent units are noise, "
                + Numbers.fixed(dimension.ofSamples(), 1) + ".";
    }

    private static String openQuestion(int active, int classes, StudyData data) {
        String question = "The article ends with a question: does the number of active units follow the number of classes? ";
        String here = classes == 0
                ? "This data has no labels. "
                : "Here there are " + active + " active units and " + Numbers.count(classes, data.className()) + ". ";
        return question + here
                + "One model cannot answer it, and labels never enter its training; the study with --sweep "
                + "classes varies the number of classes and nothing else.";
    }

    private static double activeKl(ActiveUnits units, boolean[] active) {
        double sum = 0;
        for (int j = 0; j < active.length; j++) {
            sum += active[j] ? units.kl().get(j) : 0;
        }
        return sum;
    }

    private static Block.Table table(ActiveUnits units, boolean[] active) {
        List<List<String>> rows = new ArrayList<>();
        for (int j : units.byKl()) {
            rows.add(
                    List.of(Integer.toString(j), Numbers.fixed(units.variances().get(j), 4),
                            Numbers.fixed(units.kl().get(j), 4),
                            active[j] ? "yes" : "no"));
        }
        return new Block.Table("units", "All units, largest KL first",
                List.of("unit", "variance of the mean", "KL (nats)", "active"), rows);
    }
}
