package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.classes.CentroidDistances;

/// Distances of samples to the centroid of their class.
public final class CentroidDistancesMeasure extends Measure<CentroidDistances> {
    CentroidDistancesMeasure() {
        super(About.of("centroid-distances", "Distances to the own centroid", "", "n d", ALL, Need.LABELS));
    }

    @Override
    CentroidDistances compute(Subject subject, Workers workers) {
        ClassCentroidsMeasure.requireClasses(subject.requireLabels());
        return CentroidDistances.of(subject.codes(), subject.requireLabels(), workers);
    }

    @Override
    Finding finding(CentroidDistances result) {
        return new Finding().number("largest", result.largest()).share("beyondLargest", result.beyondLargest());
    }
}
