package io.github.vae4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every method of every facade refuses every wrong argument with a message that names the argument, what was expected
/// and what was given. Wrong arguments are made from a correct call: its arguments are spoiled one at a time.
class ArgumentsTest {
    private static final Set<String> SIZES = Set.of("n", "m", "k", "d", "rows", "cols", "samples", "inputs", "first",
            "width", "count");
    /// Sizes without an upper bound.
    private static final Set<String> ANY_SIZE = Set.of("d", "width");
    /// Integers that may have any value, or that have a test of their own.
    private static final Set<String> ANY_INT = Set.of("threshold", "stream", "epoch", "sample", "from", "to",
            "below", "all");
    /// Numbers that may have any value.
    private static final Set<
            String> ANY_NUMBER = Set.of("gradientScale", "scale", "logVariance", "norm", "low", "high", "total",
                    "bound");
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final Map<String, double[]> WRONG_NUMBERS = Map.ofEntries(
            Map.entry("lr", new double[] {NAN, INFINITY, -INFINITY}),
            Map.entry("beta1", new double[] {-0.1, 1, NAN}), Map.entry("beta2", new double[] {-0.1, 1, NAN}),
            Map.entry("momentum", new double[] {-0.1, 1, NAN}),
            Map.entry("epsilon", new double[] {0, -1, INFINITY, 1e-50, NAN}),
            Map.entry("biasCorrection1", new double[] {0, -1, 1.1, NAN}),
            Map.entry("biasCorrection2", new double[] {0, -1, 1.1, NAN}),
            Map.entry("weightDecay", new double[] {-1, INFINITY, NAN}), Map.entry("maxNorm", new double[] {0, -1, NAN}),
            Map.entry("squaredNorm", new double[] {-1}), Map.entry("keep", new double[] {0, -1, 1.1, NAN}),
            Map.entry("rate", new double[] {-0.1, 1.1, NAN}), Map.entry("factor", new double[] {NAN, INFINITY}));

    private static final int M = 3;
    private static final int N = 5;
    private static final int K = 4;

    static Stream<FacadeCall> calls() {
        List<FacadeCall> calls = new ArrayList<>();
        products(calls);
        layers(calls);
        for (Activation f : Activation.values()) {
            calls.add(FacadeCall.of(Activations.class, "forward", f, floats(7), 1, floats(8),
                    2, 6).writes("y").mayBe("y", "x"));
            calls.add(FacadeCall.of(Activations.class, "backward", f,
                    floats(7), 1, floats(8), 2, floats(9), 3, 6).writes("dx").mayBe("dx", "dy").mayBe("dx", "saved"));
        }
        for (String name : List.of("exp", "expm1", "log", "log1p", "sigmoid", "softplus", "tanh", "erf", "lgamma",
                "digamma")) {
            calls.add(FacadeCall.of(ArrayMath.class, name, floats(7), 1, floats(8), 2, 6).writes("y").mayBe("y", "x"));
        }
        losses(calls);
        latent(calls);
        densities(calls);
        optimisers(calls);
        randomNumbers(calls);
        statistics(calls);
        ModelCalls.addTo(calls);
        tables(calls);
        calls.add(
                FacadeCall.of(Conversion.class, "toFloat", floats(7), 1, new byte[8], 2, 6, 0.5f)
                        .writes("out"));
        calls.add(FacadeCall.of(Conversion.class, "binarise", floats(7), 1, new byte[8], 2, 6,
                128).writes("out"));
        return calls.stream();
    }

