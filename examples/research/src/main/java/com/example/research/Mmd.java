package com.example.research;

import io.github.vae4j.core.spec.Term;
import io.github.vae4j.core.spec.TermBatch;
import io.github.vae4j.core.spec.TermValues;

/// Squared maximum mean discrepancy between a batch of codes and N(0, I), with the kernel `exp(-|a - b|^2 / (2 d))` in d
/// dimensions (Gretton et al. 2012); expectations under the normal distribution are known in closed form.
public record Mmd() implements Term {
    @Override
    public String name() {
        return "mmd";
    }

    @Override
    public int memory(int rows, int units) {
        return rows * units;
    }

    @Override
    public void prepare(TermBatch b, int from, int to) {
        for (int at = from * b.units(); at < to * b.units(); at++) {
            b.memory()[at] = b.z()[b.zAt(0) + at];
        }
    }

    @Override
    public double value(TermBatch b) {
        return value(b.memory(), b.rows(), b.units());
    }

    @Override
    public double reference(TermValues v) {
        return value(v.z(), v.rows(), v.units());
    }

    private static double value(double[] z, int n, int d) {
        double sum = kernel(0, d + 2, d);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double s = squared(z, i, j, d);
                sum += i == j ? -2 * kernel(s, d + 1, d) / n : kernel(s, d, d) / n / (n - 1);
            }
        }
        return sum;
    }

    @Override
    public void gradient(TermBatch b, int from, int to) {
        int d = b.units();
        int n = b.rows();
        for (int i = from; i < to; i++) {
            for (int j = 0; j < n; j++) {
                double s = squared(b.memory(), i, j, d);
                double slope = i == j ? kernel(s, d + 1, d) / (d + 1) : -kernel(s, d, d) / d / (n - 1);
                for (int u = 0; u < d; u++) {
                    double difference = b.memory()[i * d + u] - (i == j ? 0 : b.memory()[j * d + u]);
                    b.zGradient()[b.zAt(i) + u] += (float) (2 * b.slope() / n * slope * difference);
                }
            }
        }
    }

    private static double kernel(double squared, double variance, int d) {
        return StrictMath.pow(d / variance, d / 2.0) * StrictMath.exp(-squared / (2 * variance));
    }

    /// From code i to code j, or to 0 for i itself.
    private static double squared(double[] z, int i, int j, int d) {
        double sum = 0;
        for (int u = 0; u < d; u++) {
            double difference = z[i * d + u] - (i == j ? 0 : z[j * d + u]);
            sum += difference * difference;
        }
        return sum;
    }
}
