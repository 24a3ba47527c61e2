package io.github.vae4j.study.sections;

import io.github.vae4j.metrics.classes.ClassCentroids;
import io.github.vae4j.metrics.resampling.Proportion;
import io.github.vae4j.study.experiment.Article;
import io.github.vae4j.study.experiment.ClassResults;
import io.github.vae4j.study.experiment.StudyData;
import io.github.vae4j.study.picture.DistancesPicture;
import io.github.vae4j.study.picture.Groups;
import io.github.vae4j.study.picture.HeatMapPicture;
import io.github.vae4j.study.picture.SharesPicture;
import io.github.vae4j.study.report.Block;
import io.github.vae4j.study.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Article, items 3 to 5: distances of centroids, distances to the own centroid, and the nearest centroid.
final class CentroidSections {
    private static final int LONGEST_TABLE = 20;
    private static final int LARGEST_MATRIX = 500;

    private final StudyData data;
    private final ClassResults classes;
    private final ClassCentroids centroids;
    private final double[] between;
    private final int[] present;
    private final Groups groups;
    private final List<String> names;

    CentroidSections(StudyData data, ClassResults classes, Groups groups) {
        this.data = data;
        this.classes = classes;
        centroids = classes.centroids();
        between = centroids.squaredDistances().stream().flatMap(List::stream).mapToDouble(Double::doubleValue)
                .toArray();
        present = centroids.nonEmpty().stream().mapToInt(Integer::intValue).toArray();
        this.groups = groups;
        names = IntStream.of(present).mapToObj(groups.names()::get).toList();
    }

    List<Report.Section> sections() {
        return List.of(matrix(), distances(), nearest());
    }

    private Report.Section matrix() {
        String title = "3. Distances between the centroids";
        int n = names.size();
        if (n < 2) {
            return new Report.Section("centroids", title,
                    List.of(new Block.Text(
                            "With one " + data.className() + " there is one centroid, and nothing to compare.")));
        }
        int nearestPair = pair(false);
        int farthestPair = pair(true);
        HeatMapPicture.Scale scale = new HeatMapPicture.Scale("squared distance", 0, centroids.largestSquaredDistance(),
                value -> Numbers.fixed(value,
                        centroids.largestSquaredDistance() < 1 ? 2 : centroids.largestSquaredDistance() < 100 ? 1 : 0));
        String caption = "Squared Euclidean distance of the centroids (the mean of the latent means of each "
                + data.className() + "). The farthest are " + both(farthestPair) + " at " + at(farthestPair)
                + ", the nearest " + both(nearestPair) + " at " + at(nearestPair)
                + ". In the article the largest value is "
                + Numbers.fixed(Article.LARGEST_CENTROID_DISTANCE, 0) + (data.isArticles() ? "." : ", on MNIST.");
        return new Report.Section("centroids", title, List.of(
                new Block.Figure(HeatMapPicture.draw("centroid-distances", "Matrix of squared distances of centroids",
                        data.className(), names, data.className(), names, between, scale), caption),
                n > LARGEST_MATRIX
                        ? new Block.Text("A table of all distances would have " + Numbers.count((long) n * n)
                                + " cells; there is none.")
                        : new Block.TableFile(table(), "All values: tables/centroid-distances.csv.")));
    }

    private int pair(boolean farthest) {
        int n = names.size();
        int best = 1;
        for (int i = 0; i < n * n; i++) {
            double difference = between[i] - between[best];
            if (i / n < i % n && (farthest ? difference > 0 : difference < 0)) {
                best = i;
            }
        }
        return best;
    }

    private String both(int pair) {
        return names.get(pair / names.size()) + " and " + names.get(pair % names.size());
    }

    private String at(int pair) {
        return Numbers.brief(between[pair]);
    }

    private Block.Table table() {
        List<String> header = new ArrayList<>(List.of(data.className()));
        header.addAll(names);
        List<List<String>> rows = new ArrayList<>();
        for (int r = 0; r < names.size(); r++) {
            List<String> row = new ArrayList<>(List.of(names.get(r)));
            for (int c = 0; c < names.size(); c++) {
                row.add(Numbers.exact(between[r * names.size() + c]));
            }
            rows.add(row);
        }
        return new Block.Table("centroid-distances", "Squared distances of centroids", header, rows);
    }

