package io.github.vae4j.kernels.internal;

import jdk.incubator.vector.FloatVector;

/// The elementary functions of both twins over whole arrays, to be measured. They are no part of the library's surface,
/// not even inside it, so these loops stand in their package.
public final class ElementaryLoops {
    private static final int LANES = SimdElementary.LANES;

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

    /// y = exp(x) for a whole number of vectors.
    public static void simdExp(float[] y, float[] x) {
        for (int i = 0; i < x.length; i += LANES) {
            SimdElementary.exp(vector(x, i)).intoArray(y, i);
        }
    }

    /// y = sigmoid(x) for a whole number of vectors.
    public static void simdSigmoid(float[] y, float[] x) {
        StraightLoops.sigmoid(y, 0, x, 0, x.length, 1, x.length);
    }

    /// y = tanh(x) for a whole number of vectors.
    public static void simdTanh(float[] y, float[] x) {
        StraightLoops.tanh(y, 0, x, 0, x.length, 1, x.length);
    }

    /// y = softplus(x) for a whole number of vectors.
    public static void simdSoftplus(float[] y, float[] x) {
        StraightLoops.softplus(y, 0, x, 0, x.length, 1, x.length);
    }

    private static FloatVector vector(float[] x, int i) {
        return FloatVector.fromArray(SimdElementary.FLOATS, x, i);
    }
}
