package io.github.vae4j.kernels.internal.elementary;

import java.util.Map;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;

/// The functions of [SimdElementary] and [HotLoops] on arrays, by name. Not to be touched where the Vector API is absent.
public final class SimdElementaryArrays {
    private static final Map<String, UnaryOperator<FloatVector>> FUNCTIONS = Map.ofEntries(
            Map.entry("exp", SimdElementary::exp), Map.entry("expNonPositive", SimdElementary::expNonPositive),
            Map.entry("expm1", SimdElementary::expm1), Map.entry("expMinusTangent", SimdElementary::expMinusTangent),
            Map.entry("log", SimdElementary::log), Map.entry("log1p", SimdElementary::log1p),
            Map.entry("sigmoid", SimdElementary::sigmoid),
            Map.entry("sigmoidBesideSoftplus", SimdElementary::sigmoidBesideSoftplus),
            Map.entry("softplus", SimdElementary::softplus),
            Map.entry("tanh", x -> through(HotLoops::tanh, x)), Map.entry("erf", SimdElementary::erf),
            Map.entry("normalCdf", SimdElementary::normalCdf),
            Map.entry("lgamma",
                    x -> through(
                            (y, yOffset, a, aOffset, stride, rows, n) -> SimdGamma.lgamma(y, yOffset, a, aOffset, n),
                            x)),
            Map.entry("digamma",
                    x -> through(
                            (y, yOffset, a, aOffset, stride, rows, n) -> SimdGamma.digamma(y, yOffset, a, aOffset, n),
                            x)));

    private interface Loop {
        void run(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols);
    }

    private SimdElementaryArrays() {}

    private static FloatVector through(Loop loop, FloatVector x) {
        float[] y = new float[SimdElementary.LANES];
        loop.run(y, 0, x.toArray(), 0, y.length, 1, y.length);
        return FloatVector.fromArray(SimdElementary.FLOATS, y, 0);
    }

    public static float[] apply(String name, float[] x) {
        UnaryOperator<FloatVector> function = FUNCTIONS.get(name);
        if (function == null) {
            throw new IllegalArgumentException("no elementary function " + name);
        }
        float[] y = new float[x.length];
        int lanes = SimdElementary.LANES;
        for (int i = 0; i < x.length; i += lanes) {
            int n = Math.min(lanes, x.length - i);
            float[] in = new float[lanes];
            System.arraycopy(x, i, in, 0, n);
            float[] out = new float[lanes];
            function.apply(FloatVector.fromArray(SimdElementary.FLOATS, in, 0)).intoArray(out, 0);
            System.arraycopy(out, 0, y, i, n);
        }
        return y;
    }
}
