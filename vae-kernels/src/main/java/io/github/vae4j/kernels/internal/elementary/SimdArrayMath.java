package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;

import io.github.vae4j.kernels.internal.OutOfLine;
import java.lang.invoke.MethodHandles;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;

/// [ScalarArrayMath] with vectors: one loop per function, each compiled [OutOfLine]; what is left at the end of a range
/// goes through the specification itself.
@SuppressWarnings("UnusedMethod") // the loops are found by their names
public final class SimdArrayMath implements ArrayMathKernels {
    private static final ScalarArrayMath REST = new ScalarArrayMath();
    private static final Map<ArrayFunction, OutOfLine> LOOPS = new EnumMap<>(Map.ofEntries(
            loop(ArrayFunction.EXP, "exp"), loop(ArrayFunction.EXPM1, "expm1"), loop(ArrayFunction.LOG, "log"),
            loop(ArrayFunction.LOG1P, "log1p"), loop(ArrayFunction.SIGMOID, "sigmoid"),
            loop(ArrayFunction.SOFTPLUS, "softplus"), loop(ArrayFunction.TANH, "tanh"), loop(ArrayFunction.ERF, "erf"),
            loop(ArrayFunction.LGAMMA, "lgamma"), loop(ArrayFunction.DIGAMMA, "digamma")));

    private static Map.Entry<ArrayFunction, OutOfLine> loop(ArrayFunction f, String name) {
        return Map.entry(f, new OutOfLine(MethodHandles.lookup(), name, float[].class, int.class, float[].class,
                int.class, int.class));
    }

    @Override
    public void apply(ArrayFunction f, float[] y, int yOffset, float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        try {
            Objects.requireNonNull(LOOPS.get(f)).loop().invokeExact(y, yOffset, x, xOffset, whole);
        } catch (Throwable e) {
            throw OutOfLine.unchecked(e);
        }
        if (whole < n) {
            REST.apply(f, y, yOffset + whole, x, xOffset + whole, n - whole);
        }
    }

    private static void exp(float[] y, int yOffset, float[] x, int xOffset, int n) {
        HotLoops.exp(y, yOffset, x, xOffset, n);
    }

    private static void sigmoid(float[] y, int yOffset, float[] x, int xOffset, int n) {
        HotLoops.sigmoid(y, yOffset, x, xOffset, n, 1, n);
    }

    private static void softplus(float[] y, int yOffset, float[] x, int xOffset, int n) {
        HotLoops.softplus(y, yOffset, x, xOffset, n, 1, n);
    }

    private static void tanh(float[] y, int yOffset, float[] x, int xOffset, int n) {
        HotLoops.tanh(y, yOffset, x, xOffset, n, 1, n);
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(FLOATS, x, at);
    }

    private static void expm1(float[] y, int yOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            SimdElementary.expm1(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
    }

    private static void log(float[] y, int yOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            SimdElementary.log(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
    }

    private static void log1p(float[] y, int yOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            SimdElementary.log1p(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
    }

    private static void erf(float[] y, int yOffset, float[] x, int xOffset, int n) {
        for (int i = 0; i < n; i += LANES) {
            SimdElementary.erf(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
    }

    private static void lgamma(float[] y, int yOffset, float[] x, int xOffset, int n) {
        SimdGamma.lgamma(y, yOffset, x, xOffset, n);
    }

    private static void digamma(float[] y, int yOffset, float[] x, int xOffset, int n) {
        SimdGamma.digamma(y, yOffset, x, xOffset, n);
    }
}
