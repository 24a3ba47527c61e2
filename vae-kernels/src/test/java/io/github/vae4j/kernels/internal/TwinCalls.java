package io.github.vae4j.kernels.internal;

import static io.github.vae4j.kernels.internal.TwinCases.GUARD;
import static io.github.vae4j.kernels.internal.TwinCases.fill;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.internal.TwinCall.ArgumentMaker;
import io.github.vae4j.kernels.internal.TwinCases.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Every kernel, called in every way that it offers. A kernel that is missing here fails `KernelTwinTest`.
final class TwinCalls {
    private static final int ROWS = 3;
    private static final long SEED = 0x0123_4567_89ab_cdefL;

    private TwinCalls() {}

    static Stream<TwinCall> all() {
        List<TwinCall> calls = new ArrayList<>();
        activations(calls);
        conversions(calls);
        densities(calls);
        layers(calls);
        latent(calls);
        losses(calls);
        products(calls);
        optimisers(calls);
        randomNumbers(calls);
        statistics(calls);
        return calls.stream();
    }

    /// Rows of values with guards between them.
    private static float[] rows(Values values, int offset, int rows, int cols, int stride, long seed) {
        float[] all = fill(values, offset, rows * stride, seed);
        for (int i = 0; i < rows * stride; i++) {
            if (i % stride >= cols) {
                all[offset + i] = GUARD;
            }
        }
        return all;
    }

    /// What a kernel overwrites: any values but the guard.
    private static float[] output(int offset, int n) {
        return fill(Values.ORDINARY, offset, n, 99);
    }

    private static void activations(List<TwinCall> calls) {
        for (Activation f : Activation.values()) {
            String name = f.name().toLowerCase(Locale.ROOT);
            add(calls, ActivationKernels.class, "forward", name, (values, n, offset) -> new Object[] {f,
                rows(Values.ORDINARY, 1, ROWS, n, n + 1, 1), 1, rows(values, offset, ROWS, n, n + 1, n), offset, n + 1,
                ROWS, n});
            add(calls, ActivationKernels.class, "forward", name + " in place", (values, n, offset) -> {
                float[] x = fill(values, offset, n, n);
                return new Object[] {f, x, offset, x, offset, n, 1, n};
            });
            add(calls, ActivationKernels.class, "backward", name, (values, n, offset) -> new Object[] {f,
                rows(Values.ORDINARY, 1, ROWS, n, n + 1, 1), 1, rows(values, offset, ROWS, n, n + 1, n), offset,
                rows(values, 2, ROWS, n, n + 1, n + 1), 2, n + 1, ROWS, n});
            add(calls, ActivationKernels.class, "backward", name + " in place", (values, n, offset) -> {
                float[] dx = fill(values, offset, n, n);
                return new Object[] {f, dx, offset, dx, offset, fill(values, 2, n, n + 1), 2, n, 1, n};
            });
        }
    }

    private static void conversions(List<TwinCall> calls) {
        add(calls, ConversionKernels.class, "toFloat", "", (values, n, offset) -> new Object[] {output(offset, n),
            offset, bytes(2 + n), 2, n, 0.3f});
        add(calls, ConversionKernels.class, "binarise", "", (values, n, offset) -> new Object[] {output(offset, n),
            offset, bytes(2 + n), 2, n, 100});
    }

    private static byte[] bytes(int n) {
        byte[] bytes = new byte[n];
        for (int i = 0; i < n; i++) {
            bytes[i] = (byte) (i * 151);
        }
        return bytes;
    }

    private static void densities(List<TwinCall> calls) {
        Class<?> kernels = DensityKernels.class;
        add(calls, kernels, "logDensities", "", (values, n, offset) -> new Object[] {
            doubles(Values.ORDINARY, offset, ROWS * n, 1), offset, doubles(values, 1, ROWS * n, 2), 1,
            fill(values, 2, ROWS, n), 2, doubles(values, offset, n, n), offset, doubles(values, 1, n, n + 1), 1,
            doubles(values, 2, n, n + 2), 2, ROWS, n});
        for (double largest : new double[] {Double.NEGATIVE_INFINITY, 3, Double.NaN}) {
            add(calls, kernels, "addExp", "beyond " + largest, (values, n, offset) -> {
                double[] before = new double[offset + ROWS + 3];
                Arrays.fill(before, largest);
                return new Object[] {before, offset, doubles(values, 1, ROWS, 1), 1,
                    doubles(values, offset, ROWS * n, n), offset, ROWS, n};
            });
        }
    }

