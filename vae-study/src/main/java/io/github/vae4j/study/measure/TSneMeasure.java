package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.projection.TSne;
import io.github.vae4j.study.measure.Figure.Form;
import org.jspecify.annotations.Nullable;

/// A plane in which neighbours stay neighbours.
public final class TSneMeasure extends Measure<TSneMeasure.Plane> {
    /// A plane and what its points are coloured by.
    ///
    /// @param plane one point for each sample of the part
    /// @param labels of these; null without labels
    /// @param divergence that the search ended with
    public record Plane(Codes plane, @Nullable Labels labels, double divergence) {}

    TSneMeasure() {
        super(About.of("t-sne", "t-SNE plane", "van der Maaten 2014; Belkina et al. 2019", "n ln n", 5_000));
    }

    @Override
    Plane compute(Subject subject, Workers workers) {
        TSne found = TSne.of(subject.codes(), TSne.Settings.of(subject.seed()), workers);
        return new Plane(found.plane(), subject.labels(), found.divergence());
    }

    @Override
    Finding finding(Plane result) {
        return new Finding().number("divergence", result.divergence())
                .figure(Figure.of("t-SNE divergence (nats)", result.divergence(), Form.TWO));
    }
}
