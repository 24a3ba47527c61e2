package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.Dci;
import io.github.vae4j.metrics.factors.FactorPredictor;

/// DCI from random forests.
public final class DciForestMeasure extends Measure<Dci> {
    DciForestMeasure() {
        super(About.of("dci-forest", "DCI from random forests", "Eastwood and Williams 2018", "n ln n d K", 15_000,
                Need.FACTORS));
    }

    @Override
    Dci compute(Subject subject, Workers workers) {
        Subject.Halves halves = DiscreteFactors.of(subject).halves();
        return Dci.of(halves.train().codes(), halves.train().requireFactors(), halves.test().codes(),
                halves.test().requireFactors(), FactorPredictor.Forest.of(subject.seed()), workers);
    }

    @Override
    Finding finding(Dci result) {
        return DciFinding.of("DCI from forests", result);
    }
}
