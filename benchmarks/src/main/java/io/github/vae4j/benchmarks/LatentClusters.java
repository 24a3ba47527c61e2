package io.github.vae4j.benchmarks;

import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import java.util.Arrays;

/// Points like those of a latent space of 20 units: ten classes that overlap, each moved along its own unit.
final class LatentClusters {
    static final int D = 20;
    static final int CLASSES = 10;
    private static final int SHIFT = 2;

    private final float[] x;
    private final int[] classes;

    private LatentClusters(float[] x, int[] classes) {
        this.x = x;
        this.classes = classes;
    }

    /// Draws points; row i has the class i modulo ten.
    static LatentClusters of(int rows, long seed) {
        return new LatentClusters(points(rows, D, seed), classes(rows));
    }

    /// The same with more columns than units.
    static float[] points(int rows, int columns, long seed) {
        float[] x = RandomArrays.normal(rows * columns, 1, seed);
        for (int i = 0; i < rows; i++) {
            x[i * columns + i % CLASSES] += SHIFT;
        }
        return x;
    }

    static int[] classes(int rows) {
        int[] classes = new int[rows];
        Arrays.setAll(classes, i -> i % CLASSES);
        return classes;
    }

    /// Log variances of posteriors whose means are the points.
    float[] logvars() {
        float[] logvars = RandomArrays.normal(x.length, 0.5f, 2);
        for (int i = 0; i < logvars.length; i++) {
            logvars[i] -= 2;
        }
        return logvars;
    }

    /// A code from each posterior.
    float[] codes(float[] logvars) {
        float[] codes = RandomArrays.normal(x.length, 1, 3);
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) (x[i] + Math.exp(logvars[i] / 2) * codes[i]);
        }
        return codes;
    }

    int rows() {
        return classes.length;
    }

    /// The points, (rows, 20).
    float[] x() {
        return x;
    }

    /// The points as statistics take them.
    Codes points() {
        return Codes.of(x, D);
    }

    int[] classes() {
        return classes;
    }

    Labels labels() {
        return Labels.of(classes);
    }

    /// What a simple rule takes for the classes: the largest of the first ten coordinates.
    int[] clusters() {
        int[] clusters = new int[rows()];
        for (int i = 0; i < clusters.length; i++) {
            for (int c = 1; c < CLASSES; c++) {
                clusters[i] = x[i * D + c] > x[i * D + clusters[i]] ? c : clusters[i];
            }
        }
        return clusters;
    }

    /// The Euclidean distance of two points, in double arithmetic.
    static double distance(LatentClusters a, int i, LatentClusters b, int j) {
        double squares = 0;
        for (int c = 0; c < D; c++) {
            double difference = (double) a.x[i * D + c] - b.x[j * D + c];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
