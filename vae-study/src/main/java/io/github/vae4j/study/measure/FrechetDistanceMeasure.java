package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.comparison.FrechetDistance;
import io.github.vae4j.study.measure.Figure.Form;

/// The Frechet distance from another set of features.
public final class FrechetDistanceMeasure extends Measure<FrechetDistance> {
    FrechetDistanceMeasure() {
        super(About.of("frechet", "Frechet distance from another set", "Heusel et al. 2017", "n d^2 + d^3", ALL,
                Need.OTHER));
    }

    @Override
    FrechetDistance compute(Subject subject, Workers workers) {
        return FrechetDistance.of(subject.others().getFirst().codes(), subject.codes(), workers);
    }

    @Override
    Finding finding(FrechetDistance result) {
        return new Finding().number("distance", result.distance()).number("means", result.meanPart())
                .figure(Figure.of("Frechet distance", result.distance(), Form.BRIEF));
    }
}