    private static void products(List<FacadeCall> calls) {
        float[] out = matrix(1, M, N, 7);
        float[] scratch = floats(MatMul.scratchLength(K));
        calls.add(
                FacadeCall.of(MatMul.class, "multiply", out, 1, 7, matrix(2, M, K, 5), 2, 5, matrix(3, K, N, 6),
                        3, 6, M, N, K, true, scratch).writes("out", "scratch"));
        calls.add(FacadeCall.of(MatMul.class, "multiplyTransB", out, 1, 7, matrix(2, M, K, 5), 2, 5,
                matrix(3, N, K, 6), 3, 6, M, N, K, false, scratch).writes("out", "scratch"));
        calls.add(FacadeCall.of(MatMul.class, "multiplyTransA", out, 1, 7, matrix(2, K, M, 5), 2, 5,
                matrix(3, K, N, 6), 3, 6, M, N, K, true, scratch).writes("out", "scratch"));
        calls.add(FacadeCall.of(MatMul.class, "scratchLength", K));
    }

    private static void layers(List<FacadeCall> calls) {
        float[] scratch = floats(MatMul.scratchLength(K));
        for (Activation f : Activation.values()) {
            calls.add(FacadeCall.of(Dense.class, "forward", f,
                    matrix(1, M, N, 7), 1, 7, f.usesOutput() ? null : matrix(2, M, N, 7), f.usesOutput() ? 0 : 2,
                    matrix(3, M, K, 6), 3, 6, floats(1 + K * N), 1, floats(2 + N), 2, M, N, K, scratch)
                    .writes("y", "pre", "scratch"));
            calls.add(FacadeCall.of(Dense.class, "backwardInput",
                    f, matrix(1, M, N, 7), 1, 7, matrix(2, M, K, 5), 2, 5, floats(3 + 8 * K), 3, 8, 3,
                    matrix(2, M, N, 7), 2, M, N, K, scratch).writes("dx", "scratch"));
        }
        calls.add(FacadeCall.of(Dense.class, "weightGradient", floats(1 + K * 40), 1, 32 * K, matrix(2, M, K, 6), 2,
                6, matrix(3, M, 40, 41), 3, 41, M, 40, K, floats(MatMul.scratchLength(M))).writes("dw", "scratch"));
        calls.add(FacadeCall.of(Dense.class, "columnSums", floats(1 + N), 1,
                matrix(2, M, N, 6), 2, 6, M, N).writes("db"));
    }

    private static void tables(List<FacadeCall> calls) {
        for (String name : List.of("addProducts", "addProductsTransA")) {
            calls.add(FacadeCall.of(Tables.class, name, new double[1 + M * N], 1, new double[2 + M * K], 2,
                    new double[3 + K * N], 3, M, N, K).writes("out"));
        }
        calls.add(FacadeCall.of(Tables.class, "expNonPositive", new double[1 + N], 1, new double[2 + N], 2, N)
                .writes("out").mayBe("out", "x"));
        calls.add(
                FacadeCall.of(Tables.class, "within", new int[M * N], matrix(2, M, N, 6), 2, 6, M, N, floats(1 + M), 1,
                        floats(2 + N), 2, floats(2 + M), 2, floats(1 + N), 1));
        int[] groups = new int[1 + M];
        groups[M] = 2;
        calls.add(FacadeCall.of(Tables.class, "addRows", new double[1 + 3 * N], 1, groups, 1, floats(2 + M * N), 2, M,
                N));
        calls.add(FacadeCall.of(Tables.class, "nearest", new int[1 + N], 1, floats(2 + N), 2, matrix(3, M, N, 6), 3, 6,
                floats(1 + M), 1, M, N).writes("margins"));
        calls.add(FacadeCall.of(Tables.class, "firstSplit", new double[1 + N], 1, N, 1, N + 2, 0.5, 0.1));
        calls.add(FacadeCall.of(Tables.class, "countBelow", floats(1 + N), 1, N, 0.5f, floats(2 + N), 2, 0.1f, 0.2f));
    }

