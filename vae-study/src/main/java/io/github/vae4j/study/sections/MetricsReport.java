package io.github.vae4j.study.sections;

import io.github.vae4j.metrics.information.AggregatePosterior;
import io.github.vae4j.metrics.information.KlDecomposition;
import io.github.vae4j.metrics.resampling.Proportion;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.study.experiment.LatentMetrics;
import io.github.vae4j.study.picture.Groups;
import io.github.vae4j.study.picture.HeatMapPicture;
import io.github.vae4j.study.picture.ScatterPicture;
import io.github.vae4j.study.picture.SharesPicture;
import io.github.vae4j.study.picture.UnitsPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The report on latent codes from files.
public final class MetricsReport {
    private static final int LARGEST_MATRIX = 500;

    private final LatentMetrics metrics;
    private final LatentMetrics.@Nullable Classes classes;

    private MetricsReport(LatentMetrics metrics) {
        this.metrics = metrics;
        classes = metrics.classes();
    }

    /// Makes the report.
    ///
    /// @param metrics what was found
    /// @param source where the codes come from
    /// @return the report
    public static Report of(LatentMetrics metrics, String source) {
        MetricsReport report = new MetricsReport(metrics);
        int rows = metrics.files().rows();
        return new Report("Latent codes: " + source,
                Numbers.count(rows, "sample") + ", " + Numbers.count(metrics.files().units(), "unit") + ".",
                List.of(new Report.Fact("codes", source), new Report.Fact("samples", Numbers.count(rows)),
                        new Report.Fact("units", Integer.toString(metrics.files().units()))),
                report.keyFigures(), report.sections());
    }

    // ---- the figures

    /// The figures for machines, with null for what is not finite.
    ///
    /// @param metrics what was found
    /// @return names and values, in the order to write them
    public static Map<String, @Nullable Object> json(LatentMetrics metrics) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("samples", metrics.files().rows());
        json.put("units", metrics.files().units());
        ActiveUnits units = metrics.units();
        json.put("activeUnits", units.count());
        json.put("activeUnitsLow", units.countLow());
        json.put("activeUnitsHigh", units.countHigh());
        json.put("activePrincipalComponents", units.componentCount());
        json.put("varianceOfMean", units.variances());
        json.put("kl", units.kl());
        json.put("intrinsicDimension", number(metrics.dimension()));
        AggregatePosterior posterior = metrics.posterior();
        KlDecomposition parts = metrics.decomposition();
        if (posterior != null && parts != null) {
            json.put("rate", number(posterior.rate()));
            json.put("gaussianTotalCorrelation", number(posterior.gaussianTotalCorrelation()));
            json.put("mutualInformation", number(parts.mutualInformation()));
            json.put("mutualInformationAtCeiling", parts.ceilingBinds());
            json.put("totalCorrelation", number(parts.totalCorrelation()));
            json.put("dimensionWiseKl", parts.dimensionWiseKl());
        }
        LatentMetrics.Classes classes = metrics.classes();
        if (classes != null) {
            json.put("classNames", classes.labels().names());
            json.put("nearestCentroid", number(classes.nearest().overall().share()));
            json.put("nearestCentroidLeaveOneOut", number(classes.leaveOneOut().overall().share()));
            json.put("nearestCentroidPerClass",
                    classes.nearest().ratios().stream().map(ratio -> number(ratio.share())).toList());
            json.put("largestSquaredCentroidDistance", number(classes.distances().largest()));
            json.put("beyondLargestDistance", number(classes.distances().beyondLargest().share()));
            json.put("grandmotherUnits", classes.grandmother().found());
            json.put("grandmotherThreshold", number(classes.grandmother().threshold()));
            json.put("silhouette", number(classes.silhouette().mean()));
            json.put("daviesBouldin", number(classes.separation().daviesBouldin()));
            json.put("calinskiHarabasz", number(classes.separation().calinskiHarabasz()));
            json.put("fisher", number(classes.separation().fisher()));
            json.put("kMeansMatched", number(classes.clusters().matched().share()));
            json.put("kMeansMajority", number(classes.clusters().majority().share()));
            json.put("kMeansNmi", number(classes.agreement().nmi()));
            json.put("kMeansAri", number(classes.agreement().ari()));
        }
        return json;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private List<Report.KeyFigure> keyFigures() {
        List<Report.KeyFigure> figures = new ArrayList<>();
        ActiveUnits units = metrics.units();
        add(figures, "active units of " + metrics.files().units(),
                units.count() + " (" + units.countLow() + " to " + units.countHigh() + ")");
        add(figures, "active principal components", Integer.toString(units.componentCount()));
        add(figures, "intrinsic dimension (TwoNN)", Numbers.fixed(metrics.dimension(), 2));
        AggregatePosterior posterior = metrics.posterior();
        KlDecomposition parts = metrics.decomposition();
        if (posterior != null && parts != null) {
            add(figures, "total KL (nats)", Numbers.fixed(posterior.rate(), 2));
            add(figures, "mutual information (nats, " + parts.samples() + " samples)",
                    Numbers.fixed(parts.mutualInformation(), 2) + (parts.ceilingBinds() ? ", at its ceiling" : ""));
            add(figures, "total correlation (nats)", Numbers.fixed(parts.totalCorrelation(), 2));
        }
        if (classes != null) {
            add(figures, "nearest to their own centroid", share(classes.nearest().overall()));
            add(figures, "the same, leaving one out", share(classes.leaveOneOut().overall()));
            add(figures, "grandmother neurons",
                    classes.grandmother().found() + " of " + classes.grandmother().classes().size());
            add(figures, "silhouette (" + classes.silhouette().samples() + " samples)",
                    Numbers.fixed(classes.silhouette().mean(), 3));
            add(figures, "k-means, matched one to one", share(classes.clusters().matched()));
            add(figures, "k-means, adjusted Rand index", Numbers.fixed(classes.agreement().ari(), 3));
        }
        return figures;
    }

