package io.github.vae4j.study.sections;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.spec.LayerSpec;
import io.github.vae4j.core.spec.Optimiser;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.study.experiment.Article;
import io.github.vae4j.study.experiment.ClassResults;
import io.github.vae4j.study.experiment.Environment;
import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.experiment.StudyResults;
import io.github.vae4j.study.experiment.TrainedModel;
import io.github.vae4j.study.picture.Groups;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The report of a study: what was run, the key figures, the losses, and the article item by item.
public final class StudyReport {
    private final StudyResults results;
    private final StudyData data;
    private final TrainedModel main;
    private final TrainedModel plane;
    private final @Nullable ClassResults classes;

    private StudyReport(StudyResults results) {
        this.results = results;
        data = results.data();
        main = results.main();
        plane = results.plane();
        classes = results.classes();
    }

    /// Puts the report together.
    ///
    /// @param results what the study found
    /// @param workers who decodes images
    /// @return the report
    public static Report of(StudyResults results, Workers workers) {
        StudyReport report = new StudyReport(results);
        return new Report("Latent units of a variational autoencoder: " + results.data().name(), report.summary(),
                report.facts(), report.keyFigures(), report.sections(workers));
    }

    private String summary() {
        return "A model with " + main.latent() + " latent units and one with 2 learned "
                + Numbers.count(data.train().size(), data.sampleName()) + "; all statistics are of the "
                + Numbers.count(data.test().size()) + " of the test set.";
    }

    private List<Report.Fact> facts() {
        Environment on = results.environment();
        TrainingConfig config = results.training();
        List<Report.Fact> facts = new ArrayList<>();
        facts.add(fact("data",
                data.name() + ": " + part(data.train(), "training") + ", " + part(data.validation(), "validation")
                        + ", " + part(data.test(), "test") + "; " + data.train().features() + " features"
                        + (classes == null ? ", no labels" : ", " + Numbers.count(present().size(), "class"))));
        facts.add(fact("data hash", "training " + data.train().contentHash() + ", test " + data.test().contentHash()
                + " (SHA-256)"));
        facts.add(fact("models", describe(main.vae().spec()) + "; and the same with 2 latent units"));
        facts.add(fact("training",
                config.epochs() + " epochs of batches of " + config.batchSize() + ", " + describe(config.optimiser())
                        + ", KL weight " + config.objective().klWeight() + ", seed " + config.seed()));
        facts.add(fact("version", "vae4j " + on.version()));
        facts.add(fact("JDK", on.jdk()));
        facts.add(fact("machine", on.cpu() + ", " + on.os()));
        facts.add(fact("kernels", on.kernels() + ", " + Numbers.count(config.threads(), "thread")));
        facts.add(fact("rate", rate(main) + "; " + rate(plane)));
        facts.add(fact("time", Numbers.fixed(results.seconds(), 1) + " s for training and measuring"));
        return facts;
    }

    private static Report.Fact fact(String name, String value) {
        return new Report.Fact(name, value);
    }

    private String part(Dataset part, String name) {
        return Numbers.count(part.size()) + " " + name;
    }

    private String rate(TrainedModel model) {
        return Numbers.count(Math.round(model.history().medianSamplesPerSecond())) + " " + data.sampleName()
                + "s/s with "
                + model.latent() + " units (median of the epochs)";
    }

    private static String describe(VaeSpec spec) {
        return spec.features() + sizes(spec.encoder()) + "-" + spec.latent() + sizes(spec.decoder()) + "-"
                + spec.features() + ", " + spec.activation().name().toLowerCase(Locale.ROOT) + ", " + spec.likelihood()
                + ", " + spec.initialisation().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " weights"
                + ", " + Numbers.count(spec.parameterCount(), "parameter");
    }

    private static String describe(Optimiser optimiser) {
        String name = optimiser.getClass().getSimpleName();
        return name + " with learning rate " + optimiser.learningRate();
    }

    private static String sizes(List<LayerSpec> layers) {
        StringBuilder text = new StringBuilder();
        layers.forEach(layer -> text.append('-').append(layer));
        return text.toString();
    }

