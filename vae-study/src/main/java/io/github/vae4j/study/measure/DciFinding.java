package io.github.vae4j.study.measure;

import io.github.vae4j.metrics.factors.Dci;

/// DCI as results have it, whatever predicts.
final class DciFinding {
    private DciFinding() {}

    static Finding of(String title, Dci dci) {
        return new Finding().number("disentanglement", dci.disentanglementScore())
                .number("completeness", dci.completenessScore()).number("testError", dci.testError())
                .put("error", dci.predictor().error()).put("factors", dci.factorNames())
                .numbers("units", dci.disentanglement()).numbers("completenessOfFactors", dci.completeness())
                .numbers("testErrors", dci.testErrors()).rows("importance", dci.importance())
                .figure(Figure.of(title + ", disentanglement", dci.disentanglementScore(), Figure.Form.THREE))
                .figure(Figure.of(title + ", completeness", dci.completenessScore(), Figure.Form.THREE))
                .figure(Figure.of(title + ", error", dci.testError(), Figure.Form.THREE));
    }
}