    private static void add(List<Report.KeyFigure> figures, String name, String value) {
        figures.add(new Report.KeyFigure(name, value, ""));
    }

    private static String share(Proportion proportion) {
        return Numbers.percent(proportion.share()) + " (" + Numbers.percent(proportion.low()) + " to "
                + Numbers.percent(proportion.high()) + ")";
    }

    // ---- the page

    private List<Report.Section> sections() {
        List<Report.Section> sections = new ArrayList<>(List.of(units()));
        if (metrics.files().units() >= 2) {
            sections.add(scatter());
        }
        if (classes == null) {
            sections.add(new Report.Section("no-classes", "Classes", List.of(new Block.Text(metrics.files()
                    .labels() == null ? "No labels were given." : "There are too few classes to compare."))));
        } else {
            sections.add(nearest(classes));
            sections.add(distances(classes));
            sections.add(detectors(classes));
        }
        return sections;
    }

    private Report.Section units() {
        ActiveUnits units = metrics.units();
        boolean[] active = UnitsSection.active(units);
        List<Block.Figure> figures = new ArrayList<>();
        figures.add(new Block.Figure(UnitsPicture.draw("unit-variance", "Variance of each unit", "variance",
                numbers(units.variances()), active),
                units.count() + " of " + units.variances().size() + " units have a variance above " + units.threshold()
                        + " (Burda et al. 2016); " + Numbers.count(units.componentCount(), "principal component")
                        + " of the codes, which do not depend on the axes."));
        if (!units.kl().isEmpty()) {
            figures.add(new Block.Figure(UnitsPicture.draw("unit-kl", "KL divergence of each unit",
                    "KL (nats per sample)", numbers(units.kl()), active),
                    Numbers.fixed(units.totalKl(), 2) + " nats in all."));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int unit : units.byVariance()) {
            rows.add(List.of(Integer.toString(unit), Numbers.exact(units.variances().get(unit)),
                    Numbers.exact(units.low().get(unit)), Numbers.exact(units.high().get(unit)),
                    units.kl().isEmpty() ? "" : Numbers.exact(units.kl().get(unit)), active[unit] ? "yes" : "no"));
        }
        return new Report.Section("units", "Units", List.of(new Block.Figures(figures),
                new Block.TableFile(new Block.Table("units", "All units, largest variance first",
                        List.of("unit", "variance", "from", "to", "KL (nats)", "active"), rows),
                        "Every unit, with 95 % bootstrap intervals: tables/units.csv.")));
    }

    private Report.Section scatter() {
        List<Integer> order = metrics.units().byVariance();
        int first = order.get(0);
        int second = order.get(1);
        int units = metrics.files().units();
        float[] points = new float[2 * metrics.files().rows()];
        for (int i = 0; i < points.length; i++) {
            points[i] = metrics.files().mean()[i / 2 * units + (i % 2 == 0 ? first : second)];
        }
        return new Report.Section("scatter", "The two units of the largest variance",
                List.of(new Block.Figure(ScatterPicture.draw("scatter", "All samples in the two units of the largest"
                        + " variance", "unit " + first, "unit " + second, points, groups()),
                        "Units " + first + " and " + second + " of all samples"
                                + (classes == null ? "." : ", coloured by class."))));
    }

