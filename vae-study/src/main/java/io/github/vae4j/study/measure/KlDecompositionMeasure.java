package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.information.KlDecomposition;
import io.github.vae4j.study.measure.Figure.Form;

/// The parts of the rate, which are bounds where mutual information is at its ceiling.
public final class KlDecompositionMeasure extends Measure<KlDecomposition> {
    KlDecompositionMeasure() {
        super(About.of("kl-decomposition", "Mutual information, total correlation, dimension-wise KL",
                "Hoffman and Johnson 2016; Chen et al. 2018", "n^2 d", 2_000, Need.LOGVAR));
    }

    @Override
    KlDecomposition compute(Subject subject, Workers workers) {
        return KlDecomposition.exact(subject.draw(), subject.requirePosterior(), workers);
    }

    @Override
    Finding finding(KlDecomposition result) {
        boolean bound = result.ceilingBinds();
        return new Finding().number("rate", result.sampledRate())
                .number("mutualInformation", result.mutualInformation())
                .number("totalCorrelation", result.totalCorrelation())
                .number("dimensionWiseKl", result.totalDimensionWiseKl()).number("marginalKl", result.marginalKl())
                .numbers("dimensionWiseKlOfUnits", result.dimensionWiseKl())
                .numbers("mutualInformationOfUnits", result.unitMutualInformation()).put("atCeiling", bound)
                .figure(Figure.of("mutual information (nats)", result.mutualInformation(), Form.TWO)
                        .noted(bound ? "at its ceiling ln n: a lower bound" : ""))
                .figure(Figure.of("total correlation (nats)", result.totalCorrelation(), Form.TWO)
                        .noted(bound ? "an upper bound" : ""))
                .figure(Figure.of("dimension-wise KL (nats)", result.totalDimensionWiseKl(), Form.TWO)
                        .noted(bound ? "an upper bound" : ""));
    }
}
