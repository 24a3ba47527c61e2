package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.classes.ClassCentroids;

/// Centroids of the classes and the distances between them.
public final class ClassCentroidsMeasure extends Measure<ClassCentroids> {
    // Of more classes their distances would be most of the file.
    private static final int LARGEST_MATRIX = 500;

    /// Throws unless there are classes to compare.
    static void requireClasses(Labels labels) {
        int classes = labels.nonEmptyClasses();
        if (classes < 2 || classes >= labels.size()) {
            throw new NoAnswerException(classes < 2
                    ? "there is one class only"
                    : "every sample has a class of its own; is this a column of identifiers?");
        }
    }

    ClassCentroidsMeasure() {
        super(About.of("class-centroids", "Distances between class centroids", "", "n d + K^2 d", ALL, Need.LABELS));
    }

    @Override
    ClassCentroids compute(Subject subject, Workers workers) {
        requireClasses(subject.requireLabels());
        return ClassCentroids.of(subject.codes(), subject.requireLabels(), workers);
    }

    @Override
    Finding finding(ClassCentroids result) {
        Finding finding = new Finding().put("classes", result.nonEmpty())
                .number("largestSquaredDistance", result.largestSquaredDistance());
        return result.nonEmpty().size() <= LARGEST_MATRIX
                ? finding.rows("squaredDistances", result.squaredDistances())
                : finding;
    }
}
