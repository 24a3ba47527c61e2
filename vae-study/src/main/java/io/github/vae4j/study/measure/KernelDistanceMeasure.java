package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.comparison.KernelDistance;
import io.github.vae4j.study.measure.Figure.Form;

/// The kernel distance from another set of features.
public final class KernelDistanceMeasure extends Measure<KernelDistance> {
    KernelDistanceMeasure() {
        super(About.of("kernel-distance", "Kernel distance from another set", "Binkowski et al. 2018", "100,000,000 d",
                ALL, Need.OTHER));
    }

    @Override
    KernelDistance compute(Subject subject, Workers workers) {
        return KernelDistance.of(subject.others().getFirst().codes(), subject.codes(), subject.seed(), workers);
    }

    @Override
    Finding finding(KernelDistance result) {
        return new Finding().number("distance", result.distance()).number("deviation", result.deviation())
                .put("size", result.size()).figure(Figure.of("kernel distance", result.distance(), Form.BRIEF));
    }
}
