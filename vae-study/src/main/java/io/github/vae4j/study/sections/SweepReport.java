package io.github.vae4j.study.sections;

import io.github.vae4j.study.experiment.Environment;
import io.github.vae4j.study.experiment.SweepPlan;
import io.github.vae4j.study.experiment.SweepResults;
import io.github.vae4j.study.picture.Curve;
import io.github.vae4j.study.picture.CurvesPicture;
import io.github.vae4j.study.picture.Picture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The report of a sweep: the article's open question, each statistic against what was varied.
public final class SweepReport {
    private final SweepResults results;
    private final SweepPlan plan;
    private final String sample;

    private SweepReport(SweepResults results) {
        this.results = results;
        plan = results.plan();
        sample = results.study().data().sampleName();
    }

    private record Statistic(String id, String name, int decimals, ToDoubleFunction<SweepResults.Point> of) {}

    /// Puts the report together.
    ///
    /// @param results what the sweep found
    /// @return the report
    public static Report of(SweepResults results) {
        SweepReport report = new SweepReport(results);
        List<Statistic> statistics = report.statistics();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(report.introduction()));
        blocks.add(new Block.Figures(statistics.stream().map(report::figure).toList()));
        blocks.add(report.table(statistics));
        blocks.add(new Block.TableFile(report.models(), "Every model: tables/sweep-models.csv."));
        return new Report("What decides the number of active units: " + results.plan().parameter().label(),
                report.summary(),
                report.facts(), statistics.stream().map(report::keyFigure).toList(),
                List.of(new Report.Section("sweep", report.title(), blocks)));
    }

    private List<Statistic> statistics() {
        return List.of(new Statistic("active", "active units", 1, point -> point.units().count()),
                new Statistic("pca-active", "active principal components", 1, p -> p.dimension().activeComponents()),
                new Statistic("kl", "total KL (nats per " + sample + ")", 2, point -> point.units().totalKl()),
                new Statistic("dimension-means", "intrinsic dimension of the means", 2, p -> p.dimension().ofMeans()),
                new Statistic("dimension-samples", "intrinsic dimension of draws of z", 2,
                        p -> p.dimension().ofSamples()),
                new Statistic("cost", "test cost (nats per " + sample + ")", 2, SweepResults.Point::testCost));
    }

    private String title() {
        return "Statistics against the " + plan.parameter().label();
    }

    private String summary() {
        return Numbers.count(results.points().size(), "model") + " on " + results.study().data().name() + ", "
                + plan.seeds() + " for each value, " + results.study().training().epochs() + " epochs each.";
    }

    private String introduction() {
        String text = "Each point is the mean over " + plan.seeds()
                + " seeds, each bar one standard deviation to either "
                + "side, of statistics on the test set. ";
        if (plan.parameter() != SweepPlan.Parameter.CLASSES) {
            return text;
        }
        return text + "Models learn from the first classes of the data, from "
                + Numbers.count(results.points().getFirst().trainingSamples(), sample)
                + " whatever the number of classes. The control learns from as many " + Numbers.plural(sample)
                + " of as many classes drawn at random without looking at what they show: if it stays level while the "
                + "first series rises, it is the variety of the data that matters. Labels are shown to no model.";
    }

    private List<Report.Fact> facts() {
        Environment on = results.environment();
        return List.of(
                new Report.Fact("data", results.study().data().name() + ", training hash "
                        + results.study().data().train().contentHash() + " (SHA-256)"),
                new Report.Fact("varied", plan.parameter().label() + ": " + String.join(", ", plan.values().stream()
                        .map(plan::text).toList())),
                new Report.Fact("seeds", results.study().training().seed() + " to "
                        + (results.study().training().seed() + plan.seeds() - 1)),
                new Report.Fact("version", "vae4j " + on.version()), new Report.Fact("JDK", on.jdk()),
                new Report.Fact("machine", on.cpu() + ", " + on.os()), new Report.Fact("kernels", on.kernels()),
                new Report.Fact("time", Numbers.fixed(results.seconds(), 0) + " s"));
    }

    private Block.Figure figure(Statistic statistic) {
        List<Curve> curves = new ArrayList<>();
        boolean classes = plan.parameter() == SweepPlan.Parameter.CLASSES;
        curves.add(curve(classes ? "first classes" : "this run", false, statistic, 0));
        if (classes) {
            curves.add(curve("control: random classes", true, statistic, 1));
        }
        Picture picture = CurvesPicture.drawSteps("sweep-" + statistic.id, statistic.name + " against the "
                + plan.parameter().label(), plan.parameter().label(), plan.parameter() != SweepPlan.Parameter.CLASSES,
                statistic.name, curves);
        String caption = statistic.name + ": " + change(statistic, false);
        return new Block.Figure(picture,
                classes ? caption + "; in the control " + change(statistic, true) + "." : caption + ".");
    }

    private Curve curve(String name, boolean control, Statistic statistic, int colour) {
        List<Curve.Point> points = results.summaries(control, statistic.of).stream()
                .map(s -> new Curve.Point(s.value(), s.mean(), s.deviation())).toList();
        return new Curve(name, points, colour, Curve.Form.LINE_AND_DOTS);
    }

    private String change(Statistic statistic, boolean control) {
        List<SweepResults.Summary> summaries = results.summaries(control, statistic.of);
        if (summaries.isEmpty()) {
            return "\u2013";
        }
        SweepResults.Summary first = summaries.getFirst();
        SweepResults.Summary last = summaries.getLast();
        return number(first, statistic) + " at " + plan.text(first.value()) + " to " + number(last, statistic) + " at "
                + plan.text(last.value());
    }

    private static String number(SweepResults.Summary summary, Statistic statistic) {
        return Numbers.fixed(summary.mean(), statistic.decimals) + " \u00b1 "
                + Numbers.fixed(summary.deviation(), statistic.decimals);
    }

    private Report.KeyFigure keyFigure(Statistic statistic) {
        List<SweepResults.Summary> summaries = results.summaries(false, statistic.of);
        return new Report.KeyFigure(
                statistic.name + ", " + plan.parameter().word() + " " + plan.text(summaries.getFirst().value())
                        + " to " + plan.text(summaries.getLast().value()),
                Numbers.fixed(summaries.getFirst().mean(), statistic.decimals) + " \u2192 "
                        + Numbers.fixed(summaries.getLast().mean(), statistic.decimals),
                "");
    }

    private Block.Table table(List<Statistic> statistics) {
        List<String> header = new ArrayList<>(List.of(plan.parameter().word(), "series"));
        statistics.forEach(statistic -> header.add(statistic.name));
        List<List<String>> rows = new ArrayList<>();
        for (boolean control : new boolean[] {false, true}) {
            List<List<SweepResults.Summary>> columns = statistics.stream()
                    .map(statistic -> results.summaries(control, statistic.of)).toList();
            for (int i = 0; i < columns.getFirst().size(); i++) {
                List<String> row = new ArrayList<>(
                        List.of(plan.text(columns.getFirst().get(i).value()), control ? "control" : "this run"));
                for (int c = 0; c < columns.size(); c++) {
                    row.add(number(columns.get(c).get(i), statistics.get(c)));
                }
                rows.add(row);
            }
        }
        return new Block.Table("sweep", "Mean \u00b1 standard deviation over the seeds", header, rows);
    }

    private Block.Table models() {
        List<List<String>> rows = results.points().stream()
                .map(p -> List.of(plan.text(p.value()), Long.toString(p.seed()),
                        p.control() ? "control" : "this run", Integer.toString(p.trainingSamples()),
                        Integer.toString(p.units().count()), Integer.toString(p.dimension().activeComponents()),
                        Numbers.exact(p.units().totalKl()), Numbers.exact(p.dimension().ofMeans()),
                        Numbers.exact(p.dimension().ofSamples()), Numbers.exact(p.testCost())))
                .toList();
        return new Block.Table("sweep-models", "Every model", List.of(plan.parameter().word(), "seed", "series",
                "training samples", "active units", "active components", "total kl", "dimension of means",
                "dimension of samples", "test cost"), rows);
    }
}
