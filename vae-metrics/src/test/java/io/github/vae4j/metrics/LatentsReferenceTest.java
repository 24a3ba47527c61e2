package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// Statistics of latents against NumPy, SciPy and scikit-learn (latents.py).
class LatentsReferenceTest {
    private static final int N = 200;
    private static final int D = 4;

    private final float[] mean = new float[N * D];
    private final float[] logvar = new float[N * D];
    private final float[] noise = new float[N * D];
    private final Properties reference = new Properties();

    LatentsReferenceTest() throws IOException {
        for (int i = 0; i < N; i++) {
            double first = 0;
            for (int j = 0; j < D; j++) {
                double value = (i * 37 + j * 101 + i * i * (j + 1)) % 1009 / 500.0 - 1;
                first = j == 0 ? value : first;
                mean[i * D + j] = (float) (j == 1 ? value + 0.5 * first : value);
                logvar[i * D + j] = (float) ((i * 53 + j * 17 + i * i * (j + 2)) % 997 / 400.0 - 2);
                noise[i * D + j] = (float) ((i * 71 + j * 29 + i * i * (j + 3)) % 991 / 330.0 - 1.5);
            }
        }
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("latents.properties"))) {
            reference.load(in);
        }
    }

    private void close(double actual, String name) {
        double expected = Double.parseDouble(Objects.requireNonNull(reference.getProperty(name), name));
        assertThat(actual).as(name).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
    }

    @Test
    void principalComponents() {
        Pca pca = Pca.of(mean, D, D);
        for (int k = 0; k < D; k++) {
            close(pca.variances().get(k), "pca.variance." + k);
            for (int j = 0; j < D; j++) {
                close(pca.components().get(k).get(j), "pca.component." + k + "." + j);
            }
        }
        assertThat(pca.explained()).isCloseTo(1, within(1e-12));
        float[] projected = Pca.of(mean, D, 2).project(mean);
        double square = 0;
        for (int i = 0; i < N; i++) {
            square += (double) projected[2 * i + 1] * projected[2 * i + 1];
        }
        assertThat(square / N).isCloseTo(pca.variances().get(1), within(1e-6));
        assertThatThrownBy(() -> Pca.of(mean, D, D + 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to d = 4 but is 5");
        assertThatThrownBy(() -> Pca.of(mean, 3, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("columns");
        assertThat(Pca.of(new float[] {1, 2}, 2, 1).explained()).isNaN();
    }
}
