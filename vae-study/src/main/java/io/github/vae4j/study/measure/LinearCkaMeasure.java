package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.comparison.LinearCka;

/// Alignment with another representation of the same samples.
public final class LinearCkaMeasure extends Measure<LinearCka> {
    LinearCkaMeasure() {
        super(About.of("cka", "Linear CKA with another representation", "Kornblith et al. 2019", "n d^2", ALL,
                Need.OTHER));
    }

    @Override
    LinearCka compute(Subject subject, Workers workers) {
        return LinearCka.of(subject.others().getFirst().codes(), subject.codes(), workers);
    }

    @Override
    Finding finding(LinearCka result) {
        return new Finding().score("linear CKA", result.alignment());
    }
}