    private List<Report.KeyFigure> keyFigures() {
        List<Report.KeyFigure> figures = new ArrayList<>();
        figures.add(cost(main));
        figures.add(cost(plane));
        figures.add(figure("test cost, " + main.latent() + " units (nats)", Numbers.fixed(main.testCost(), 2), ""));
        figures.add(figure("active units of " + main.latent(), Integer.toString(results.units().count()),
                "about " + Article.ACTIVE_UNITS));
        figures.add(
                figure("active principal components", Integer.toString(results.dimension().activeComponents()), ""));
        figures.add(figure("total KL, " + main.latent() + " units (nats)", Numbers.fixed(results.units().totalKl(), 2),
                ""));
        if (classes != null && present().size() > 1) {
            figures.add(
                    figure("largest squared distance of two centroids",
                            Numbers.brief(classes.centroids().largestSquaredDistance()),
                            Numbers.fixed(Article.LARGEST_CENTROID_DISTANCE, 0)));
            figures.add(figure("nearest to their own centroid", Numbers.percent(classes.nearest().overall().share()),
                    "about 90 %"));
            for (ClassResults.Rule rule : classes.rules()) {
                figures.add(figure(rule.name(), Numbers.percent(rule.right().share()),
                        rule.id().equals("kmeans-pixels") ? Numbers.percent(Article.KMEANS_ON_PIXELS) : ""));
            }
            figures.add(
                    figure("grandmother neurons", classes.grandmother().found() + " of " + present().size(), "none"));
        }
        return figures;
    }

    /// With the article's figure of the last epoch that it printed and this run reached.
    private Report.KeyFigure cost(TrainedModel model) {
        String reference = Article.costs(model.latent()).reversed().stream()
                .filter(cost -> data.isArticles() && cost.epoch() <= model.history().last().epoch()).findFirst()
                .map(cost -> Numbers.fixed(cost.nats(), 2) + " in epoch " + cost.epoch()).orElse("");
        return new Report.KeyFigure(
                "training cost, " + model.latent() + " units (nats), epoch " + model.history().last().epoch(),
                Numbers.fixed(model.history().last().cost(), 2), reference);
    }

    private Report.KeyFigure figure(String name, String value, String reference) {
        boolean elsewhere = !reference.isEmpty() && !data.isArticles();
        return new Report.KeyFigure(name, value, elsewhere ? reference + ", on MNIST" : reference);
    }

    private List<Report.Section> sections(Workers workers) {
        Groups groups = groups();
        boolean[] active = UnitsSection.active(results.units());
        List<Report.Section> sections = new ArrayList<>();
        sections.add(LossSection.of(List.of(main, plane), data.sampleName(), data.isArticles()));
        sections.add(ScatterSection.of(data, plane, groups, classes == null ? null : classes.labels(), workers));
        sections.add(ProfilesSection.of(data, main, groups, active));
        if (classes == null) {
            sections.add(new Report.Section("no-labels", "3 to 6. Centroids and clusters", List.of(new Block.Text(
                    "The data has no labels, so that there are no classes whose centroids could be compared."))));
        } else {
            sections.addAll(new CentroidSections(data, classes, groups).sections());
            sections.add(ClusterSection.of(data, classes.rules(), present().size()));
        }
        sections.add(UnitsSection.of(data, main, results.units(), results.dimension(),
                classes == null ? 0 : present().size()));
        if (classes != null) {
            sections.add(GrandmotherSection.of(data, classes.grandmother(), groups.names()));
        }
        if (data.isImages()) {
            ImagesSections images = new ImagesSections(data, workers);
            sections.add(images.reconstructions(main, plane, groups));
            sections.add(images.samples(main, results.training().seed()));
            sections.add(images.plane(plane));
            sections.add(
                    images.traversals(main, results.units().byKl().stream().mapToInt(unit -> unit).toArray(), active));
        }
        Report.Section planes = PlanesSection.of(results.measurements());
        if (planes != null) {
            sections.add(planes);
        }
        sections.add(MeasuresSection.of(results.measurements(), "All measures of the codes of the test set"));
        return sections;
    }

    private List<String> present() {
        Groups groups = groups();
        return IntStream.of(groups.present()).mapToObj(groups.names()::get).toList();
    }

    private Groups groups() {
        if (classes == null) {
            return Groups.one(data.test().size());
        }
        Labels labels = classes.labels();
        int[] of = new int[labels.size()];
        Arrays.setAll(of, labels::get);
        return new Groups(of, labels.names());
    }
}
