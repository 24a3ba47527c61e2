package io.github.vae4j.metrics.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// The points, classes and clusters of separability.py, and its reference values from scikit-learn.
final class SeparabilityData {
    static final int N = 300;
    static final int D = 5;

    final int[] classes = new int[N];
    final int[] clusters = new int[N];
    final float[] x = new float[N * D];
    private final Properties reference = new Properties();

    SeparabilityData() {
        for (int i = 0; i < N; i++) {
            classes[i] = i * 7 % 11 % 4;
            clusters[i] = i % 3 == 0 ? (classes[i] + 1) % 5 : classes[i];
            for (int j = 0; j < D; j++) {
                x[i * D + j] = (float) ((i * 37 + j * 101 + i * i * j) % 1000 / 500.0 - 1
                        + 0.25 * (classes[i] * (j + 1) % 5));
            }
        }
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("separability.properties"))) {
            reference.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close(double actual, String name) {
        double expected = Double.parseDouble(Objects.requireNonNull(reference.getProperty(name), name));
        assertThat(actual).as(name).isCloseTo(expected, within(1e-6 * Math.abs(expected)));
    }
}
