package io.github.vae4j.study.sections;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.study.experiment.Article;
import io.github.vae4j.study.experiment.TrainedModel;
import io.github.vae4j.study.picture.Curve;
import io.github.vae4j.study.picture.CurvesPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Loss curves: total, reconstruction and KL, of training and validation.
final class LossSection {
    private static final int TRAINING = 0;
    private static final int VALIDATION = 1;
    private static final int ARTICLE = 2;

    private LossSection() {}

    /// @param sample what one sample is called
    /// @param articles whether the data is the article's
    static Report.Section of(List<TrainedModel> models, String sample, boolean articles) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text("Costs of training are averaged over an epoch while the model changes; those of "
                + "validation are of the model at the end of the epoch, so that early in training they are lower."));
        for (TrainedModel model : models) {
            blocks.add(new Block.Figures(figures(model, sample, articles)));
        }
        models.forEach(model -> blocks.add(new Block.TableFile(table(model), "Every epoch of the model " + model.name()
                + ": tables/loss-" + model.name() + ".csv.")));
        return new Report.Section("losses", "Loss curves", blocks);
    }

    private static List<Block.Figure> figures(TrainedModel model, String sample, boolean articles) {
        EpochReport last = model.history().last();
        String units = Numbers.count(model.latent(), "latent unit");
        String unit = " (nats per " + sample + ")";
        List<Article.Cost> printed = articles ? Article.costs(model.latent()) : List.of();
        List<Curve> total = curves(model, EpochReport::cost, e -> e.validationCost().orElse(Double.NaN));
        if (!printed.isEmpty()) {
            List<Curve.Point> points = printed.stream().filter(cost -> cost.epoch() <= last.epoch())
                    .map(cost -> new Curve.Point(cost.epoch(), cost.nats())).toList();
            total = new ArrayList<>(total);
            total.add(new Curve("article, training", points, ARTICLE, Curve.Form.DOTS));
        }
        return List.of(
                new Block.Figure(
                        CurvesPicture.draw("loss-total-" + model.name(), "Total cost of the model with " + units
                                + " over epochs", "epoch", "cost" + unit, total),
                        totalCaption(model, units, printed)),
                new Block.Figure(
                        CurvesPicture.draw("loss-reconstruction-" + model.name(),
                                "Reconstruction cost of the model with " + units + " over epochs", "epoch",
                                "\u2212log p(x|z)" + unit,
                                curves(model, EpochReport::reconstruction, EpochReport::validationReconstruction)),
                        units + ": reconstruction cost, " + Numbers.fixed(last.reconstruction(), 2)
                                + " nats in the last epoch."),
                new Block.Figure(
                        CurvesPicture.draw("loss-kl-" + model.name(), "KL divergence of the model with " + units
                                + " over epochs", "epoch", "KL" + unit,
                                curves(model, EpochReport::kl, EpochReport::validationKl)),
                        units + ": KL(q(z|x) || p(z)), the rate, " + Numbers.fixed(last.kl(), 2)
                                + " nats in the last epoch."));
    }

    private static String totalCaption(TrainedModel model, String units, List<Article.Cost> printed) {
        EpochReport last = model.history().last();
        String text = units + ": cost (negative ELBO) " + Numbers.fixed(last.cost(), 2) + " in epoch " + last.epoch();
        if (last.validationCost().isPresent()) {
            text += ", " + Numbers.fixed(last.validationCost().getAsDouble(), 2) + " on the validation set";
        }
        for (Article.Cost cost : printed.reversed()) {
            if (cost.epoch() <= last.epoch()) {
                double here = model.history().epochs().get(cost.epoch() - 1).cost();
                return text + "; in epoch " + cost.epoch() + " it was " + Numbers.fixed(here, 2) + ", in the article "
                        + Numbers.fixed(cost.nats(), 2) + ".";
            }
        }
        return text + ".";
    }

    private static List<Curve> curves(TrainedModel model, ToDoubleFunction<EpochReport> training,
            ToDoubleFunction<EpochReport> validation) {
        List<Curve> curves = new ArrayList<>();
        curves.add(new Curve("training", points(model, training), TRAINING, Curve.Form.SOLID));
        List<Curve.Point> watched = points(model, validation);
        if (watched.stream().anyMatch(point -> !Double.isNaN(point.y()))) {
            curves.add(new Curve("validation", watched, VALIDATION, Curve.Form.DASHED));
        }
        return curves;
    }

    private static List<Curve.Point> points(TrainedModel model, ToDoubleFunction<EpochReport> value) {
        return model.history().epochs().stream().map(e -> new Curve.Point(e.epoch(), value.applyAsDouble(e))).toList();
    }

    private static Block.Table table(TrainedModel model) {
        List<List<String>> rows = model.history().epochs().stream().map(e -> List.of(Integer.toString(e.epoch()),
                Numbers.exact(e.cost()), Numbers.exact(e.reconstruction()), Numbers.exact(e.kl()),
                Numbers.exact(e.validationReconstruction()), Numbers.exact(e.validationKl()),
                Numbers.exact(e.learningRate()), Numbers.exact(e.seconds()), Numbers.exact(e.samplesPerSecond())))
                .toList();
        return new Block.Table("loss-" + model.name(), "Costs per epoch", List.of("epoch", "cost", "reconstruction",
                "kl", "validation reconstruction", "validation kl", "learning rate", "seconds", "samples per second"),
                rows);
    }
}
