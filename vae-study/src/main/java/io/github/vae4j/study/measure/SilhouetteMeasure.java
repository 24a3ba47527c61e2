package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.classes.Silhouette;
import io.github.vae4j.study.measure.Figure.Form;

/// How much nearer samples are to their own class than to the next.
public final class SilhouetteMeasure extends Measure<Silhouette> {
    SilhouetteMeasure() {
        super(About.of("silhouette", "Silhouette of the classes", "Rousseeuw 1987", "n^2 d", 10_000, Need.LABELS));
    }

    @Override
    Silhouette compute(Subject subject, Workers workers) {
        return Silhouette.exact(subject.codes(), subject.requireLabels(), workers);
    }

    @Override
    Finding finding(Silhouette result) {
        return new Finding().number("mean", result.mean()).numbers("classMeans", result.classMeans())
                .figure(Figure.of("silhouette", result.mean(), Form.THREE));
    }
}
