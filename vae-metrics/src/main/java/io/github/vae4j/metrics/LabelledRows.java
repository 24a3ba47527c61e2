package io.github.vae4j.metrics;

/// Checks of a labelled (n, d) matrix, and its centroids: what all class statistics begin with.
final class LabelledRows {
    private static final int MAX_LOGVAR = 80;

    private LabelledRows() {}

    /// Throws unless `x`, called `name`, is a finite (n, d) matrix with one label a row and 2 to n - 1 non-empty classes.
    static void check(String name, float[] x, int d, Labels labels) {
        checkLabelled(name, x, d, labels);
        int n = labels.size();
        int classes = labels.nonEmptyClasses();
        if (classes < 2 || classes >= n) {
            throw new IllegalArgumentException("the number of non-empty classes must be from 2 to samples - 1 = "
                    + (n - 1) + " but is " + classes);
        }
    }

    /// Throws unless `x`, called `name`, is a finite (n, d) matrix with one label a row, and at least one row.
    static void checkLabelled(String name, float[] x, int d, Labels labels) {
        int n = labels.size();
        if (d < 1 || x.length != (long) n * d) {
            throw new IllegalArgumentException(name + " must have " + n + " rows (one a label) of d = " + d
                    + " columns, 1 or more, but has " + x.length + " elements");
        }
        checkRows(name, x, d, 1);
    }

    /// Throws unless `x`, called `name`, is a finite matrix with rows of `d` columns, at least `least` of them.
    static void checkRows(String name, float[] x, int d, int least) {
        if (d < 1 || x.length % d != 0 || x.length / d < least) {
            throw new IllegalArgumentException(name + " must have " + least + " or more rows of d = " + d
                    + " columns, 1 or more, but has " + x.length + " elements");
        }
        for (int i = 0; i < x.length; i++) {
            if (!Float.isFinite(x[i])) {
                throw new IllegalArgumentException(name + " has " + x[i] + " in row " + i / d + ", column " + i % d
                        + ": expected finite values; remove such rows first");
            }
        }
    }

    /// Throws unless an array, called `name`, has so many finite rows of `d` columns from `offset` on.
    static void checkPart(String name, float[] x, int offset, int rows, int d) {
        if (offset < 0 || rows < 0 || offset + (long) rows * d > x.length) {
            throw new IllegalArgumentException(rows + " rows of " + d + " values at offset " + offset
                    + " do not lie in " + name + ", an array of " + x.length);
        }
        for (int i = offset; i < offset + rows * d; i++) {
            if (!Float.isFinite(x[i])) {
                throw new IllegalArgumentException(name + " has " + x[i] + " in row " + (i - offset) / d + ", column "
                        + (i - offset) % d + ": expected finite values; remove such rows first");
            }
        }
    }

    /// Throws unless `logvar` has the size of `mean`, (n, d), and values whose exp is neither 0 nor infinite in float.
    static void checkPosterior(float[] mean, float[] logvar, int d) {
        if (logvar.length != mean.length) {
            throw new IllegalArgumentException("logvar must have as many elements as mean, " + mean.length
                    + ", but has " + logvar.length);
        }
        for (int i = 0; i < logvar.length; i++) {
            if (!(Math.abs(logvar[i]) <= MAX_LOGVAR)) {
                throw new IllegalArgumentException("logvar has " + logvar[i] + " in row " + i / d + ", column " + i % d
                        + ": expected -" + MAX_LOGVAR + " to " + MAX_LOGVAR + "; was training stable?");
            }
        }
    }

    /// The (classes, d) means; rows of empty classes are NaN.
    static double[] centroids(float[] x, int d, Labels labels) {
        double[] means = new double[labels.classCount() * d];
        for (int i = 0; i < labels.size(); i++) {
            int row = labels.get(i) * d;
            for (int j = 0; j < d; j++) {
                means[row + j] += x[i * d + j];
            }
        }
        for (int k = 0; k < means.length; k++) {
            means[k] /= labels.count(k / d);
        }
        return means;
    }

    static double[] mean(float[] x, int d) {
        double[] mean = new double[d];
        int rows = x.length / d;
        for (int i = 0; i < x.length; i++) {
            mean[i % d] += x[i];
        }
        for (int j = 0; j < d; j++) {
            mean[j] /= rows;
        }
        return mean;
    }

    /// The Euclidean distance of row `row` of `x` from row `label` of `centroids`.
    static double distance(float[] x, int row, double[] centroids, int label, int d) {
        double sum = 0;
        for (int j = 0; j < d; j++) {
            double difference = x[row * d + j] - centroids[label * d + j];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
