package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Labels;
import io.github.vae4j.metrics.classes.ClusterAccuracy;
import io.github.vae4j.metrics.classes.ClusteringAgreement;
import io.github.vae4j.metrics.classes.KMeans;
import io.github.vae4j.study.measure.Figure.Form;

/// Whether k-means finds the classes again.
public final class ClustersMeasure extends Measure<ClustersMeasure.Clusters> {
    private static final int RESTARTS = 10;
    private static final int ITERATIONS = 300;

    /// Clusters against classes.
    ///
    /// @param found the clusters
    /// @param accuracy of clusters as classes
    /// @param agreement of the two partitions
    public record Clusters(KMeans found, ClusterAccuracy accuracy, ClusteringAgreement agreement) {}

    ClustersMeasure() {
        super(About.of("clusters", "k-means: accuracy and agreement with the classes",
                "Arthur and Vassilvitskii 2007; Hubert and Arabie 1985", "n d K", ALL, Need.LABELS));
    }

    @Override
    Clusters compute(Subject subject, Workers workers) {
        Labels labels = subject.requireLabels();
        ClassCentroidsMeasure.requireClasses(labels);
        KMeans found = KMeans.plusPlus(subject.codes(), labels.nonEmptyClasses(), RESTARTS, ITERATIONS, subject.seed(),
                workers);
        return new Clusters(found, ClusterAccuracy.of(labels, found.labels()),
                ClusteringAgreement.of(labels, found.labels()));
    }

    @Override
    Finding finding(Clusters result) {
        ClusteringAgreement agreement = result.agreement();
        return new Finding().put("restarts", RESTARTS).number("inertia", result.found().inertia())
                .share("matched", result.accuracy().matched()).share("majority", result.accuracy().majority())
                .number("nmi", agreement.nmi()).number("ami", agreement.ami()).number("ari", agreement.ari())
                .number("homogeneity", agreement.homogeneity()).number("completeness", agreement.completeness())
                .figure(Figure.of("k-means, matched one to one", result.accuracy().matched()))
                .figure(Figure.of("k-means, adjusted Rand index", agreement.ari(), Form.THREE));
    }
}
