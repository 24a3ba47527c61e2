package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.MeanCorrelation;
import io.github.vae4j.study.measure.Figure.Form;

/// The mean correlation coefficient, of values and of ranks.
public final class MeanCorrelationMeasure extends Measure<MeanCorrelationMeasure.Both> {
    /// Both kinds.
    ///
    /// @param values Pearson's
    /// @param ranks Spearman's
    public record Both(MeanCorrelation values, MeanCorrelation ranks) {}

    MeanCorrelationMeasure() {
        super(About.of("mean-correlation", "Mean correlation coefficient",
                "Hyvarinen and Morioka 2016; Khemakhem et al. 2020", "n d K", ALL, Need.FACTORS));
    }

    @Override
    Both compute(Subject subject, Workers workers) {
        return new Both(
                MeanCorrelation.of(subject.codes(), subject.requireFactors(), MeanCorrelation.Kind.PEARSON, workers),
                MeanCorrelation.of(subject.codes(), subject.requireFactors(), MeanCorrelation.Kind.SPEARMAN, workers));
    }

    @Override
    Finding finding(Both result) {
        return new Finding().number("score", result.values().score()).number("ofRanks", result.ranks().score())
                .put("factors", result.values().factorNames()).put("matched", result.values().matched())
                .numbers("ofFactors", result.values().ofFactors())
                .figure(Figure.of("mean correlation coefficient", result.values().score(), Form.THREE))
                .figure(Figure.of("mean correlation coefficient of ranks", result.ranks().score(), Form.THREE));
    }
}
