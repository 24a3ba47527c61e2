package io.github.vae4j.metrics.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.metrics.Codes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/// The data of disentanglement.py and scores.py: 600 samples of 3 factors with 4, 3 and 2 values, and of 5 units. Unit 0 knows factor
/// 0, unit 1 both 0 and 1, unit 2 factor 2, unit 3 nothing, and unit 4 does not vary.
final class DisentanglementData {
    static final int N = 600;
    static final int D = 5;
    static final int K = 3;

    final int[] values = new int[N * K];
    final Factors factors;
    final float[] x = new float[N * D];
    private final Properties reference = new Properties();

    /// @param shift of the sample numbers: 0 for the training samples, 1000 for those of the test
    DisentanglementData(int shift) {
        for (int row = 0; row < N; row++) {
            int i = row + shift;
            int[] v = {i * i * 13 / 7 % 4, i * 5 / 3 % 3, i * i / 5 % 2};
            System.arraycopy(v, 0, values, row * K, K);
            x[row * D] = (float) (v[0] - 1.5 + 0.9 * noise(i, 0));
            x[row * D + 1] = (float) (v[1] + 0.5 * v[0] - 2 + 1.2 * noise(i, 1));
            x[row * D + 2] = (float) (1.5 * v[2] + 2.0 * noise(i, 2));
            x[row * D + 3] = (float) noise(i, 3);
            x[row * D + 4] = 0.1f;
        }
        factors = Factors.of(N, K, values);
        for (String file : List.of("disentanglement.properties", "scores.properties")) {
            try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(file), file)) {
                reference.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The samples as codes.
    Codes codes() {
        return Codes.of(x, D);
    }

    static double noise(long i, int j) {
        return (i * 7919 + j * 104729L + i * i * (31 + 2 * j)) % 1000003 / 1000003.0 - 0.5;
    }

    double expected(String name) {
        return Double.parseDouble(Objects.requireNonNull(reference.getProperty(name), name));
    }

    /// Compares with the reference to a relative 1e-9; below, sums of a few hundred terms of about 1 have rounding left.
    void close(double actual, String name) {
        assertThat(actual).as(name).isCloseTo(expected(name), within(1e-9 * Math.abs(expected(name)) + 1e-12));
    }

    /// The rows of (n, columns) values in another order.
    static float[] rows(float[] x, int columns, int[] order) {
        float[] out = new float[x.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(x, order[i] * columns, out, i * columns, columns);
        }
        return out;
    }

    /// The columns of (n, order.length) values in another order.
    static float[] columns(float[] x, int... order) {
        float[] out = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = x[i / order.length * order.length + order[i % order.length]];
        }
        return out;
    }

    /// Every combination of 5, 4 and 3 values, once.
    static Factors grid() {
        int[] grid = new int[60 * 3];
        for (int i = 0; i < 60; i++) {
            grid[i * 3] = i % 5;
            grid[i * 3 + 1] = i / 5 % 4;
            grid[i * 3 + 2] = i / 20;
        }
        return Factors.of(60, 3, grid);
    }

    /// A code of the grid that has its factors as they are, in another order: unit 0 knows factor 1, 1 knows 2, 2 knows 0.
    static float[] gridCodes() {
        float[] codes = new float[60 * 3];
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 3; j++) {
                codes[i * 3 + j] = grid().valueOf(i, (j + 1) % 3) - 1.5f;
            }
        }
        return codes;
    }
}
