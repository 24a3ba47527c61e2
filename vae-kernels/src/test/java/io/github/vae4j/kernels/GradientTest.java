package io.github.vae4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.kernels.internal.elementary.DoubleReference;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every backward kernel against central differences of its formula in double.
///
/// With a step of 1e-4 the difference quotient of a smooth function is good to about 1e-8; the kernels work in float
/// on numbers of order 1 to 10, so they must agree to some 2^-24 times the few operations of a formula.
class GradientTest {
    private static final double STEP = 1e-4;
    private static final int N = 67;
    private final SplittableRandom random = new SplittableRandom(5);

    private static double difference(DoubleUnaryOperator f, double at) {
        return (f.applyAsDouble(at + STEP) - f.applyAsDouble(at - STEP)) / (2 * STEP);
    }

    private float[] values(int n, double from, double to) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble(from, to);
        }
        return values;
    }

    private static Offset<Double> within(double bound) {
        return Offset.offset(bound);
    }

    @ParameterizedTest
    @EnumSource
    void activations(Activation f) {
        float[] x = values(1_000, -5, 5);
        float[] dy = values(1_000, -2, 2);
        float[] y = new float[1_000];
        float[] dx = new float[1_000];
        Activations.forward(f, y, 0, x, 0, 1_000);
        Activations.backward(f, dx, 0, dy, 0, f.usesOutput() ? y : x, 0, 1_000);
        for (int i = 0; i < x.length; i++) {
            double at = x[i];
            assertThat((double) y[i]).as(f + "(" + at + ")").isCloseTo(DoubleReference.activation(f, at), within(1e-6));
            // A difference across the corner of a piecewise function means nothing.
            if (Math.abs(at) > STEP) {
                assertThat((double) dx[i]).as(f + "'(" + at + ")")
                        .isCloseTo(dy[i] * difference(v -> DoubleReference.activation(f, v), at), within(2e-6));
            }
        }
    }

    @Test
    void bernoulli() {
        float[] logits = values(N, -9, 9);
        float[] x = values(N, 0, 1);
        float[] gradient = new float[N];
        Losses.bernoulli(new float[1], 0, gradient, 0, logits, 0, x, 0, 1, N, 0.5f);
        for (int i = 0; i < N; i++) {
            double target = x[i];
            double expected = 0.5 * difference(l -> Math.log1p(Math.exp(l)) - l * target, logits[i]);
            assertThat((double) gradient[i]).as("logit " + logits[i]).isCloseTo(expected, within(1e-6));
        }
    }

    /// The logit 0 is the probability 1/2, where the formulas are 0 / 0.
    @Test
    void continuousBernoulliAroundOneHalf() {
        float[] logits = values(N, -9, 9);
        for (int i = 0; i < 40; i++) {
            logits[i] = (i % 2 == 0 ? 1 : -1) * (float) Math.pow(10, -i / 4.0);
        }
        logits[40] = 0;
        logits[41] = -0f;
        logits[42] = Float.MIN_VALUE;
        float[] x = values(N, 0, 1);
        float[] gradient = new float[N];
        float[] mean = new float[N];
        float[] loss = new float[1];
        Losses.continuousBernoulli(loss, 0, gradient, 0, logits, 0, x, 0, 1, N, 1);
        Losses.continuousBernoulliMean(mean, 0, logits, 0, N);
        double sum = 0;
        for (int i = 0; i < N; i++) {
            double slope = difference(DoubleReference::continuousPartition, logits[i]);
            assertThat((double) mean[i]).as("mean at logit " + logits[i]).isCloseTo(slope, within(1e-6));
            assertThat((double) gradient[i]).as("logit " + logits[i]).isCloseTo(slope - x[i], within(1e-6));
            sum += DoubleReference.continuousPartition(logits[i]) - (double) logits[i] * x[i];
        }
        assertThat((double) loss[0]).isCloseTo(sum, within(1e-4));
    }

    @Test
    void gaussian() {
        float[] mean = values(N, -2, 2);
        float[] x = values(N, -2, 2);
        float[] gradient = new float[N];
        float[] byLogVariance = new float[1];
        float logVariance = -0.7f;
        Losses.gaussian(new float[1], 0, gradient, 0, byLogVariance, 0, mean, 0, x, 0, logVariance, 1, N, 0.5f);
        double squares = 0;
        for (int i = 0; i < N; i++) {
            double target = x[i];
            squares += (mean[i] - target) * (mean[i] - target);
            double expected = 0.5 * difference(m -> (m - target) * (m - target) / 2 * Math.exp(-logVariance), mean[i]);
            assertThat((double) gradient[i]).isCloseTo(expected, within(2e-6));
        }
        double s = squares;
        double expected = 0.5
                * difference(v -> N * (Math.log(2 * Math.PI) + v) / 2 + Math.exp(-v) * s / 2, logVariance);
        assertThat((double) byLogVariance[0]).isCloseTo(expected, within(1e-5 * Math.abs(expected)));
    }

    /// cost = sum of dz z + w KL, with z = mean + exp(logvar / 2) eps.
    @Test
    void reparameterisationWithTheKl() {
        int rows = 5;
        int cols = 13;
        int stride = 2 * cols;
        float[] heads = values(rows * stride, -2, 2);
        float[] eps = values(rows * cols, -2, 2);
        float[] dz = values(rows * cols, -2, 2);
        float[] weight = values(cols, 0, 2);
        float[] back = new float[rows * stride];
        Latent.reparameteriseBackward(back, 0, back, cols, dz, 0, heads, 0, heads, cols, stride, eps, 0, weight, 0,
                rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < cols; j++) {
                double mean = heads[r * stride + j];
                double logvar = heads[r * stride + cols + j];
                double e = eps[r * cols + j];
                double d = dz[r * cols + j];
                double w = weight[j];
                double byMean = difference(m -> d * (m + Math.exp(logvar / 2) * e)
                        + w * (m * m + Math.exp(logvar) - 1 - logvar) / 2, mean);
                double byLogvar = difference(v -> d * (mean + Math.exp(v / 2) * e)
                        + w * (mean * mean + Math.exp(v) - 1 - v) / 2, logvar);
                assertThat((double) back[r * stride + j]).isCloseTo(byMean, within(3e-6));
                assertThat((double) back[r * stride + cols + j]).isCloseTo(byLogvar, within(5e-6));
            }
        }
    }

    /// cost = sum over the outputs of dy f2, where y = f(x) w + b: its derivative by what f was applied to, by the
    /// weights and by the biases.
    @ParameterizedTest
    @EnumSource(names = {"TANH", "SOFTPLUS", "GELU"})
    void denseLayer(Activation f) {
        int m = 3;
        int inputs = 70;
        int outputs = 37;
        float[] pre = values(m * inputs, -2, 2);
        float[] x = new float[pre.length];
        Activations.forward(f, x, 0, pre, 0, x.length);
        float[] w = values(inputs * outputs, -1, 1);
        float[] dy = values(m * outputs, -1, 1);
        float[] scratch = new float[MatMul.scratchLength(100)];

        float[] dx = new float[m * inputs];
        Dense.backwardInput(f, dx, 0, inputs, dy, 0, outputs, w, 0, inputs, 0, f.usesOutput() ? x : pre, 0, m, inputs,
                outputs, scratch);
        for (int r = 0; r < m; r++) {
            for (int i = 0; i < inputs; i++) {
                double flow = 0;
                for (int j = 0; j < outputs; j++) {
                    flow += (double) dy[r * outputs + j] * w[Dense.weightIndex(inputs, outputs, i, j)];
                }
                double factor = flow;
                double expected = difference(v -> factor * DoubleReference.activation(f, v), pre[r * inputs + i]);
                assertThat((double) dx[r * inputs + i]).isCloseTo(expected, within(2e-5));
            }
        }

        // The cost is linear in weights and biases: its derivatives are sums over the samples.
        float[] dw = new float[inputs * outputs];
        Dense.weightGradient(dw, 0, inputs * MatMul.PANEL, x, 0, inputs, dy, 0, outputs, m, outputs, inputs, scratch);
        float[] db = new float[outputs];
        Dense.columnSums(db, 0, dy, 0, outputs, m, outputs);
        for (int j = 0; j < outputs; j++) {
            double bias = 0;
            for (int r = 0; r < m; r++) {
                bias += dy[r * outputs + j];
            }
            assertThat((double) db[j]).isCloseTo(bias, within(1e-6));
            for (int i = 0; i < inputs; i++) {
                double expected = 0;
                for (int r = 0; r < m; r++) {
                    expected += (double) x[r * inputs + i] * dy[r * outputs + j];
                }
                assertThat((double) dw[Dense.weightIndex(inputs, outputs, i, j)]).isCloseTo(expected, within(5e-6));
            }
        }
    }
}
