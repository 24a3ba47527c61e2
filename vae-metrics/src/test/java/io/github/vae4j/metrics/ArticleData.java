package io.github.vae4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// The labelled points of article.py, and its reference values from scikit-learn and SciPy.
public final class ArticleData {
    public static final int N = 240;
    public static final int D = 4;

    public final float[] x = new float[N * D];
    public final float[] logvar = new float[N * D];
    public final Labels labels;
    private final Properties reference = new Properties();

    public ArticleData() {
        int[] classes = new int[N];
        for (int i = 0; i < N; i++) {
            classes[i] = i % 3;
            for (int j = 0; j < D; j++) {
                x[i * D + j] = (float) ((i * 37 + j * 101 + i * i * j) % 1000 / 500.0 - 1
                        + 0.4 * (classes[i] * (j + 1) % 3));
                logvar[i * D + j] = (float) (-((i * 13 + j * 7) % 50) / 10.0);
            }
        }
        labels = Labels.of(classes);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("article.properties"))) {
            reference.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public double expected(String name) {
        return Double.parseDouble(Objects.requireNonNull(reference.getProperty(name), name));
    }

    public void close(double actual, String name) {
        // Sums of a few hundred doubles, in another order than NumPy's.
        assertThat(actual).as(name).isCloseTo(expected(name), within(1e-12 * (1 + Math.abs(expected(name)))));
    }
}
