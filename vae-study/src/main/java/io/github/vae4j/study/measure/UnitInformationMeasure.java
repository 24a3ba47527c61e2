package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.information.UnitInformation;
import io.github.vae4j.study.measure.Figure.Form;

/// Mutual information of pairs of units.
public final class UnitInformationMeasure extends Measure<UnitInformation> {
    UnitInformationMeasure() {
        super(About.of("unit-information", "Mean mutual information of units", "Locatello et al. 2019", "n d^2", ALL));
    }

    @Override
    UnitInformation compute(Subject subject, Workers workers) {
        return UnitInformation.of(subject.codes(), workers);
    }

    @Override
    Finding finding(UnitInformation result) {
        return new Finding().number("mean", result.mean()).rows("information", result.information())
                .figure(Figure.of("mean mutual information of units (nats)", result.mean(), Form.THREE));
    }
}
