package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.classes.LocalDiversity;
import io.github.vae4j.study.measure.Figure.Form;

/// How many classes neighbourhoods have: mixing of batches, separation of types.
public final class LocalDiversityMeasure extends Measure<LocalDiversity> {
    LocalDiversityMeasure() {
        super(About.of("lisi", "Local inverse Simpson index (iLISI, cLISI)",
                "Korsunsky et al. 2019; Luecken et al. 2022", "n^2 d", 10_000, Need.LABELS));
    }

    @Override
    LocalDiversity compute(Subject subject, Workers workers) {
        return LocalDiversity.of(subject.codes(), subject.requireLabels(), LocalDiversity.DEFAULT_PERPLEXITY, workers);
    }

    @Override
    Finding finding(LocalDiversity result) {
        return new Finding().number("median", result.median()).number("mixing", result.mixing())
                .number("separation", result.separation())
                .figure(Figure.of("LISI, classes in a neighbourhood", result.median(), Form.TWO));
    }
}