    /// The values in double, times what fills the range where an exponential is no zero.
    private static double[] doubles(Values values, int offset, int n, long seed) {
        float[] floats = fill(values, offset, n, seed);
        double[] doubles = new double[floats.length];
        Arrays.setAll(doubles, i -> floats[i] * 99.9);
        return doubles;
    }

    private static void layers(List<TwinCall> calls) {
        add(calls, DenseKernels.class, "inputProduct", "of many inputs", (values, n, offset) -> new Object[] {
            rows(Values.ORDINARY, offset, 3, n, n + 2, 1), offset, n + 2, rows(values, 1, 3, 7, 8, n), 1, 8,
            fill(values, offset, (n + 5) * 7, n + 1), offset, n + 5, 3, 3, n, 7, scratch(7)});
        add(calls, DenseKernels.class, "inputProduct", "of many outputs", (values, n, offset) -> new Object[] {
            rows(Values.ORDINARY, offset, 3, 9, 10, 1), offset, 10, rows(values, 1, 3, n, n + 1, n), 1, n + 1,
            fill(values, offset, 12 * n, n + 1), offset, 12, 2, 3, 9, n, scratch(n)});
        add(calls, DenseKernels.class, "weightProduct", "of many inputs", (values, n, offset) -> new Object[] {
            output(offset, n * 70 + 9), offset, 32 * n + 3, rows(values, 1, 3, n, n + 1, n), 1, n + 1,
            rows(values, offset, 3, 70, 71, 1), offset, 71, 3, 70, n, scratch(3)});
        add(calls, DenseKernels.class, "weightProduct", "of many outputs", (values, n, offset) -> new Object[] {
            output(offset, 50 * n), offset, 32 * 50, rows(values, 1, 3, 50, 51, n), 1, 51,
            rows(values, offset, 3, n, n + 2, 1), offset, n + 2, 3, n, 50, scratch(3)});
        add(calls, DenseKernels.class, "columnSums", "", (values, n, offset) -> new Object[] {output(offset, n), offset,
            rows(values, 2, 5, n, n + 1, n), 2, n + 1, 5, n});
    }

    /// Its contents afterwards are nobody's business, so it has the length of zero after a call: see `KernelTwinTest`.
    private static float[] scratch(int k) {
        return new float[MatMulKernels.scratchLength(k)];
    }

    private static void latent(List<TwinCall> calls) {
        Class<?> kernels = LatentKernels.class;
        add(calls, kernels, "kl", "", (values, n, offset) -> new Object[] {output(1, ROWS), 1,
            moment(values, offset, n, n), offset, moment(values, 3, n, n + 1), 3, n + 1, ROWS, n});
        add(calls, kernels, "klPerUnit", "", (values, n, offset) -> new Object[] {new double[n],
            moment(values, offset, n, n), offset, moment(values, 3, n, n + 1), 3, n + 1, ROWS, n});
        add(calls, kernels, "reparameterise", "", (values, n, offset) -> new Object[] {output(offset, ROWS * n), offset,
            moment(values, 1, n, n), 1, moment(values, 3, n, n + 1), 3, n + 1, fill(values, 2, ROWS * n, n + 2), 2,
            ROWS,
            n});
        add(calls, kernels, "reparameterise", "in place", (values, n, offset) -> {
            float[] eps = fill(Values.ORDINARY, offset, ROWS * n, n + 2);
            return new Object[] {eps, offset, moment(values, 1, n, n), 1, moment(values, 3, n, n + 1), 3, n + 1, eps,
                offset, ROWS, n};
        });
        add(calls, kernels, "reparameteriseBackward", "", (values, n, offset) -> new Object[] {
            moment(Values.ORDINARY, offset, n, 7), offset, moment(Values.ORDINARY, 1, n, 8), 1,
            fill(values, 2, ROWS * n, n), 2, moment(values, 1, n, n + 1), 1, moment(values, offset, n, n + 2), offset,
            n + 1, fill(Values.ORDINARY, 2, ROWS * n, n + 3), 2, fill(Values.POSITIVE, 1, n, n + 4), 1, ROWS, n});
        add(calls, kernels, "reparameteriseBackward", "side by side", (values, n, offset) -> {
            int stride = 2 * n + 1;
            float[] gradients = rows(Values.ORDINARY, offset, ROWS, 2 * n, stride, 7);
            float[] heads = fill(values, offset, ROWS * stride, n);
            return new Object[] {gradients, offset, gradients, offset + n, fill(values, 2, ROWS * n, n), 2, heads,
                offset,
                heads, offset + n, stride, fill(values, 2, ROWS * n, n + 3), 2, fill(values, 1, n, n + 4), 1, ROWS, n};
        });
        add(calls, kernels, "logDensity", "", (values, n, offset) -> new Object[] {output(1, ROWS), 1,
            fill(values, offset, ROWS * n, n), offset, moment(values, 2, n, n + 1), 2, moment(values, 3, n, n + 2), 3,
            n + 1, ROWS, n});
        add(calls, kernels, "standardLogDensity", "", (values, n, offset) -> new Object[] {output(1, ROWS), 1,
            fill(values, offset, ROWS * n, n), offset, ROWS, n});
        for (int samples : new int[] {1, 2, 7}) {
            add(calls, kernels, "logMeanExp", samples + " samples", (values, n, offset) -> new Object[] {
                output(offset, n), offset, fill(values, 2, samples * n, n), 2, samples, n});
        }
    }

