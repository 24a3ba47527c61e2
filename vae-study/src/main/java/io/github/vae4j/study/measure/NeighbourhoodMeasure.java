package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.classes.Neighbourhood;
import io.github.vae4j.study.measure.Figure.Form;

/// Whether neighbours in another representation, such as the data, are neighbours here.
public final class NeighbourhoodMeasure extends Measure<Neighbourhood> {
    private static final int NEIGHBOURS = 10;

    NeighbourhoodMeasure() {
        super(About.of("trustworthiness", "Trustworthiness and continuity against the data", "Venna and Kaski 2001",
                "n^2 d", 5_000, Need.OTHER));
    }

    @Override
    Neighbourhood compute(Subject subject, Workers workers) {
        return Neighbourhood.of(subject.others().getFirst().codes(), subject.codes(), NEIGHBOURS, workers);
    }

    @Override
    Finding finding(Neighbourhood result) {
        return new Finding().number("trustworthiness", result.trustworthiness())
                .number("continuity", result.continuity())
                .put("neighbours", NEIGHBOURS)
                .figure(Figure.of("trustworthiness", result.trustworthiness(), Form.THREE))
                .figure(Figure.of("continuity", result.continuity(), Form.THREE));
    }
}
