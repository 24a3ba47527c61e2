package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/// The codes of latents.py and sets.py, and its reference values from NumPy, SciPy and scikit-learn.
public final class LatentData {
    public static final int N = 200;
    public static final int D = 4;

    public final float[] mean = new float[N * D];
    public final float[] logvar = new float[N * D];
    private final float[] noise = new float[N * D];
    private final Properties reference = new Properties();

    public LatentData() {
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
        for (String file : List.of("latents.properties", "sets.properties")) {
            try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(file), file)) {
                reference.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public float[] codes() {
        float[] z = new float[N * D];
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) (mean[i] + Math.exp(logvar[i] / 2.0) * noise[i]);
        }
        return z;
    }

    public double expected(String name) {
        return Double.parseDouble(Objects.requireNonNull(reference.getProperty(name), name));
    }

    public void close(double actual, String name) {
        assertThat(actual).as(name).isCloseTo(expected(name), within(1e-6 * Math.abs(expected(name))));
    }
}