    private static float[] moment(Values values, int offset, int n, long seed) {
        return rows(values, offset, ROWS, n, n + 1, seed);
    }

    private static void losses(List<TwinCall> calls) {
        for (String kernel : List.of("bernoulli", "continuousBernoulli")) {
            add(calls, LossKernels.class, kernel, "", (values, n, offset) -> new Object[] {output(1, ROWS), 1,
                output(offset, ROWS * n), offset, fill(values, offset, ROWS * n, n), offset,
                fill(Values.POSITIVE, 1, ROWS * n, n + 1), 1, ROWS, n, 0.3f});
            add(calls, LossKernels.class, kernel, "any target, in place", (values, n, offset) -> {
                float[] logits = fill(values, offset, ROWS * n, n);
                return new Object[] {output(1, ROWS), 1, logits, offset, logits, offset,
                    fill(values, 1, ROWS * n, n + 1), 1, ROWS, n, 0.3f};
            });
            add(calls, LossKernels.class, kernel, "without gradient", (values, n, offset) -> new Object[] {
                output(1, ROWS), 1, null, 0, fill(values, offset, ROWS * n, n), offset,
                fill(Values.POSITIVE, 1, ROWS * n, n + 1), 1, ROWS, n, 0.3f});
        }
        add(calls, LossKernels.class, "continuousBernoulliMean", "", (values, n, offset) -> new Object[] {
            output(offset, n), offset, fill(values, 1, n, n), 1, n});
        for (float logVariance : new float[] {0.3f, -200f, 200f, Float.NaN}) {
            add(calls, LossKernels.class, "gaussian", "log variance " + logVariance,
                    (values, n, offset) -> new Object[] {
                        output(1, ROWS), 1, output(offset, ROWS * n), offset, output(2, ROWS), 2,
                        fill(values, offset, ROWS * n, n), offset, fill(values, 1, ROWS * n, n + 1), 1, logVariance,
                        ROWS, n,
                        0.3f});
        }
        add(calls, LossKernels.class, "gaussian", "in place", (values, n, offset) -> {
            float[] mean = fill(values, offset, ROWS * n, n);
            return new Object[] {output(1, ROWS), 1, mean, offset, null, 0, mean, offset,
                fill(Values.ORDINARY, 1, ROWS * n, n + 1), 1, 0.3f, ROWS, n, 0.3f};
        });
        add(calls, LossKernels.class, "gaussian", "without gradient", (values, n, offset) -> new Object[] {
            output(1, ROWS), 1, null, 0, output(2, ROWS), 2, fill(values, offset, ROWS * n, n), offset,
            fill(values, 1, ROWS * n, n + 1), 1, 0.3f, ROWS, n, 0.3f});
    }

    /// The sizes of tiles have a test of their own, `MatMulTwinTest`.
    private static void products(List<TwinCall> calls) {
        for (boolean accumulate : new boolean[] {false, true}) {
            String how = accumulate ? "added" : "";
            for (String kernel : List.of("multiply", "multiplyTransA", "multiplyTransB")) {
                boolean transA = kernel.equals("multiplyTransA");
                boolean transB = kernel.equals("multiplyTransB");
                add(calls, MatMulKernels.class, kernel, how + " long sums",
                        (values, n, offset) -> product(values, offset,
                                transA, transB, 3, 5, n, accumulate));
                add(calls, MatMulKernels.class, kernel, how + " long rows",
                        (values, n, offset) -> product(values, offset,
                                transA, transB, 5, n, 3, accumulate));
                add(calls, MatMulKernels.class, kernel, how + " long columns", (values, n, offset) -> product(values,
                        offset, transA, transB, n, 5, 3, accumulate));
            }
        }
    }