    private Groups groups() {
        if (classes == null) {
            return Groups.one(metrics.files().rows());
        }
        int[] of = new int[classes.labels().size()];
        Arrays.setAll(of, classes.labels()::get);
        return new Groups(of, classes.labels().names());
    }

    private static Report.Section nearest(LatentMetrics.Classes classes) {
        List<SharesPicture.Share> shares = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int c : classes.centroids().nonEmpty()) {
            Proportion ratio = classes.nearest().ratio(c);
            String name = classes.labels().names().get(c);
            shares.add(new SharesPicture.Share(name, ratio.share(), ratio.low(), ratio.high(), Double.NaN));
            rows.add(List.of(name, Numbers.count(ratio.total()), Numbers.exact(ratio.share()),
                    Numbers.exact(ratio.low()), Numbers.exact(ratio.high())));
        }
        return new Report.Section("nearest-centroid", "The nearest centroid", List.of(
                new Block.Figure(SharesPicture.draw("nearest-centroid", "Share of the samples of each class whose"
                        + " nearest centroid is their own", "samples nearest to their own centroid (%)",
                        "share, 95 % interval", "", shares),
                        share(classes.nearest().overall()) + " of all samples are nearest to the centroid of their own"
                                + " class; with centroids that do not know the sample, "
                                + share(classes.leaveOneOut().overall()) + ". On the raw data the same would be the"
                                + " fair baseline."),
                new Block.TableFile(new Block.Table("nearest-centroid", "Share nearest to their own centroid",
                        List.of("class", "samples", "share", "from", "to"), rows),
                        "All values: tables/nearest-centroid.csv.")));
    }

    private static Report.Section distances(LatentMetrics.Classes classes) {
        List<String> names = classes.centroids().nonEmpty().stream().map(classes.labels().names()::get)
                .toList();
        double largest = classes.distances().largest();
        double[] between = classes.centroids().squaredDistances().stream().flatMap(List::stream)
                .mapToDouble(Double::doubleValue).toArray();
        List<String> header = new ArrayList<>(List.of("class"));
        header.addAll(names);
        List<List<String>> rows = new ArrayList<>();
        for (int r = 0; r < names.size() && names.size() <= LARGEST_MATRIX; r++) {
            List<String> row = new ArrayList<>(List.of(names.get(r)));
            for (int c = 0; c < names.size(); c++) {
                row.add(Numbers.exact(between[r * names.size() + c]));
            }
            rows.add(row);
        }
        return new Report.Section("centroids", "Distances between the centroids", List.of(
                new Block.Figure(HeatMapPicture.draw("centroid-distances", "Matrix of squared distances of centroids",
                        "class", names, "class", names, between,
                        new HeatMapPicture.Scale("squared distance", 0, largest, Numbers::brief)),
                        "Squared Euclidean distances, the largest " + Numbers.brief(largest) + "; "
                                + Numbers.percent(classes.distances().beyondLargest().share())
                                + " of the samples are farther than that from their own centroid."),
                rows.isEmpty()
                        ? new Block.Text("A table of all distances would have "
                                + Numbers.count((long) names.size() * names.size()) + " cells; there is none.")
                        : new Block.TableFile(new Block.Table("centroid-distances", "Squared distances of centroids",
                                header, rows), "All values: tables/centroid-distances.csv.")));
    }

    private static Report.Section detectors(LatentMetrics.Classes classes) {
        var test = classes.grandmother();
        List<String> units = test.units().stream().map(unit -> Integer.toString(unit)).toList();
        List<String> header = new ArrayList<>(List.of("unit"));
        header.addAll(test.classNames());
        List<List<String>> rows = new ArrayList<>();
        for (int unit : test.units()) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(unit)));
            for (int k = 0; k < test.classes().size(); k++) {
                row.add(Numbers.exact(test.value(unit, k)));
            }
            rows.add(row);
        }
        return new Report.Section("grandmother", "Units as detectors of a class", List.of(
                new Block.Figure(HeatMapPicture.draw("grandmother", "How well each unit tells each class from all"
                        + " others", "unit", units, "class", test.classNames(),
                        test.area().stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray(),
                        new HeatMapPicture.Scale("area under ROC", 0.5, 1, value -> Numbers.fixed(value, 2))),
                        test.found() + " of " + test.classes().size() + " classes have a unit of their own (area 0.95"
                                + " or more; labels dealt out at random reach " + Numbers.fixed(test.threshold(), 2)
                                + " once in twenty times)."),
                new Block.TableFile(new Block.Table("grandmother", "Area under ROC of each unit for each class",
                        header, rows), "All values: tables/grandmother.csv.")));
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }
}
