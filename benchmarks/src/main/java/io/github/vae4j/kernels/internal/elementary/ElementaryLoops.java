package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.*;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// The elementary functions of both twins over whole arrays, to be measured. They are no part of the library's surface,
/// not even inside it, so these loops stand in their package.
public final class ElementaryLoops {
    private ElementaryLoops() {}

    /// y = exp(x), the specification.
    public static void scalarExp(float[] y, float[] x) {
        for (int i = 0; i < x.length; i++) {
            y[i] = ScalarElementary.exp(x[i]);
        }
    }

    /// y = sigmoid(x), the specification.
    public static void scalarSigmoid(float[] y, float[] x) {
        for (int i = 0; i < x.length; i++) {
            y[i] = ScalarElementary.sigmoid(x[i]);
        }
    }

    /// y = tanh(x), the specification.
    public static void scalarTanh(float[] y, float[] x) {
        for (int i = 0; i < x.length; i++) {
            y[i] = ScalarElementary.tanh(x[i]);
        }
    }

    /// y = softplus(x), the specification.
    public static void scalarSoftplus(float[] y, float[] x) {
        for (int i = 0; i < x.length; i++) {
            y[i] = ScalarElementary.softplus(x[i]);
        }
    }

    /// y = exp(x) for a whole number of vectors: a loop like those of [HotActivations], which have exp in larger formulas.
    public static void simdExp(float[] y, float[] x) {
        FloatVector log2e = broadcast(FLOATS, LOG2_E), rounder = broadcast(FLOATS, ROUNDER);
        FloatVector minusLn2High = broadcast(FLOATS, -LN2_HIGH), minusLn2Low = broadcast(FLOATS, -LN2_LOW);
        FloatVector exp2 = broadcast(FLOATS, EXP_2), exp3 = broadcast(FLOATS, EXP_3), exp4 = broadcast(FLOATS, EXP_4),
                exp5 = broadcast(FLOATS, EXP_5), exp6 = broadcast(FLOATS, EXP_6);
        FloatVector zero = broadcast(FLOATS, 0f), one = broadcast(FLOATS, 1f),
                infinity = broadcast(FLOATS, Float.POSITIVE_INFINITY);
        FloatVector least = broadcast(FLOATS, EXP_NORMAL_MIN), most = broadcast(FLOATS, EXP_MAX);
        for (int i = 0; i < x.length; i += LANES) {
            FloatVector v = fromArray(FLOATS, x, i);
            FloatVector t = v.fma(log2e, rounder);
            FloatVector n = t.sub(rounder);
            FloatVector r = n.fma(minusLn2Low, n.fma(minusLn2High, v));
            FloatVector r2 = r.mul(r);
            FloatVector p = r2.fma(exp6, r.fma(exp5, exp4)).fma(r2, r.fma(exp3, exp2)).fma(r2, r).add(one);
            IntVector power = t.reinterpretAsInts().lanewise(LSHL, 23);
            FloatVector e = p.reinterpretAsInts().add(power).reinterpretAsFloats();
            e = v.add(infinity).blend(e, v.compare(LE, most)).blend(zero, v.compare(LT, least));
            e.intoArray(y, i);
        }
    }

    /// y = sigmoid(x) for a whole number of vectors.
    public static void simdSigmoid(float[] y, float[] x) {
        HotActivations.sigmoid(y, 0, x, 0, x.length, 1, x.length);
    }

    /// y = tanh(x) for a whole number of vectors.
    public static void simdTanh(float[] y, float[] x) {
        HotActivations.tanh(y, 0, x, 0, x.length, 1, x.length);
    }

    /// y = softplus(x) for a whole number of vectors.
    public static void simdSoftplus(float[] y, float[] x) {
        HotActivations.softplus(y, 0, x, 0, x.length, 1, x.length);
    }
}
