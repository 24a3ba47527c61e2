package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.Irs;

/// Interventional robustness.
public final class IrsMeasure extends Measure<Irs> {
    IrsMeasure() {
        super(About.of("irs", "Interventional robustness score", "Suter et al. 2019", "n ln n d K", ALL, Need.FACTORS));
    }

    @Override
    Irs compute(Subject subject, Workers workers) {
        Subject discrete = DiscreteFactors.of(subject);
        return Irs.of(discrete.codes(), discrete.requireFactors(), Irs.DEFAULT_QUANTILE, workers);
    }

    @Override
    Finding finding(Irs result) {
        return new Finding().score("IRS", result.score()).numbers("units", result.unitScores())
                .put("parents", result.parents());
    }
}
