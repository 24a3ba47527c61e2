package io.github.vae4j.study.experiment;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.classes.CentroidAccumulator;
import io.github.vae4j.metrics.classes.CentroidDistances;
import io.github.vae4j.metrics.classes.ClassCentroids;
import io.github.vae4j.metrics.classes.ClusterAccuracy;
import io.github.vae4j.metrics.classes.KMeans;
import io.github.vae4j.metrics.classes.NearestCentroid;
import io.github.vae4j.metrics.classes.UnitSelectivity;
import io.github.vae4j.metrics.resampling.Proportion;
import io.github.vae4j.metrics.units.ActiveUnits;
import java.util.Arrays;
import java.util.List;

/// What a study found out about the classes of the test set in the latent space of the main model.
///
/// @param labels of the test set
/// @param centroids of the latent means
/// @param distances of the latent means from their centroids
/// @param nearest which centroid each is nearest to
/// @param leaveOneOut the same with centroids that do not know the sample
/// @param rules how well simple rules find the classes again
/// @param grandmother whether single units stand for classes, by a draw from the active units
public record ClassResults(Labels labels, ClassCentroids centroids, CentroidDistances distances,
        NearestCentroid nearest, NearestCentroid leaveOneOut, List<Rule> rules, UnitSelectivity grandmother) {
    /// A rule that puts samples into classes.
    ///
    /// @param id short name for files
    /// @param name what it does, on what
    /// @param usesLabels whether it is told the labels, beyond where it starts
    /// @param right samples put right
    public record Rule(String id, String name, boolean usesLabels, Proportion right) {}

    // As in the article.
    private static final int ITERATIONS = 20;
    private static final int STARTERS = 600;

    /// Copies the list.
    public ClassResults {
        rules = List.copyOf(rules);
    }

    static ClassResults of(StudyData data, TrainedModel model, long seed, Workers workers) {
        Labels labels = labels(data.test());
        Codes latents = Codes.of(model.test().mean(), model.latent());
        return new ClassResults(labels, ClassCentroids.of(latents, labels, workers),
                CentroidDistances.of(latents, labels, workers),
                NearestCentroid.of(latents, labels, NearestCentroid.Mode.SAME_SET, workers),
                NearestCentroid.of(latents, labels, NearestCentroid.Mode.LEAVE_ONE_OUT, workers),
                rules(data, model, labels, workers), UnitSelectivity.ofDraw(
                        Posterior.of(model.test().mean(), model.test().logvar(), model.latent()), labels,
                        ActiveUnits.DEFAULT_THRESHOLD, seed, workers));
    }

    private static List<Rule> rules(StudyData data, TrainedModel model, Labels labels, Workers workers) {
        Codes latents = Codes.of(model.test().mean(), model.latent());
        Codes pixels = Codes.of(values(data.test()), data.test().features());
        Codes trainLatents = Codes.of(model.vae().on(workers).encode(data.train()).mean(), model.latent());
        ClassCentroids trained = ClassCentroids.of(trainLatents, labels(data.train()), workers);
        return List.of(
                new Rule("kmeans-pixels", "k-means on " + data.valuesName() + ", from class means", false,
                        kMeans(pixels, labels, workers)),
                new Rule("kmeans-latents", "k-means on latent means, from class means", false,
                        kMeans(latents, labels, workers)),
                new Rule("nearest-mean-pixels", "nearest class mean on " + data.valuesName(), true,
                        NearestCentroid.trainToTest(centroids(data.train()), pixels, labels, workers).overall()),
                new Rule("nearest-mean-latents", "nearest class mean on latent means", true,
                        NearestCentroid.trainToTest(trained, latents, labels, workers).overall()));
    }

    /// The article's k-means: centres start at the means of up to 600 labelled points of each class, 20 iterations
    /// follow, and a cluster counts as the class it started from.
    private static Proportion kMeans(Codes x, Labels labels, Workers workers) {
        CentroidAccumulator starts = new CentroidAccumulator(x.units(), labels.names());
        int[] taken = new int[labels.classCount()];
        for (int i = 0; i < labels.size(); i++) {
            if (taken[labels.get(i)]++ < STARTERS) {
                starts.add(x.values(), i * x.units(), labels.get(i));
            }
        }
        KMeans found = KMeans.from(x, starts.result().values(), ITERATIONS, workers);
        return ClusterAccuracy.of(labels, found.labels()).started();
    }

    /// Row by row: training sets are too large to hold as floats.
    private static ClassCentroids centroids(Dataset data) {
        CentroidAccumulator means = new CentroidAccumulator(data.features(), data.classNames());
        float[] row = new float[data.features()];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, 0, row, 0);
            means.add(row, 0, data.label(i));
        }
        return means.result();
    }

    private static float[] values(Dataset data) {
        float[] values = new float[Math.multiplyExact(data.size(), data.features())];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, 0, values, i * data.features());
        }
        return values;
    }

    private static Labels labels(Dataset data) {
        int[] labels = new int[data.size()];
        Arrays.setAll(labels, data::label);
        return Labels.of(labels, data.classNames());
    }
}
