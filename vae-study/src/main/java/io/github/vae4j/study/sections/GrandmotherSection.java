package io.github.vae4j.study.sections;

import io.github.vae4j.metrics.classes.UnitSelectivity;
import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.picture.HeatMapPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The article's first question: is a unit the grandmother neuron of a class?
final class GrandmotherSection {
    private GrandmotherSection() {}

    static Report.Section of(StudyData data, UnitSelectivity test, List<String> classNames) {
        String title = "Is there a grandmother neuron?";
        List<String> names = test.classes().stream().map(classNames::get).toList();
        if (names.size() < 2) {
            return new Report.Section("grandmother", title, List.of(
                    new Block.Text(
                            "With one " + data.className() + " there is nothing that a unit could tell it from.")));
        }
        List<String> units = test.units().stream().map(unit -> Integer.toString(unit)).toList();
        String caption = verdict(data, test, names.size()) + " The best single unit of a " + data.className()
                + " has an AUC from " + Numbers.fixed(best(test, false), 2) + " to "
                + Numbers.fixed(best(test, true), 2)
                + " (0.5 is chance; labels dealt out at random reach " + Numbers.fixed(test.threshold(), 2)
                + " once in twenty times). Codes are a draw from the active units: means have no noise, and order classes"
                + " by differences that a decoder never sees. "
                + Numbers.count(certain(test), data.className()) + (certain(test) == 1 ? " has" : " have")
                + " such a unit for certain, by the 95 % interval of its AUC. The article found none"
                + (data.isArticles() ? "." : " for the digits of MNIST.");
        return new Report.Section("grandmother", title, List.of(
                new Block.Figure(HeatMapPicture.draw("grandmother", "How well each unit tells each " + data.className()
                        + " from all others", "latent unit", units, data.className(), names,
                        test.area().stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray(),
                        new HeatMapPicture.Scale("AUC", 0.5, 1, value -> Numbers.fixed(value, 2))), caption),
                new Block.TableFile(table(data, test, names), "All values: tables/grandmother.csv.")));
    }

    private static long certain(UnitSelectivity test) {
        return IntStream.range(0, test.classes().size()).filter(test::isCertain).count();
    }

    private static String verdict(StudyData data, UnitSelectivity test, int classes) {
        String own = " of its own, which tells it, and no other, from the rest with an AUC of 0.95 or more.";
        if (test.passed()) {
            return "Yes: every " + data.className() + " has a unit" + own;
        }
        return test.found() == 0
                ? "No: no " + data.className() + " has a unit" + own
                : "Not for every " + data.className() + ": " + test.found() + " of " + classes + " "
                        + Numbers.plural(data.className()) + " have such a unit, one" + own;
    }

    private static double best(UnitSelectivity test, boolean largest) {
        return (largest ? bests(test).max() : bests(test).min()).orElse(Double.NaN);
    }

    private static DoubleStream bests(UnitSelectivity test) {
        return IntStream.range(0, test.classes().size()).mapToDouble(k -> test.value(test.bestUnit(k), k));
    }

    private static Block.Table table(StudyData data, UnitSelectivity test, List<String> names) {
        List<String> header = new ArrayList<>(List.of("unit"));
        names.forEach(name -> header.add(data.className() + " " + name));
        List<List<String>> rows = new ArrayList<>();
        for (int j : test.units()) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(j)));
            for (int k = 0; k < names.size(); k++) {
                row.add(Numbers.exact(test.value(j, k)));
            }
            rows.add(row);
        }
        return new Block.Table("grandmother", "AUC of each unit for each " + data.className(), header, rows);
    }
}
