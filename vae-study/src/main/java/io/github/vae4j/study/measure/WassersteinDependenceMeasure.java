package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.information.WassersteinDependence;
import io.github.vae4j.study.measure.Figure.Form;

/// How far units are from being uncorrelated.
public final class WassersteinDependenceMeasure extends Measure<WassersteinDependence> {
    WassersteinDependenceMeasure() {
        super(About.of("wasserstein-dependence", "Wasserstein dependence of units", "Xiao and Wang 2019", "n d^2 + d^3",
                ALL));
    }

    @Override
    WassersteinDependence compute(Subject subject, Workers workers) {
        return WassersteinDependence.of(subject.codes(), workers);
    }

    @Override
    Finding finding(WassersteinDependence result) {
        return new Finding().number("distance", result.distance()).number("normalised", result.normalised())
                .figure(Figure.of("Wasserstein dependence", result.normalised(), Form.THREE));
    }
}