    private static void losses(List<FacadeCall> calls) {
        float[] gradient = floats(2 + M * N);
        for (String name : List.of("bernoulli", "continuousBernoulli")) {
            calls.add(FacadeCall.of(Losses.class, name,
                    floats(1 + M), 1, gradient, 2, floats(3 + M * N), 3, floats(1 + M * N), 1, M, N, 0.5f)
                    .writes("loss", "gradient").mayBe("gradient", "logits"));
        }
        calls.add(FacadeCall.of(Losses.class, "gaussian",
                floats(1 + M), 1, gradient, 2, floats(2 + M), 2, floats(3 + M * N), 3, floats(1 + M * N), 1, 0.1f, M, N,
                0.5f).writes("loss", "gradient", "logVarianceGradient").mayBe("gradient", "mean"));
        calls.add(FacadeCall.of(Losses.class, "continuousBernoulliMean",
                floats(7), 1, floats(8), 2, 6).writes("mean").mayBe("mean", "logits"));
    }

    private static void latent(List<FacadeCall> calls) {
        float[] mean = matrix(1, M, N, 6);
        float[] logvar = matrix(2, M, N, 6);
        calls.add(FacadeCall.of(Latent.class, "kl", floats(1 + M), 1, mean, 1,
                logvar, 2, 6, M, N).writes("kl"));
        calls.add(FacadeCall.of(Latent.class, "klPerUnit", new double[N], mean, 1,
                logvar, 2, 6, M, N).writes("sums"));
        calls.add(FacadeCall.of(Latent.class, "reparameterise",
                floats(1 + M * N), 1, mean, 1, logvar, 2, 6, floats(2 + M * N), 2, M, N).writes("z").mayBe("z", "eps"));
        calls.add(FacadeCall.of(Latent.class, "reparameteriseBackward",
                matrix(2, M, N, 6), 2, matrix(3, M, N, 6), 3, floats(1 + M * N), 1, mean, 1, logvar, 2, 6,
                floats(2 + M * N), 2, floats(1 + N), 1, M, N).writes("dMean", "dLogvar"));
        calls.add(FacadeCall.of(Latent.class, "logDensity",
                floats(1 + M), 1, floats(2 + M * N), 2, mean, 1, logvar, 2, 6, M, N).writes("out"));
        calls.add(FacadeCall.of(Latent.class, "standardLogDensity", floats(1 + M),
                1, floats(2 + M * N), 2, M, N).writes("out"));
        calls.add(FacadeCall.of(Latent.class, "logMeanExp",
                floats(1 + M), 1, floats(2 + K * M), 2, K, M).writes("out"));
    }

    private static void densities(List<FacadeCall> calls) {
        calls.add(FacadeCall.of(Densities.class, "logDensities", new double[1 + M * N], 1, new double[2 + M * N], 2,
                floats(3 + M), 3, new double[1 + N], 1, new double[2 + N], 2, new double[3 + N], 3, M, N)
                .writes("out", "sums"));
        calls.add(FacadeCall.of(Densities.class, "addExp", new double[1 + M], 1, new double[2 + M], 2,
                new double[3 + M * N], 3, M, N).writes("largest", "sums"));
    }

    private static void optimisers(List<FacadeCall> calls) {
        calls.add(FacadeCall.of(Optimisers.class, "adam", floats(8), floats(7), 1, floats(8), floats(8), 2, 6,
                1.0, 0.1, 0.9, 0.99, 1e-8, 0.1, 0.01).writes("p", "g", "m", "v"));
        calls.add(FacadeCall.of(Optimisers.class, "adamW", floats(8), floats(7), 1, floats(8),
                floats(8), 2, 6, 1.0, 0.1, 0.9, 0.99, 1e-8, 0.1, 0.01, 0.1).writes("p", "g", "m", "v"));
        calls.add(FacadeCall.of(Optimisers.class, "sgd",
                floats(8), floats(7), 1, floats(8), 2, 6, 1.0, 0.1, 0.9).writes("p", "g", "velocity"));
        calls.add(FacadeCall.of(Optimisers.class, "squaredNorm", floats(8), 2, 6));
        calls.add(FacadeCall.of(Optimisers.class, "clippingScale", 4.0, 1.0));
    }

