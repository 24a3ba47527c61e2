package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.classes.ClassSeparation;
import io.github.vae4j.study.measure.Figure.Form;

/// How far classes are apart, against their width.
public final class ClassSeparationMeasure extends Measure<ClassSeparation> {
    ClassSeparationMeasure() {
        super(About.of("class-separation", "Davies-Bouldin, Calinski-Harabasz, Fisher",
                "Davies and Bouldin 1979; Calinski and Harabasz 1974; Fisher 1936", "n d^2", ALL, Need.LABELS));
    }

    @Override
    ClassSeparation compute(Subject subject, Workers workers) {
        return ClassSeparation.of(subject.codes(), subject.requireLabels(), workers);
    }

    @Override
    Finding finding(ClassSeparation result) {
        Finding finding = new Finding().number("daviesBouldin", result.daviesBouldin())
                .number("calinskiHarabasz", result.calinskiHarabasz()).number("fisher", result.fisher())
                .numbers("etaSquared", result.etaSquared());
        if (!result.fisherReason().isEmpty()) {
            finding.put("fisherReason", result.fisherReason());
        }
        return finding.figure(Figure.of("Davies-Bouldin index", result.daviesBouldin(), Form.THREE));
    }
}
