package io.github.vae4j.study.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import org.junit.jupiter.api.Test;

class LatentDimensionTest {
    private static LatentDimension measure(float[] means, float[] logvars, int n) {
        Encoding encoding = new Encoding(means, logvars, n, means.length / n);
        try (Workers workers = Workers.of(2)) {
            return LatentDimension.of(encoding, Study.units(encoding, 0, workers), 0, workers);
        }
    }

    @Test
    void aLineInSpaceHasOneDimensionButItsNoiseMore() {
        int n = 500;
        float[] line = new float[n * 3];
        float[] along = new float[n];
        Philox.uniform(along, 0, n, 2, 1, 0, 0);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 3; j++) {
                line[3 * i + j] = along[i] * (j + 1);
            }
        }
        LatentDimension dimension = measure(line, new float[n * 3], n);
        assertThat(dimension.activeComponents()).isEqualTo(1);
        assertThat(dimension.ofMeans()).isBetween(0.8, 1.2);
        assertThat(dimension.ofSamples()).isBetween(2.4, 3.6);
    }

    @Test
    void aCollapsedModelHasNone() {
        LatentDimension dimension = measure(new float[200], new float[200], 100);
        assertThat(dimension.activeComponents()).isZero();
        assertThat(dimension.ofMeans()).isNaN();
        assertThat(dimension.ofSamples()).isBetween(1.5, 2.5);
    }

    @Test
    void twoPointsAreTooFew() {
        assertThat(measure(new float[] {1, 2}, new float[2], 2).ofMeans()).isNaN();
    }
}