    private static void randomNumbers(List<FacadeCall> calls) {
        calls.add(FacadeCall.of(Philox.class, "bits", new int[8], 2, 6, 1L, -1, 2, 3).writes("out"));
        calls.add(FacadeCall.of(Philox.class, "uniform", floats(8), 2, 6, 1L, 1, -2, 3).writes("out"));
        calls.add(FacadeCall.of(Philox.class, "normal", floats(8), 2, 6, 1L, 1, 2, -3).writes("out"));
        calls.add(FacadeCall.of(Philox.class, "bernoulli", floats(8), 2, floats(7), 1, 6,
                1L, 1, 2, 3).writes("out"));
        calls.add(FacadeCall.of(Philox.class, "permutation", new int[6], 6, 1L, 1, 2)
                .writes("out"));
    }

    private static void statistics(List<FacadeCall> calls) {
        calls.add(FacadeCall.of(Statistics.class, "sum", floats(8), 2, 6));
        calls.add(FacadeCall.of(Statistics.class, "mean", floats(8), 2, 6));
        calls.add(FacadeCall.of(Statistics.class, "maxAbs", floats(8), 2, 6));
        calls.add(FacadeCall.of(Statistics.class, "dot", floats(8), 2, floats(7), 1, 6));
        calls.add(FacadeCall.of(Statistics.class, "columnMeans",
                new double[1 + N], 1, matrix(2, M, N, 6), 2, 6, M, N).writes("means"));
        calls.add(FacadeCall.of(Statistics.class, "covariance", new double[3 + N * N], 3,
                new double[1 + N], 1, matrix(2, M, N, 6), 2, 6, M, N).writes("out"));
        calls.add(FacadeCall.of(Statistics.class, "squaredDistancesScratchLength", M, N, K));
        calls.add(FacadeCall.of(Statistics.class, "squaredDistances", matrix(1, M, N, 7), 1, 7,
                matrix(2, M, K, 5), 2, 5, matrix(3, N, K, 6), 3, 6, M, N, K,
                floats(Statistics.squaredDistancesScratchLength(M, N, K))).writes("out", "scratch"));
        calls.add(FacadeCall.of(Statistics.class, "argMin", new int[1 + M],
                1, matrix(2, M, N, 6), 2, 6, M, N).writes("out"));
    }

    private static float[] floats(int n) {
        return new float[n];
    }

    /// As long as a (rows, cols) matrix needs.
    private static float[] matrix(int offset, int rows, int cols, int stride) {
        return new float[offset + (rows - 1) * stride + cols];
    }

