package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.internal.elementary.ArrayFunction;
import io.github.vae4j.kernels.internal.elementary.ArrayMathKernels;
import io.github.vae4j.kernels.internal.elementary.ScalarArrayMath;
import io.github.vae4j.kernels.internal.elementary.SimdArrayMath;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Elementary functions over an array, in ns per element: the library's own (`scalar`, `simd`), a loop over the JDK's
/// `Math` (`math`), and the Vector API's operations (`lanewise`), whose bits depend on the JIT compiler.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ElementaryBenchmark {
    /// The functions.
    public enum Function {
        EXP, SIGMOID, TANH, SOFTPLUS
    }

    private static final int N = 1 << 14;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    // 2 ulp of the library and 1 of each of the JDK's operations that a formula has, as a relative error.
    private static final double BOUND = 4 * 0x1p-23;

    @Param({"math", "lanewise", "scalar", "simd"}) public String implementation;

    @Param public Function function;

    private interface Loop {
        void run(float[] y, float[] x);
    }

    private final float[] x = RandomArrays.normal(N, 3, 1);
    private final float[] y = new float[N];
    private Loop loop;

    /// Checks the library against its specification, and all against double arithmetic.
    @Setup
    public void prepare() {
        loop = loop();
        apply();
        if (implementation.equals("simd")) {
            float[] specified = new float[N];
            library(new ScalarArrayMath()).run(specified, x);
            Check.equal(function.toString(), y, specified);
        }
        for (int i = 0; i < N; i++) {
            Check.near(function + "(" + x[i] + ")", y[i], exact(x[i]), BOUND);
        }
    }

    /// y = f(x).
    @Benchmark
    @OperationsPerInvocation(N)
    public float[] apply() {
        loop.run(y, x);
        return y;
    }

    private Loop loop() {
        return switch (implementation) {
            case "math" -> math();
            case "lanewise" -> lanewise();
            case "scalar" -> library(new ScalarArrayMath());
            case "simd" -> library(new SimdArrayMath());
            default -> throw new IllegalArgumentException(
                    "implementation must be math, lanewise, scalar or simd but is " + implementation);
        };
    }

    private Loop library(ArrayMathKernels twin) {
        ArrayFunction f = ArrayFunction.valueOf(function.name());
        return (out, in) -> twin.apply(f, out, 0, in, 0, N);
    }

    private double exact(double value) {
        return switch (function) {
            case EXP -> Math.exp(value);
            case SIGMOID -> 1 / (1 + Math.exp(-value));
            case TANH -> Math.tanh(value);
            case SOFTPLUS -> Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)));
        };
    }

    private Loop math() {
        return switch (function) {
            case EXP -> (out, in) -> {
                for (int i = 0; i < N; i++) {
                    out[i] = (float) Math.exp(in[i]);
                }
            };
            case SIGMOID -> (out, in) -> {
                for (int i = 0; i < N; i++) {
                    out[i] = (float) (1 / (1 + Math.exp(-in[i])));
                }
            };
            case TANH -> (out, in) -> {
                for (int i = 0; i < N; i++) {
                    out[i] = (float) Math.tanh(in[i]);
                }
            };
            case SOFTPLUS -> (out, in) -> {
                for (int i = 0; i < N; i++) {
                    out[i] = (float) (Math.max(in[i], 0) + Math.log1p(Math.exp(-Math.abs(in[i]))));
                }
            };
        };
    }

    private Loop lanewise() {
        return switch (function) {
            case EXP -> (out, in) -> {
                for (int i = 0; i < N; i += FLOATS.length()) {
                    vector(in, i).lanewise(VectorOperators.EXP).intoArray(out, i);
                }
            };
            case SIGMOID -> (out, in) -> {
                FloatVector one = FloatVector.broadcast(FLOATS, 1);
                for (int i = 0; i < N; i += FLOATS.length()) {
                    one.div(vector(in, i).neg().lanewise(VectorOperators.EXP).add(one)).intoArray(out, i);
                }
            };
            case TANH -> (out, in) -> {
                for (int i = 0; i < N; i += FLOATS.length()) {
                    vector(in, i).lanewise(VectorOperators.TANH).intoArray(out, i);
                }
            };
            case SOFTPLUS -> (out, in) -> {
                for (int i = 0; i < N; i += FLOATS.length()) {
                    FloatVector v = vector(in, i);
                    FloatVector tail = v.abs().neg().lanewise(VectorOperators.EXP).lanewise(VectorOperators.LOG1P);
                    v.max(0).add(tail).intoArray(out, i);
                }
            };
        };
    }

    private static FloatVector vector(float[] in, int i) {
        return FloatVector.fromArray(FLOATS, in, i);
    }
}
