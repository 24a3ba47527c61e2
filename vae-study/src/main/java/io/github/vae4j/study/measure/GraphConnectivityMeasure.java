package io.github.vae4j.study.measure;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.classes.GraphConnectivity;

/// Whether classes hang together.
public final class GraphConnectivityMeasure extends Measure<GraphConnectivity> {
    GraphConnectivityMeasure() {
        super(About.of("graph-connectivity", "Graph connectivity of the classes", "Luecken et al. 2022", "n^2 d",
                10_000, Need.LABELS));
    }

    @Override
    GraphConnectivity compute(Subject subject, Workers workers) {
        return GraphConnectivity.of(subject.codes(), subject.requireLabels(), GraphConnectivity.DEFAULT_NEIGHBOURS,
                workers);
    }

    @Override
    Finding finding(GraphConnectivity result) {
        return new Finding().score("graph connectivity", result.score()).numbers("shares", result.shares());
    }
}
