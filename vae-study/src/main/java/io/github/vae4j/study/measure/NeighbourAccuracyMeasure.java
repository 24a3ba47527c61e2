package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.classes.Neighbourhood;
import io.github.vae4j.study.measure.Figure.Form;

/// Classes by the nearest samples.
public final class NeighbourAccuracyMeasure extends Measure<Double> {
    private static final int NEIGHBOURS = 10;

    NeighbourAccuracyMeasure() {
        super(About.of("neighbour-accuracy", "k nearest neighbours", "Cover and Hart 1967", "n^2 d", 10_000,
                Need.LABELS));
    }

    @Override
    Double compute(Subject subject, Workers workers) {
        ClassCentroidsMeasure.requireClasses(subject.requireLabels());
        Subject.Halves halves = subject.halves();
        return Neighbourhood.accuracy(halves.train().codes(), halves.train().requireLabels(), halves.test().codes(),
                halves.test().requireLabels(), NEIGHBOURS, workers);
    }

    @Override
    Finding finding(Double result) {
        return new Finding().number("accuracy", result).put("neighbours", NEIGHBOURS)
                .figure(Figure.of(NEIGHBOURS + " nearest neighbours, of other samples", result, Form.PERCENT));
    }
}
