package io.github.vae4j.metrics.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.LatentData;
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
}
