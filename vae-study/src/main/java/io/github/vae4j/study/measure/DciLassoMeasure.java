package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.Dci;
import io.github.vae4j.metrics.factors.FactorPredictor;

/// DCI from the Lasso with a penalty by cross-validation.
public final class DciLassoMeasure extends Measure<Dci> {
    DciLassoMeasure() {
        super(About.of("dci-lasso", "DCI from the Lasso", "Eastwood and Williams 2018", "n d^2 K", 15_000,
                Need.FACTORS));
    }

    @Override
    Dci compute(Subject subject, Workers workers) {
        Subject.Halves halves = subject.halves();
        return Dci.of(halves.train().codes(), halves.train().requireFactors(), halves.test().codes(),
                halves.test().requireFactors(), FactorPredictor.LassoCrossValidated.defaults(), workers);
    }

    @Override
    Finding finding(Dci result) {
        return DciFinding.of("DCI from the Lasso", result);
    }
}
