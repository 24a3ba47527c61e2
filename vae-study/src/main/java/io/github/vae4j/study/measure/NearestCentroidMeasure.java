package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.classes.NearestCentroid;

/// Whether samples are nearest to the centroid of their own class.
public final class NearestCentroidMeasure extends Measure<NearestCentroidMeasure.Nearest> {
    /// Both ways to take centroids.
    ///
    /// @param sameSet of all samples
    /// @param leaveOneOut of all others
    public record Nearest(NearestCentroid sameSet, NearestCentroid leaveOneOut) {}

    NearestCentroidMeasure() {
        super(About.of("nearest-centroid", "Nearest class centroid", "", "n d K", ALL, Need.LABELS));
    }

    @Override
    Nearest compute(Subject subject, Workers workers) {
        ClassCentroidsMeasure.requireClasses(subject.requireLabels());
        return new Nearest(
                NearestCentroid.of(subject.codes(), subject.requireLabels(), NearestCentroid.Mode.SAME_SET, workers),
                NearestCentroid.of(subject.codes(), subject.requireLabels(), NearestCentroid.Mode.LEAVE_ONE_OUT,
                        workers));
    }

    @Override
    Finding finding(Nearest result) {
        return new Finding().share("sameSet", result.sameSet().overall())
                .share("leaveOneOut", result.leaveOneOut().overall()).shares("perClass", result.sameSet().ratios())
                .figure(Figure.of("nearest to their own centroid", result.sameSet().overall()))
                .figure(Figure.of("the same, leaving one out", result.leaveOneOut().overall()));
    }
}
