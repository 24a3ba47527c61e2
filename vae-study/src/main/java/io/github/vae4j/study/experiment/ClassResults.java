package io.github.vae4j.study.experiment;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Labels;
import java.util.List;

/// What a study found out about the classes of the test set in the latent space of the main model.
///
/// @param labels of the test set
/// @param centroids of the latent means
/// @param clusters how well simple rules find the classes again
/// @param grandmother whether single units stand for classes
public record ClassResults(Labels labels, CentroidStatistics centroids, ClusterStatistics clusters,
        GrandmotherTest grandmother) {

    static ClassResults of(StudyData data, TrainedModel model, Workers workers) {
        Labels labels = labels(data.test());
        float[] latents = model.test().mean();
        int units = model.latent();
        return new ClassResults(labels, CentroidStatistics.of(latents, units, labels),
                clusters(data, model, labels, workers), GrandmotherTest.of(latents, units, labels));
    }

    private static ClusterStatistics clusters(StudyData data, TrainedModel model, Labels labels, Workers workers) {
        float[] latents = model.test().mean();
        float[] pixels = values(data.test());
        Labels trainLabels = labels(data.train());
        float[] trainLatents = model.vae().encode(data.train(), workers).mean();
        int units = model.latent();
        return new ClusterStatistics(List.of(
                new ClusterStatistics.Rule("kmeans-pixels", "k-means on pixels, from class means", false,
                        ClusterStatistics.fromClassMeans(pixels, data.test().features(), labels, workers)),
                new ClusterStatistics.Rule("kmeans-latents", "k-means on latent means, from class means", false,
                        ClusterStatistics.fromClassMeans(latents, units, labels, workers)),
                new ClusterStatistics.Rule("nearest-mean-pixels", "nearest class mean on pixels", true,
                        ClusterStatistics.nearestMean(means(data.train()), pixels, labels, workers)),
                new ClusterStatistics.Rule("nearest-mean-latents", "nearest class mean on latent means", true,
                        ClusterStatistics.nearestMean(CentroidStatistics.centroids(trainLatents, units, trainLabels),
                                latents, labels, workers))));
    }

    /// The mean of every class, row by row: training sets are too large to hold as floats.
    private static double[][] means(Dataset data) {
        double[][] means = new double[data.classNames().size()][data.features()];
        int[] counts = new int[means.length];
        float[] row = new float[data.features()];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, 0, row, 0);
            double[] mean = means[data.label(i)];
            counts[data.label(i)]++;
            for (int j = 0; j < row.length; j++) {
                mean[j] += row[j];
            }
        }
        for (int c = 0; c < means.length; c++) {
            for (int j = 0; j < row.length; j++) {
                means[c][j] /= counts[c];
            }
        }
        return means;
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
        for (int i = 0; i < labels.length; i++) {
            labels[i] = data.label(i);
        }
        return Labels.of(labels, data.classNames());
    }
}
