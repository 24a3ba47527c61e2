package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.InfoMec;
import io.github.vae4j.study.measure.Figure.Form;

/// InfoM, InfoE and InfoC.
public final class InfoMecMeasure extends Measure<InfoMec> {
    InfoMecMeasure() {
        super(About.of("infomec", "InfoM, InfoE, InfoC", "Hsu et al. 2023", "n ln n d K", 10_000, Need.FACTORS));
    }

    @Override
    InfoMec compute(Subject subject, Workers workers) {
        Subject discrete = DiscreteFactors.of(subject);
        return InfoMec.of(discrete.codes(), discrete.requireFactors(), workers);
    }

    @Override
    Finding finding(InfoMec result) {
        return new Finding().number("modularity", result.modularity()).number("explicitness", result.explicitness())
                .number("compactness", result.compactness()).put("active", result.active())
                .put("factors", result.factorNames()).rows("information", result.information())
                .figure(Figure.of("InfoM", result.modularity(), Form.THREE))
                .figure(Figure.of("InfoE", result.explicitness(), Form.THREE))
                .figure(Figure.of("InfoC", result.compactness(), Form.THREE));
    }
}
