package io.github.vae4j.metrics.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LatentData;
import io.github.vae4j.metrics.NumpyNormal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Principal components against NumPy (latents.py).
class PcaTest {
    private static final int N = LatentData.N;
    private static final int D = LatentData.D;
    @AutoClose private static final Workers workers = Workers.of(2);

    private final LatentData data = new LatentData();
    private final float[] mean = data.mean;

    @Test
    void principalComponents() {
        Pca pca = Pca.of(Codes.of(mean, D), D, workers);
        for (int k = 0; k < D; k++) {
            data.close(pca.variances().get(k), "pca.variance." + k);
            for (int j = 0; j < D; j++) {
                data.close(pca.components().get(k).get(j), "pca.component." + k + "." + j);
            }
        }
        assertThat(pca.explained()).isCloseTo(1, within(1e-12));
        float[] projected = Pca.of(Codes.of(mean, D), 2, workers).project(Codes.of(mean, D)).values();
        double square = 0;
        for (int i = 0; i < N; i++) {
            square += (double) projected[2 * i + 1] * projected[2 * i + 1];
        }
        assertThat(square / N).isCloseTo(pca.variances().get(1), within(1e-6));
        assertThatThrownBy(() -> Pca.of(Codes.of(mean, D), D + 1, workers)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to d = 4 but is 5");
        assertThatThrownBy(() -> Pca.of(Codes.of(mean, 3), 2, workers)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("columns");
        assertThat(Pca.of(Codes.of(new float[] {1, 2}, 2), 1, workers).explained()).isNaN();
    }

    /// Codes of rank 10 in 128 units: `numpy.linalg.eigvalsh(numpy.cov(x, rowvar=False, bias=True))`, NumPy 2.4.6, of
    /// `r = default_rng(0); x = (r.normal(size=(1000, 10)) @ r.normal(size=(10, 128))).astype('f4')`.
    @Test
    void codesOfLowRank() {
        NumpyNormal random = new NumpyNormal();
        double[] left = random.next(1000 * 10);
        double[] right = random.next(10 * 128);
        assertThat(left[0]).isCloseTo(0.1257302210933933, within(1e-14));
        float[] codes = new float[1000 * 128];
        for (int i = 0; i < codes.length; i++) {
            double sum = 0;
            for (int k = 0; k < 10; k++) {
                sum += left[i / 128 * 10 + k] * right[k * 128 + i % 128];
            }
            codes[i] = (float) sum;
        }
        Pca pca = Pca.of(Codes.of(codes, 128), 128, workers);
        assertThat(pca.variances().get(0)).isCloseTo(198.75977978, within(1e-8));
        assertThat(pca.variances().get(9)).isCloseTo(66.31410911, within(1e-8));
        assertThat(pca.variances().subList(10, 128)).allMatch(v -> v >= 0 && v < 1e-10);
        assertThat(ActiveUnits.of(Codes.of(codes, 128), ActiveUnits.DEFAULT_THRESHOLD, 0, workers).componentCount())
                .isEqualTo(10);
    }

    /// 40 samples of 200 units, of `default_rng(0).normal(size=(40, 200)).astype('f4')`: 39 components at most.
    @Test
    void fewerSamplesThanUnits() {
        double[] values = new NumpyNormal().next(40 * 200);
        float[] codes = new float[values.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) values[i];
        }
        Pca pca = Pca.of(Codes.of(codes, 200), 200, workers);
        assertThat(pca.variances().get(0)).isCloseTo(9.79344567, within(1e-8));
        assertThat(pca.variances().get(38)).isCloseTo(1.89250509, within(1e-8));
        assertThat(pca.variances().subList(39, 200)).allMatch(v -> v >= 0 && v < 1e-12);
        assertThat(ActiveUnits.of(Codes.of(codes, 200), ActiveUnits.DEFAULT_THRESHOLD, 0, workers).componentCount())
                .isEqualTo(39);
    }
}