    /// A new method without a call here would go unchecked.
    @Test
    void everyMethodOfEveryFacadeIsHere() throws IOException, URISyntaxException, ReflectiveOperationException {
        Set<String> offered = new TreeSet<>();
        for (Class<?> facade : facades()) {
            for (Method method : facade.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && method.getParameterCount() > 0) {
                    offered.add(method.toString());
                }
            }
        }
        Set<String> tried = new TreeSet<>();
        calls().forEach(call -> tried.add(call.method().toString()));
        // Its arguments are neither sizes nor arrays: see weightsHavePlaces.
        tried.add(Dense.class.getMethod("weightIndex", int.class, int.class, int.class, int.class).toString());
        assertThat(offered).hasSizeGreaterThan(35);
        assertThat(tried).isEqualTo(offered);
    }

    /// Public classes of nothing but static methods.
    private static List<Class<?>> facades() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(MatMul.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> facades = new ArrayList<>();
        for (String folder : List.of("io/github/vae4j/kernels", "io/github/vae4j/kernels/model")) {
            try (Stream<Path> files = Files.list(classes.resolve(folder))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    String name = file.getFileName().toString().replace(".class", "");
                    if (name.contains("-")) {
                        continue;
                    }
                    Class<?> type = Class.forName(folder.replace('/', '.') + "." + name);
                    boolean allStatic = Arrays.stream(type.getDeclaredMethods())
                            .filter(m -> Modifier.isPublic(m.getModifiers()))
                            .allMatch(m -> Modifier.isStatic(m.getModifiers()));
                    if (Modifier.isPublic(type.getModifiers()) && allStatic && !type.getSimpleName().endsWith("Test")) {
                        facades.add(type);
                    }
                }
            }
        }
        return facades;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theCallItselfIsCorrect(FacadeCall call) {
        assertThatCode(() -> call.invoke(Map.of())).doesNotThrowAnyException();
        for (String name : call.parameters(int.class)) {
            assertThat(isOffset(name) || isStride(name) || SIZES.contains(name) || ANY_INT.contains(name))
                    .as("kind of parameter %s is known", name).isTrue();
        }
        for (String name : call.names()) {
            if (call.argument(name) instanceof Float || call.argument(name) instanceof Double) {
                assertThat(ANY_NUMBER.contains(name) || WRONG_NUMBERS.containsKey(name))
                        .as("wrong values of parameter %s are known", name).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void sizes(FacadeCall call) {
        for (String name : call.parameters(int.class)) {
            if (SIZES.contains(name)) {
                refuses(call, Map.of(name, -1), name.equals("inputs") ? "but the layer has -1" : name + " must be",
                        "-1");
                boolean anySize = call.arrays().isEmpty() && call.method().getParameterCount() == 1;
                if (!anySize && !ANY_SIZE.contains(name)) {
                    refuses(call, Map.of(name, Integer.MAX_VALUE), " but ");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void offsets(FacadeCall call) {
        for (String name : call.parameters(int.class)) {
            if (isOffset(name) && hasArray(call, name)) {
                refuses(call, Map.of(name, -1), name.equals("offset") ? "Offset must be" : name + " must be", "-1");
                String array = name.equals("offset") ? "" : name.substring(0, name.length() - "Offset".length());
                int value = (int) call.argument(name);
                refuses(call, Map.of(name, value + 1), array, "needs an array of ", " but has ");
                refuses(call, Map.of(name, Integer.MAX_VALUE), array, "needs an array of ", " but has ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void strides(FacadeCall call) {
        for (String name : call.parameters(int.class)) {
            if (isStride(name)) {
                for (int stride : new int[] {-1, 0, 2}) {
                    refuses(call, Map.of(name, stride), "tride must be at least its ", "but is " + stride);
                }
                refuses(call, Map.of(name, Integer.MAX_VALUE), "needs an array of ", " but has ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void arraysThatAreTooShort(FacadeCall call) {
        for (String name : call.arrays()) {
            Object shorter = FacadeCall.resized(call.argument(name), -1);
            refuses(call, Map.of(name, shorter), name, String.valueOf(Array.getLength(shorter) + 1),
                    "but has " + Array.getLength(shorter));
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void numbers(FacadeCall call) {
        for (String name : call.names()) {
            if (!(call.argument(name) instanceof Number)) {
                continue;
            }
            for (double wrong : WRONG_NUMBERS.getOrDefault(name, new double[0])) {
                Number given = call.argument(name) instanceof Float ? (Number) (float) wrong : (Number) wrong;
                refuses(call, Map.of(name, given), name + " must be", "but is " + given);
            }
        }
    }

    /// Any two arrays of which one is written, as one array.
    @ParameterizedTest
    @MethodSource("calls")
    void overlaps(FacadeCall call) {
        for (String output : call.arrays()) {
            for (String other : call.arrays()) {
                Object a = call.argument(output);
                Object b = call.argument(other);
                if (!call.isOutput(output) || output.equals(other) || a.getClass() != b.getClass()) {
                    continue;
                }
                int length = Math.max(Array.getLength(a), Array.getLength(b));
                Object shared = FacadeCall.resized(a, length + 1 - Array.getLength(a));
                Map<String, Object> changes = new HashMap<>(Map.of(output, shared, other, shared));
                refuses(call, changes, output, other, "must");
                if (call.mayBeInPlace(output, other)) {
                    changes.put(output + "Offset", call.argument(other + "Offset"));
                    assertThatCode(() -> call.invoke(changes)).as("%s: %s is %s", call, output, other)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    /// Nothing is written, so nothing overlaps.
    @Test
    void emptyRangesOverlapNothing() {
        float[] all = floats(MatMul.scratchLength(4) + 20);
        assertThatCode(() -> MatMul.multiply(all, 5, 7, all, 3, 4, floats(4 * 6), 0, 6, 0, 6, 4, false,
                floats(MatMul.scratchLength(4)))).doesNotThrowAnyException();
        assertThatCode(() -> Activations.forward(Activation.TANH, all, 5, all, 3, 0)).doesNotThrowAnyException();
        assertThatCode(() -> Losses.bernoulli(all, 5, all, 4, all, 3, all, 2, 0, 9, 1)).doesNotThrowAnyException();
        assertThatCode(() -> Philox.bernoulli(all, 5, all, 5, 0, 1, 2, 3, 4)).doesNotThrowAnyException();
        assertThatCode(() -> Dense.columnSums(all, 5, all, 3, 4, 9, 0)).doesNotThrowAnyException();
    }

    @Test
    void weightsHavePlaces() {
        assertThatIllegalArgumentException().isThrownBy(() -> Dense.weightIndex(3, 4, 3, 0))
                .withMessage("i must be 0 to 2 for inputs 3 but is 3");
        assertThatIllegalArgumentException().isThrownBy(() -> Dense.weightIndex(3, 4, -1, 0))
                .withMessage("i must be 0 to 2 for inputs 3 but is -1");
        assertThatIllegalArgumentException().isThrownBy(() -> Dense.weightIndex(3, 4, 0, 4))
                .withMessage("j must be 0 to 3 for outputs 4 but is 4");
        assertThatIllegalArgumentException().isThrownBy(() -> Dense.weightIndex(3, -4, 0, 0))
                .withMessage("j must be 0 to -5 for outputs -4 but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Dense.weightIndex(1 << 16, 1 << 16, 0, 0))
                .withMessage("inputs times outputs must be at most 2147483647 but is 65536 times 65536");
    }

    /// Mean and log variance of a row lie side by side, and so may their gradients: what counts is whether they have an
    /// element in common.
    @Test
    void gradientsMayLieSideBySide() {
        int stride = 2 * N;
        float[] heads = new float[M * stride];
        float[] gradients = new float[5 * M * stride];
        float[] dense = new float[M * N];
        for (int mean = 0; mean < 2 * M * stride; mean++) {
            for (int logvar = 0; logvar < 2 * M * stride; logvar++) {
                boolean[] taken = new boolean[gradients.length];
                boolean shared = false;
                for (int i = 0; i < M * N; i++) {
                    taken[mean + i / N * stride + i % N] = true;
                }
                for (int i = 0; i < M * N; i++) {
                    shared |= taken[logvar + i / N * stride + i % N];
                }
                int meanOffset = mean;
                int logvarOffset = logvar;
                ThrowingCallable call = () -> Latent.reparameteriseBackward(gradients, meanOffset, gradients,
                        logvarOffset, dense, 0, heads, 0, heads, N, stride, dense, 0, new float[N], 0, M, N);
                if (shared) {
                    assertThatIllegalArgumentException().isThrownBy(call)
                            .withMessage("dMean must not overlap dLogvar, but their 5 columns start at elements " + mean
                                    + " and " + logvar + " of one array with stride 10");
                } else {
                    assertThatCode(call).doesNotThrowAnyException();
                }
            }
        }
    }

    private static boolean isOffset(String name) {
        return name.endsWith("Offset") || name.equals("offset");
    }

    private static boolean isStride(String name) {
        return name.endsWith("Stride") || name.equals("stride");
    }

    private static boolean hasArray(FacadeCall call, String offset) {
        return offset.equals("offset")
                || call.argument(offset.substring(0, offset.length() - "Offset".length())) != null;
    }

    private static void refuses(FacadeCall call, Map<String, ?> changes, String... parts) {
        assertThatIllegalArgumentException().as("%s with %s", call, changes).isThrownBy(() -> call.invoke(changes))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }
}
