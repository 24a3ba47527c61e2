package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.NoAnswerException;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.factors.Udr;
import io.github.vae4j.study.measure.Figure.Form;
import java.util.ArrayList;
import java.util.List;

/// Unsupervised disentanglement ranking over the codes of several models of the same samples.
public final class UdrMeasure extends Measure<Udr> {
    UdrMeasure() {
        super(About.of("udr", "Unsupervised disentanglement ranking", "Duan et al. 2020", "n d^2", ALL, Need.LOGVAR,
                Need.OTHER));
    }

    @Override
    Udr compute(Subject subject, Workers workers) {
        List<Posterior> models = new ArrayList<>(List.of(subject.requirePosterior()));
        for (Subject.Other other : subject.others()) {
            var posterior = other.posterior();
            if (posterior == null) {
                throw new NoAnswerException("every other model needs log variances, too: --other-logvar");
            }
            models.add(posterior);
        }
        return Udr.of(models, Udr.Relation.SPEARMAN, Udr.DEFAULT_THRESHOLD, workers);
    }

    @Override
    Finding finding(Udr result) {
        return new Finding().numbers("scores", result.scores()).rows("pairs", result.pairs())
                .figure(Figure.of("UDR of this model", result.scores().getFirst(), Form.THREE));
    }
}
