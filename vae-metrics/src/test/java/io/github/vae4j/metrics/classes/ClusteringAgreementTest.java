package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.metrics.Labels;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Agreement against scikit-learn (separability.py), special cases, as many classes as samples.
class ClusteringAgreementTest {

    @Test
    void agreesWithScikitLearn() {
        SeparabilityData data = new SeparabilityData();
        ClusteringAgreement agreement = ClusteringAgreement.of(Labels.of(data.classes), Labels.of(data.clusters));
        data.close(agreement.homogeneity(), "homogeneity");
        data.close(agreement.completeness(), "completeness");
        data.close(agreement.nmi(), "nmi");
        data.close(agreement.ami(), "ami");
        data.close(agreement.ari(), "ari");
        data.close(agreement.purity(), "purity");
    }

    @Test
    void agreementOfSpecialCases() {
        Labels two = Labels.of(0, 0, 1, 1);
        ClusteringAgreement renamed = ClusteringAgreement.of(two, Labels.of(1, 1, 0, 0));
        assertThat(renamed.nmi()).isCloseTo(1, within(1e-12));
        assertThat(renamed.ami()).isCloseTo(1, within(1e-12));
        assertThat(renamed.ari()).isEqualTo(1);
        ClusteringAgreement crossed = ClusteringAgreement.of(two, Labels.of(0, 1, 0, 1));
        assertThat(crossed.nmi()).isZero();
        assertThat(crossed.ari()).isCloseTo(-0.5, within(1e-12));
        ClusteringAgreement constant = ClusteringAgreement.of(two, Labels.of(0, 0, 0, 0));
        assertThat(constant.completeness()).isEqualTo(1);
        assertThat(constant.ami()).isZero();
        assertThat(constant.purity()).isEqualTo(0.5);
    }

    @Test
    void identifiersAreNoProblem() {
        int n = 20_000;
        Labels ids = Labels.of(IntStream.range(0, n).toArray());
        Labels pairs = Labels.of(IntStream.range(0, n).map(i -> 1_000_000 + i / 2).toArray());
        ClusteringAgreement agreement = ClusteringAgreement.of(pairs, ids);
        assertThat(agreement.homogeneity()).isCloseTo(1, within(1e-12));
        assertThat(agreement.completeness()).isCloseTo(Math.log(n / 2.0) / Math.log(n), within(1e-12));
        assertThat(agreement.ami()).isCloseTo(0, within(1e-9));
        assertThat(agreement.purity()).isEqualTo(1);
    }
}