    private Report.Section distances() {
        double limit = names.size() < 2 ? Double.NaN : centroids.largestSquaredDistance();
        double[] all = classes.distances().own().stream().mapToDouble(Double::doubleValue).toArray();
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        double top = Math.max(Double.isNaN(limit) ? 0 : 1.15 * limit, sorted[(int) (0.999 * (sorted.length - 1))]);
        List<Block.Figure> figures = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            double[] own = IntStream.of(groups.members(present[k])).mapToDouble(i -> all[i]).toArray();
            String title = data.className() + " " + names.get(k);
            double mean = DoubleStream.of(own).average().orElse(Double.NaN);
            Proportion beyond = beyond(own, limit);
            rows.add(List.of(names.get(k), Integer.toString(own.length), Numbers.exact(mean),
                    Double.isNaN(limit) ? "" : Numbers.exact(beyond.share())));
            if (k >= Groups.MOST_SHOWN) {
                continue;
            }
            figures.add(new Block.Figure(
                    DistancesPicture.draw("distances-" + FileNames.of(present[k], names.get(k)),
                            "Squared distance of every " + data.sampleName() + " of " + title + " to its centroid",
                            title,
                            data.sampleName(), "squared distance", own, limit, "largest distance of two centroids", top,
                            k),
                    title + ": mean " + Numbers.brief(mean) + (Double.isNaN(limit)
                            ? "."
                            : "; " + Numbers.percent(beyond.share()) + " lie beyond " + Numbers.brief(limit)
                                    + ".")));
        }
        String text = "Each test " + data.sampleName() + " at its squared distance to the centroid of its own "
                + data.className() + ".";
        if (!Double.isNaN(limit)) {
            text += " " + Numbers.percent(beyond(all, limit).share())
                    + " of all are farther from it than any two"
                    + " centroids are from each other (" + Numbers.brief(limit)
                    + ", the dashed line). The article shows the same plots and finds that many are.";
        }
        return new Report.Section("distances", "4. Distances to the own centroid", List.of(new Block.Text(text),
                new Block.Figures(figures),
                new Block.TableFile(new Block.Table("distances", "Distances to the own centroid",
                        List.of(data.className(), "samples", "mean squared distance",
                                "share beyond the largest distance of two centroids"),
                        rows), "One line per " + data.className() + ": tables/distances.csv.")));
    }

    private static Proportion beyond(double[] distances, double limit) {
        return new Proportion(DoubleStream.of(distances).filter(d -> d > limit).count(), distances.length);
    }

    private Report.Section nearest() {
        String title = "5. The nearest centroid";
        if (names.size() < 2) {
            return new Report.Section("nearest-centroid", title,
                    List.of(new Block.Text("With one " + data.className() + " every " + data.sampleName()
                            + " is nearest to its centroid.")));
        }
        List<SharesPicture.Share> shares = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            Proportion nearest = classes.nearest().ratio(present[k]);
            Double article = data.isArticles() ? Article.nearestCentroid(present[k]) : null;
            double reference = article == null ? Double.NaN : article;
            shares.add(
                    new SharesPicture.Share(names.get(k), nearest.share(), nearest.low(), nearest.high(), reference));
            rows.add(row(names.get(k), nearest, reference));
        }
        Proportion overall = classes.nearest().overall();
        double reference = data.isArticles() ? Article.NEAREST_CENTROID : Double.NaN;
        rows.add(row("all", overall, reference));
        rows.add(
                row("all, leaving one out", classes.leaveOneOut().overall(), Double.NaN));
        String caption = Numbers.percent(overall.share()) + " of all test " + Numbers.plural(data.sampleName())
                + " are nearest to the centroid of their own " + data.className() + " (95 % interval "
                + Numbers.percent(overall.low()) + " to " + Numbers.percent(overall.high()) + "), from "
                + extreme(shares, false) + " to " + extreme(shares, true) + ". The article found about 90 %"
                + (data.isArticles() ? "" : " on MNIST") + ". As there, centroids are those of the same "
                + Numbers.plural(data.sampleName()) + "; without the " + data.sampleName()
                + " that is judged it is " + Numbers.percent(classes.leaveOneOut().overall().share()) + ".";
        String each = Numbers.plural(data.sampleName());
        Block.Table table = new Block.Table("nearest-centroid", "Share of " + each
                + " whose nearest centroid is their own, with Wilson's 95 % interval",
                data.isArticles()
                        ? List.of(data.className(), each, "this run", "from", "to", "article")
                        : List.of(data.className(), each, "this run", "from", "to"),
                rows);
        return new Report.Section("nearest-centroid", title, List.of(
                new Block.Figure(SharesPicture.draw("nearest-centroid", "Share of the " + each + " of each "
                        + data.className() + " whose nearest centroid is their own",
                        each
                                + " nearest to their own centroid (%)",
                        "this run, 95 % interval", "article", shares), caption),
                names.size() <= LONGEST_TABLE
                        ? table
                        : new Block.TableFile(table, "All values: tables/nearest-centroid.csv.")));
    }

    private List<String> row(String name, Proportion nearest, double reference) {
        List<String> row = new ArrayList<>(List.of(name, Numbers.count(nearest.total()),
                Numbers.percent(nearest.share()), Numbers.percent(nearest.low()), Numbers.percent(nearest.high())));
        if (data.isArticles()) {
            row.add(Double.isNaN(reference) ? "" : Numbers.percent(reference));
        }
        return row;
    }

    private String extreme(List<SharesPicture.Share> shares, boolean best) {
        SharesPicture.Share found = shares.getFirst();
        for (SharesPicture.Share share : shares) {
            if (best ? share.share() > found.share() : share.share() < found.share()) {
                found = share;
            }
        }
        return Numbers.percent(found.share()) + " (" + data.className() + " " + found.name() + ")";
    }
}
