package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.information.AggregatePosterior;
import io.github.vae4j.study.measure.Figure.Form;
import java.util.stream.IntStream;

/// Moments of q(z): KL per unit, rate, total variance, Gaussian total correlation.
public final class AggregatePosteriorMeasure extends Measure<AggregatePosterior> {
    AggregatePosteriorMeasure() {
        super(About.of("aggregate-posterior", "KL, rate and Gaussian total correlation",
                "Kingma and Welling 2014; Locatello et al. 2019", "n d^2", ALL, Need.LOGVAR));
    }

    @Override
    AggregatePosterior compute(Subject subject, Workers workers) {
        return AggregatePosterior.of(subject.requirePosterior(), workers);
    }

    @Override
    Finding finding(AggregatePosterior result) {
        return new Finding().number("rate", result.rate()).numbers("kl", result.kl())
                .numbers("totalVariances",
                        IntStream.range(0, result.kl().size()).mapToObj(result::totalVariance).toList())
                .number("gaussianTotalCorrelation", result.gaussianTotalCorrelation())
                .figure(Figure.of("total KL (nats)", result.rate(), Form.TWO))
                .figure(Figure.of("Gaussian total correlation (nats)", result.gaussianTotalCorrelation(), Form.TWO));
    }
}
