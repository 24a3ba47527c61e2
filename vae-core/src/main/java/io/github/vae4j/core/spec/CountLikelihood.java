package io.github.vae4j.core.spec;

import io.github.vae4j.core.internal.Ranges;
import io.github.vae4j.kernels.model.Softmax;

/// What likelihoods of counts have in common: samples are the counts as they are given, whatever the encoder sees, and the
/// mean of a sample is its total, which is observed, times the softmax of the decoder's output: the total is no part of
/// what is learned.
interface CountLikelihood extends Likelihood {
    /// The total of the samples that decoding gives.
    double total();

    @Override
    default Support support() {
        return Support.COUNT;
    }

    @Override
    default boolean isOfRawSamples() {
        return true;
    }

    @Override
    default boolean takesEntries() {
        return true;
    }

    @Override
    default Object workspace(int inputs, int features) {
        return new CountRow(features);
    }

    /// The shares of the features times [#total].
    @Override
    default void mean(float[] mean, int meanAt, float[] output, int outputAt, float[] own, int ownAt, int rows,
            int features) {
        int outputs = outputs(features);
        for (int r = 0; r < rows; r++) {
            Softmax.softmax(mean, meanAt + r * features, output, outputAt + r * outputs, 1, features);
        }
        for (int i = meanAt; i < meanAt + rows * features; i++) {
            mean[i] = (float) (total() * mean[i]);
        }
    }

    /// The shares of one row of output in double.
    static double[] shares(float[] output, int at, int features) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < features; i++) {
            largest = Math.max(largest, output[at + i]);
        }
        double[] shares = new double[features];
        double sum = 0;
        for (int i = 0; i < features; i++) {
            shares[i] = StrictMath.exp(output[at + i] - largest);
            sum += shares[i];
        }
        for (int i = 0; i < features; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /// Logarithms of the means of a sample with total `total`, from logits.
    static double[] logMeans(double[] logits, double total, int features) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < features; i++) {
            largest = Math.max(largest, logits[i]);
        }
        double sum = 0;
        for (int i = 0; i < features; i++) {
            sum += StrictMath.exp(logits[i] - largest);
        }
        double[] logs = new double[features];
        for (int i = 0; i < features; i++) {
            logs[i] = logits[i] - largest - StrictMath.log(sum) + StrictMath.log(total);
        }
        return logs;
    }

    static double sum(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        return sum;
    }

    /// ln x! of a whole number.
    static double logFactorial(double x) {
        double sum = 0;
        for (int i = 2; i <= x; i++) {
            sum += StrictMath.log(i);
        }
        return sum;
    }

    /// Refuses a total of samples that decoding cannot give.
    static void requireTotal(double total) {
        Ranges.require("the total of decoded samples", total, total > 0 && total <= Integer.MAX_VALUE,
                "above 0 and at most 2^31 - 1");
    }
}
