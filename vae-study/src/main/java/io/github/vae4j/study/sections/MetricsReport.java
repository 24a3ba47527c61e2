package io.github.vae4j.study.sections;

import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.classes.CentroidDistances;
import io.github.vae4j.metrics.classes.ClassCentroids;
import io.github.vae4j.metrics.classes.UnitSelectivity;
import io.github.vae4j.metrics.resampling.Proportion;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.study.measure.ActiveUnitsMeasure;
import io.github.vae4j.study.measure.CentroidDistancesMeasure;
import io.github.vae4j.study.measure.ClassCentroidsMeasure;
import io.github.vae4j.study.measure.Measurements;
import io.github.vae4j.study.measure.NearestCentroidMeasure;
import io.github.vae4j.study.measure.Subject;
import io.github.vae4j.study.measure.UnitSelectivityMeasure;
import io.github.vae4j.study.picture.HeatMapPicture;
import io.github.vae4j.study.picture.ScatterPicture;
import io.github.vae4j.study.picture.SharesPicture;
import io.github.vae4j.study.picture.UnitsPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The report on latent codes from files.
public final class MetricsReport {
    private static final int LARGEST_MATRIX = 500;

    private final Measurements measurements;
    private final Subject subject;
    private final @Nullable ActiveUnits units;

    private MetricsReport(Measurements measurements) {
        this.measurements = measurements;
        subject = measurements.subject();
        units = measurements.result(ActiveUnitsMeasure.class);
    }

    /// Makes the report.
    ///
    /// @param measurements what was found
    /// @param source where the codes come from
    /// @return the report
    public static Report of(Measurements measurements, String source) {
        MetricsReport report = new MetricsReport(measurements);
        int rows = report.subject.codes().rows();
        int units = report.subject.codes().units();
        return new Report("Latent codes: " + source,
                Numbers.count(rows, "sample") + ", " + Numbers.count(units, "unit") + ".",
                List.of(new Report.Fact("codes", source), new Report.Fact("samples", Numbers.count(rows)),
                        new Report.Fact("units", Integer.toString(units))),
                report.keyFigures(), report.sections());
    }

    private List<Report.KeyFigure> keyFigures() {
        return measurements.all().stream().flatMap(one -> one.finding().figures().stream())
                .map(figure -> new Report.KeyFigure(figure.name(), FigureText.of(figure), "")).toList();
    }

    private List<Report.Section> sections() {
        List<Report.Section> sections = new ArrayList<>();
        sections.add(MeasuresSection.of(measurements, "All measures"));
        if (units != null) {
            sections.add(units(units));
        }
        if (subject.codes().units() >= 2) {
            sections.add(scatter());
        }
        Report.Section planes = PlanesSection.of(measurements);
        if (planes != null) {
            sections.add(planes);
        }
        Labels labels = subject.labels();
        if (labels == null) {
            sections.add(new Report.Section("no-classes", "Classes", List.of(new Block.Text("No labels were given."))));
            return sections;
        }
        ClassCentroids centroids = measurements.result(ClassCentroidsMeasure.class);
        NearestCentroidMeasure.Nearest nearest = measurements.result(NearestCentroidMeasure.class);
        CentroidDistances distances = measurements.result(CentroidDistancesMeasure.class);
        UnitSelectivity selectivity = measurements.result(UnitSelectivityMeasure.class);
        if (centroids != null && nearest != null) {
            sections.add(nearest(labels, centroids, nearest));
        }
        if (centroids != null && distances != null) {
            sections.add(distances(labels, centroids, distances));
        }
        if (selectivity != null) {
            sections.add(detectors(selectivity));
        }
        return sections;
    }

    private static Report.Section units(ActiveUnits units) {
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
        int first = units == null ? 0 : units.byVariance().get(0);
        int second = units == null ? 1 : units.byVariance().get(1);
        float[] points = new float[2 * subject.codes().rows()];
        for (int i = 0; i < points.length; i++) {
            points[i] = subject.codes().get(i / 2, i % 2 == 0 ? first : second);
        }
        String which = units == null ? "the first two units" : "the two units of the largest variance";
        Labels labels = subject.labels();
        return new Report.Section("scatter", "All samples in " + which,
                List.of(new Block.Figure(ScatterPicture.draw("scatter", "All samples in " + which, "unit " + first,
                        "unit " + second, points, PlanesSection.groups(labels, subject.codes().rows())),
                        "Units " + first + " and " + second + " of all samples"
                                + (labels == null ? "." : ", coloured by class."))));
    }

    private static Report.Section nearest(Labels labels, ClassCentroids centroids,
            NearestCentroidMeasure.Nearest found) {
        List<SharesPicture.Share> shares = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int c : centroids.nonEmpty()) {
            Proportion ratio = found.sameSet().ratio(c);
            String name = labels.names().get(c);
            shares.add(new SharesPicture.Share(name, ratio.share(), ratio.low(), ratio.high(), Double.NaN));
            rows.add(List.of(name, Numbers.count(ratio.total()), Numbers.exact(ratio.share()),
                    Numbers.exact(ratio.low()), Numbers.exact(ratio.high())));
        }
        return new Report.Section("nearest-centroid", "The nearest centroid", List.of(
                new Block.Figure(SharesPicture.draw("nearest-centroid", "Share of the samples of each class whose"
                        + " nearest centroid is their own", "samples nearest to their own centroid (%)",
                        "share, 95 % interval", "", shares),
                        share(found.sameSet().overall()) + " of all samples are nearest to the centroid of their own"
                                + " class; with centroids that do not know the sample, "
                                + share(found.leaveOneOut().overall()) + ". On the raw data the same would be the"
                                + " fair baseline."),
                new Block.TableFile(new Block.Table("nearest-centroid", "Share nearest to their own centroid",
                        List.of("class", "samples", "share", "from", "to"), rows),
                        "All values: tables/nearest-centroid.csv.")));
    }

    private static Report.Section distances(Labels labels, ClassCentroids centroids, CentroidDistances distances) {
        List<String> names = centroids.nonEmpty().stream().map(labels.names()::get)
                .toList();
        double largest = distances.largest();
        double[] between = centroids.squaredDistances().stream().flatMap(List::stream)
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
                                + Numbers.percent(distances.beyondLargest().share())
                                + " of the samples are farther than that from their own centroid."),
                rows.isEmpty()
                        ? new Block.Text("A table of all distances would have "
                                + Numbers.count((long) names.size() * names.size()) + " cells; there is none.")
                        : new Block.TableFile(new Block.Table("centroid-distances", "Squared distances of centroids",
                                header, rows), "All values: tables/centroid-distances.csv.")));
    }

    private static Report.Section detectors(UnitSelectivity test) {
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
                                + " or more" + (test.source() == UnitSelectivity.Source.ACTIVE_DRAW
                                        ? ", on a draw of the active units"
                                        : "")
                                + "; labels dealt out at random reach " + Numbers.fixed(test.threshold(), 2)
                                + " once in twenty times)."),
                new Block.TableFile(new Block.Table("grandmother", "Area under ROC of each unit for each class",
                        header, rows), "All values: tables/grandmother.csv.")));
    }

    private static String share(Proportion proportion) {
        return Numbers.percent(proportion.share()) + " (" + Numbers.percent(proportion.low()) + " to "
                + Numbers.percent(proportion.high()) + ")";
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(value -> value).toArray();
    }
}