    private static Object[] product(Values values, int offset, boolean transA, boolean transB, int m, int n, int k,
            boolean accumulate) {
        int aRows = transA ? k : m;
        int aCols = transA ? m : k;
        int bRows = transB ? n : k;
        int bCols = transB ? k : n;
        return new Object[] {rows(accumulate ? values : Values.ORDINARY, offset, m, n, n + 1, 1), offset, n + 1,
            rows(values, 1, aRows, aCols, aCols + 2, 2), 1, aCols + 2, rows(values, 2, bRows, bCols, bCols + 1, 3), 2,
            bCols + 1, m, n, k, accumulate, scratch(k)};
    }

    private static void optimisers(List<TwinCall> calls) {
        add(calls, OptimiserKernels.class, "adam", "", (values, n, offset) -> {
            float[] squares = fill(values, offset, n, n + 3);
            for (int i = offset; i < offset + n; i++) {
                squares[i] = Math.abs(squares[i]);
            }
            return new Object[] {fill(Values.ORDINARY, offset, n, n), fill(values, 2, n, n + 1), 2,
                fill(values, offset, n, n + 2), squares, offset, n, 0.5f, 0.9999f, 0.001f, 0.1f, 0.999f, 0.001f, 1.25f,
                1e-8f};
        });
        add(calls, OptimiserKernels.class, "sgd", "", (values, n, offset) -> new Object[] {fill(values, offset, n, n),
            fill(values, 2, n, n + 1), 2, fill(values, offset, n, n + 2), offset, n, 0.5f, 0.01f, 0.9f});
    }

    private static void randomNumbers(List<TwinCall> calls) {
        add(calls, PhiloxKernels.class, "bits", "",
                (values, n, offset) -> new Object[] {new int[offset + n + 3], offset,
                    n, SEED, -3, n, 2, -5});
        for (String kernel : List.of("uniform", "normal")) {
            add(calls, PhiloxKernels.class, kernel, "",
                    (values, n, offset) -> new Object[] {output(offset, n), offset, n,
                        SEED, n, 2, -5});
        }
        add(calls, PhiloxKernels.class, "bernoulli", "", (values, n, offset) -> new Object[] {output(offset, n), offset,
            fill(values, 1, n, n), 1, n, SEED, n, 2, -5});
    }

    private static void statistics(List<TwinCall> calls) {
        Class<?> kernels = StatisticsKernels.class;
        add(calls, kernels, "sum", "", (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset, n});
        add(calls, kernels, "maxAbs", "", (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset, n});
        add(calls, kernels, "dot", "", (values, n, offset) -> new Object[] {fill(values, offset, n, n), offset,
            fill(values, 2, n, n + 1), 2, n});
        add(calls, kernels, "columnSums", "", (values, n, offset) -> new Object[] {new double[offset + n + 3], offset,
            rows(values, 2, 3, n, n + 1, n), 2, n + 1, 3, n});
        add(calls, kernels, "scatter", "", (values, n, offset) -> {
            int cols = Math.min(n, 129);
            double[] centre = new double[cols + 1];
            Arrays.setAll(centre, i -> i / 7.0);
            return new Object[] {new double[offset + cols * cols + 3], offset, centre, 1,
                rows(values, 2, 3, cols, cols + 1, n), 2, cols + 1, 3, cols};
        });
        add(calls, kernels, "distances", "", (values, n, offset) -> new Object[] {
            rows(values, offset, ROWS, n, n + 1, n), offset, n + 1, fill(values, 1, ROWS, 1), 1,
            fill(Values.POSITIVE, 2, n, 2), 2, rows(values, 1, ROWS, 7, 8, 3), 1, 8, rows(values, 2, n, 7, 9, 4), 2, 9,
            ROWS, n, 7});
        add(calls, kernels, "argMin", "", (values, n, offset) -> new Object[] {new int[offset + ROWS + 3], offset,
            rows(values, 2, ROWS, Math.max(1, n), n + 1, n), 2, n + 1, ROWS, Math.max(1, n)});
    }

    private static void add(List<TwinCall> calls, Class<?> contract, String method, String variant,
            ArgumentMaker maker) {
        calls.add(TwinCall.of(contract, method, variant, maker));
    }
}
