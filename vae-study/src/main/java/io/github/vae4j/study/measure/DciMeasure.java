package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.factors.Dci;
import io.github.vae4j.metrics.factors.FactorPredictor;

/// DCI from boosted trees.
public final class DciMeasure extends Measure<Dci> {
    DciMeasure() {
        super(About.of("dci", "DCI from boosted trees", "Eastwood and Williams 2018; Locatello et al. 2019", "n d K",
                15_000, Need.FACTORS));
    }

    @Override
    Dci compute(Subject subject, Workers workers) {
        Subject.Halves halves = DiscreteFactors.of(subject).halves();
        return Dci.of(halves.train().codes(), halves.train().requireFactors(), halves.test().codes(),
                halves.test().requireFactors(), FactorPredictor.Trees.of(subject.seed()), workers);
    }

    @Override
    Finding finding(Dci result) {
        return DciFinding.of("DCI", result);
    }
}
