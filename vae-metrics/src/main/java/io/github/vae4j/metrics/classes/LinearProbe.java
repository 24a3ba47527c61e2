package io.github.vae4j.metrics.classes;

import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.internal.Checks;
import io.github.vae4j.metrics.internal.ProbeFit;
import io.github.vae4j.metrics.internal.RandomStreams;
import io.github.vae4j.metrics.resampling.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// How well a linear classifier, fitted to some samples, tells the classes of others: what of the classes a space holds
/// in a form that a linear layer can read (Alain and Bengio 2017).
///
/// The classifier is multinomial logistic regression, `p(k|x) = softmax(W x + b)_k`, of least
/// `C sum_i -ln p(y_i|x_i) + |W|^2 / 2`: the sum over the samples, not their mean, and a penalty that leaves the intercepts
/// alone. This is what scikit-learn's `LogisticRegression(C)` minimises, which for two classes has one vector of weights:
/// here the rows of two classes are opposite, their difference is that vector, and the penalty is that of the difference.
/// Intercepts sum to zero. The solution is exact to rounding, in double; its bits do not depend on the number of threads.
///
/// Classes without a training sample have zero weights, an intercept of minus infinity, and are never told. Test samples
/// of such a class count as lost.
///
/// Pitfalls. The penalty depends on the scale of the units, unless they are standardised, and weighs less the more samples
/// there are. A probe knows labels and fits d + 1 numbers a class: compare with the same on raw inputs, and with chance,
/// the share of the largest class. Codes of samples that the model was trained on are training samples of the model, too.
///
/// @param classNames of all classes, empty ones included
/// @param confusion per class, for its test samples: how many are told as each class
/// @param training how many training samples are told right
/// @param coefficients W, per class one for each column of x as given, also if units were standardised
/// @param intercepts b, per class
/// @param iterations of Newton's method on all samples
/// @param converged whether the solution was reached; if not, raise the number of iterations or the penalty
/// @param settings of the fit
public record LinearProbe(List<String> classNames, List<List<Long>> confusion, Proportion training,
        List<List<Double>> coefficients, List<Double> intercepts, int iterations, boolean converged,
        Settings settings) {
    /// Copies the lists.
    public LinearProbe {
        classNames = List.copyOf(classNames);
        confusion = confusion.stream().map(List::copyOf).toList();
        coefficients = coefficients.stream().map(List::copyOf).toList();
        intercepts = List.copyOf(intercepts);
    }

    /// How to fit.
    ///
    /// @param c weight C of the samples against the penalty, above 0 and finite
    /// @param standardise whether the penalty is that of units with mean 0 and variance 1 over the training samples; units
    ///     that do not vary stay as they are
    /// @param maxIterations of Newton's method, 1 or more; some 10 are usual, more where classes part without overlap and
    ///     C is large
    public record Settings(double c, boolean standardise, int maxIterations) {
        /// Checks the settings.
        ///
        /// @throws IllegalArgumentException if one is out of range
        public Settings {
            if (!(c > 0 && c < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("c must be above 0 and finite but is " + c);
            }
            if (maxIterations < 1) {
                throw new IllegalArgumentException("maxIterations must be 1 or more but is " + maxIterations);
            }
        }

        /// Units as they are, at most 200 iterations.
        ///
        /// @param c weight of the samples against the penalty; 1 is scikit-learn's default
        /// @return the settings
        /// @throws IllegalArgumentException if `c` is out of range
        public static Settings of(double c) {
            return new Settings(c, false, 200);
        }
    }

    /// Fits a probe to samples and tells the classes of others.
    ///
    /// @param train points
    /// @param trainLabels their classes, 2 or more of them with a sample
    /// @param test points of as many columns, 1 or more; none of them should be in `train`
    /// @param testLabels their classes, with the names of `trainLabels`
    /// @param settings of the fit
    /// @param workers who computes
    /// @return the result
    /// @throws IllegalArgumentException if sizes or names do not fit
    /// @throws io.github.vae4j.metrics.NoAnswerException if there are fewer than 2 classes with a training sample
    public static LinearProbe trainToTest(Codes train, Labels trainLabels, Codes test, Labels testLabels,
            Settings settings, Workers workers) {
        Checks.trainAndTest(train, trainLabels, test, testLabels);
        int d = train.units();
        ProbeFit fit = ProbeFit.of(train, trainLabels, settings.c, settings.standardise, settings.maxIterations,
                workers);
        int classes = trainLabels.classCount();
        int[] told = fit.classes(test, workers);
        List<List<Long>> confusion = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            long[] counts = new long[classes];
            for (int i = 0; i < told.length; i++) {
                counts[told[i]] += testLabels.get(i) == c ? 1 : 0;
            }
            confusion.add(Arrays.stream(counts).boxed().toList());
        }
        int[] toldTraining = fit.classes(train, workers);
        long right = IntStream.range(0, toldTraining.length).filter(i -> toldTraining[i] == trainLabels.get(i))
                .count();
        List<List<Double>> coefficients = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            coefficients.add(DoubleStream.of(fit.coefficients()).skip((long) c * d).limit(d).boxed().toList());
        }
        return new LinearProbe(trainLabels.names(), confusion, new Proportion(right, toldTraining.length),
                coefficients, DoubleStream.of(fit.intercepts()).boxed().toList(), fit.iterations(), fit.converged(),
                settings);
    }

    /// Fits a probe to a random part of the samples and tells the classes of the rest.
    ///
    /// @param codes points
    /// @param labels the class of every row
    /// @param testSamples number of rows to test on, 1 to n - 1
    /// @param seed of the draw
    /// @param settings of the fit
    /// @param workers who computes
    /// @return the result
    /// @throws IllegalArgumentException as [#trainToTest], or if `testSamples` is out of range
    public static LinearProbe split(Codes codes, Labels labels, int testSamples, long seed, Settings settings,
            Workers workers) {
        Checks.labelled(codes, labels);
        int n = labels.size();
        if (testSamples < 1 || testSamples >= n) {
            throw new IllegalArgumentException("testSamples must be from 1 to n - 1 = " + (n - 1) + " but is "
                    + testSamples);
        }
        int[] order = new int[n];
        Philox.permutation(order, n, seed, RandomStreams.PROBE, 0);
        int[] test = Arrays.copyOf(order, testSamples);
        int[] train = Arrays.copyOfRange(order, testSamples, n);
        return trainToTest(codes.select(train), labels.select(train), codes.select(test), labels.select(test), settings,
                workers);
    }

    /// Test samples of one class that are told as another, or as their own.
    ///
    /// @param label their class
    /// @param told the class that the probe gives them
    /// @return 0 or more
    /// @throws IndexOutOfBoundsException if there is no such class
    public long count(int label, int told) {
        return confusion.get(label).get(told);
    }

    /// The test samples of one class that are told right.
    ///
    /// @param label the class
    /// @return the share, with its interval; NaN if the class has no test sample
    /// @throws IndexOutOfBoundsException if there is no such class
    public Proportion ratio(int label) {
        return new Proportion(count(label, label), confusion.get(label).stream().mapToLong(Long::longValue).sum());
    }

    /// The test samples that are told right.
    ///
    /// @return the share, with its interval
    public Proportion accuracy() {
        long hits = 0;
        long total = 0;
        for (int c = 0; c < classNames.size(); c++) {
            hits += ratio(c).hits();
            total += ratio(c).total();
        }
        return new Proportion(hits, total);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "linear probe (C = %s%s): %s; of the training samples %s; %d iterations%s", settings.c,
                settings.standardise ? ", standardised" : "", accuracy(), training, iterations,
                converged ? "" : ", NOT CONVERGED"));
        for (int c = 0; c < classNames.size(); c++) {
            text.append(String.format(Locale.ROOT, "%n  %s: %s", classNames.get(c), ratio(c)));
        }
        return text.toString();
    }
}
