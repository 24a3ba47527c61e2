package io.github.vae4j.metrics.factors;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;

/// The codes and factors of factors.py, in two parts, and its reference values.
final class FactorData {
    static final int N = 600;
    static final int UNITS = 4;

    final float[] codes = new float[N * UNITS];
    final Factors factors;
    final float[] train;
    final float[] test;
    final Factors trainFactors;
    final Factors testFactors;

    private final Properties reference = new Properties();

    FactorData() throws IOException {
        int[] values = new int[N * 3];
        for (int i = 0; i < N; i++) {
            values[i * 3] = i % 3;
            values[i * 3 + 1] = i % 7 == 0 ? 0 : i / 3 % 5;
            values[i * 3 + 2] = i / 15 % 2;
            double[] signal = {2.0 * values[i * 3], 1.5 * values[i * 3 + 1] - 4,
                values[i * 3 + 2] + 0.5 * values[i * 3], 0};
            for (int u = 0; u < UNITS; u++) {
                codes[i * UNITS + u] = (float) (signal[u]
                        + ((i * 37 + u * 101 + i * i * (u + 1)) % 1000 / 500.0 - 1));
            }
        }
        factors = Factors.of(N, 3, values);
        int[] testRows = IntStream.range(0, N).filter(i -> i / 4 % 3 == 1).toArray();
        int[] trainRows = IntStream.range(0, N).filter(i -> i / 4 % 3 != 1).toArray();
        train = codes(trainRows);
        test = codes(testRows);
        trainFactors = factors(trainRows);
        testFactors = factors(testRows);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("factors.properties"))) {
            reference.load(in);
        }
    }

    float[] codes(int[] rows) {
        float[] picked = new float[rows.length * UNITS];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(codes, rows[i] * UNITS, picked, i * UNITS, UNITS);
        }
        return picked;
    }

    Factors factors(int[] rows) {
        return Factors.of(rows.length, 3,
                IntStream.of(rows).flatMap(i -> IntStream.range(0, 3).map(f -> factors.valueOf(i, f))).toArray());
    }

    double expected(String name) {
        return Double.parseDouble(Objects.requireNonNull(reference.getProperty(name), name));
    }
}
