package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.LEAK;
import static io.github.vae4j.kernels.internal.elementary.ElementaryConstants.NORMAL_DENSITY_AT_0;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.HALF;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.MINUS_HALF;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.ONE;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.ZERO;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.internal.OutOfLine;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;

/// The activations with the Vector API.
///
/// One loop per function, each [compiled apart][OutOfLine] with everything inlined. A function passed as an argument
/// would box its vectors, and so would a second copy of a long function in the same loop method: the values behind the
/// last whole vector are left to the specification.
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // the loops are found by their names
public final class SimdActivations implements ActivationKernels {
    private static final ScalarActivations REST = new ScalarActivations();

    private static final Map<Activation, OutOfLine> FORWARD = loops("", float[].class, int.class, float[].class,
            int.class, int.class, int.class, int.class);
    private static final Map<Activation, OutOfLine> BACKWARD = loops("Backward", float[].class, int.class,
            float[].class, int.class, float[].class, int.class, int.class, int.class, int.class);

    private static Map<Activation, OutOfLine> loops(String suffix, Class<?>... parameters) {
        Map<Activation, OutOfLine> loops = new EnumMap<>(Activation.class);
        for (Activation f : Activation.values()) {
            loops.put(f, new OutOfLine(MethodHandles.lookup(), name(f) + suffix, parameters));
        }
        return loops;
    }

    private static MethodHandle loop(Map<Activation, OutOfLine> loops, Activation f) {
        return Objects.requireNonNull(loops.get(f)).loop();
    }

    private static String name(Activation f) {
        return switch (f) {
            case IDENTITY -> "identity";
            case RELU -> "relu";
            case LEAKY_RELU -> "leakyRelu";
            case ELU -> "elu";
            case SILU -> "silu";
            case GELU -> "gelu";
            case TANH -> "tanh";
            case SIGMOID -> "sigmoid";
            case SOFTPLUS -> "softplus";
        };
    }

    @Override
    public void forward(Activation f, float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        int whole = FLOATS.loopBound(cols);
        try {
            loop(FORWARD, f).invokeExact(y, yOffset, x, xOffset, stride, rows, whole);
        } catch (Throwable e) {
            throw OutOfLine.unchecked(e);
        }
        if (whole < cols) {
            REST.forward(f, y, yOffset + whole, x, xOffset + whole, stride, rows, cols - whole);
        }
    }

    @Override
    public void backward(Activation f, float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int stride, int rows, int cols) {
        int whole = FLOATS.loopBound(cols);
        try {
            loop(BACKWARD, f).invokeExact(dx, dxOffset, dy, dyOffset, saved, savedOffset, stride, rows, whole);
        } catch (Throwable e) {
            throw OutOfLine.unchecked(e);
        }
        if (whole < cols) {
            REST.backward(f, dx, dxOffset + whole, dy, dyOffset + whole, saved, savedOffset + whole, stride, rows,
                    cols - whole);
        }
    }

    private static void identityBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int stride, int rows, int cols) {
        identity(dx, dxOffset, dy, dyOffset, stride, rows, cols);
    }

    private static void identity(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(x, xOffset + r * stride, y, yOffset + r * stride, cols);
        }
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(FLOATS, x, at);
    }

    // ---- forward

    private static FloatVector relu(FloatVector x) {
        return x.blend(ZERO, x.compare(LT, ZERO));
    }

    private static void relu(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                relu(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        }
    }

    private static FloatVector leakyRelu(FloatVector x) {
        return x.blend(x.mul(LEAK), x.compare(LT, ZERO));
    }

    private static void leakyRelu(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                leakyRelu(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        }
    }

    private static FloatVector elu(FloatVector x) {
        return x.blend(SimdElementary.expm1(x), x.compare(LT, ZERO));
    }

    private static void elu(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                elu(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        }
    }

    private static FloatVector silu(FloatVector x) {
        return x.mul(SimdElementary.sigmoid(x));
    }

    private static void silu(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                silu(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        }
    }

    private static FloatVector gelu(FloatVector x) {
        return x.mul(SimdElementary.normalCdf(x));
    }

    private static void gelu(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                gelu(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        }
    }

    private static void tanh(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        HotLoops.tanh(y, yOffset, x, xOffset, stride, rows, cols);
    }

    private static void sigmoid(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        HotLoops.sigmoid(y, yOffset, x, xOffset, stride, rows, cols);
    }

    private static void softplus(float[] y, int yOffset, float[] x, int xOffset, int stride, int rows, int cols) {
        HotLoops.softplus(y, yOffset, x, xOffset, stride, rows, cols);
    }

    // ---- backward

    private static FloatVector reluBackward(FloatVector dy, FloatVector saved) {
        return ZERO.blend(dy, saved.compare(GT, ZERO));
    }

    private static void reluBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                reluBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
            }
        }
    }

    private static FloatVector leakyReluBackward(FloatVector dy, FloatVector saved) {
        return dy.mul(LEAK).blend(dy, saved.compare(GT, ZERO));
    }

    private static void leakyReluBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                leakyReluBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
            }
        }
    }

    private static FloatVector eluBackward(FloatVector dy, FloatVector saved) {
        return dy.mul(saved.add(ONE)).blend(dy, saved.compare(GT, ZERO));
    }

    private static void eluBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                eluBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
            }
        }
    }

    private static FloatVector siluBackward(FloatVector dy, FloatVector saved) {
        FloatVector s = SimdElementary.sigmoid(saved);
        return dy.mul(s.mul(saved.fma(ONE.sub(s), ONE)));
    }

    private static void siluBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                siluBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
            }
        }
    }

    private static void geluBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                // The normal distribution function in pieces: C2 compiles a whole as large as this apart, and does not
                // inline it after that.
                FloatVector x = load(saved, savedOffset + i);
                FloatVector gradient = load(dy, dyOffset + i);
                FloatVector a = SimdElementary.erfMagnitude(x.mul(SimdElementary.V_SQRT_HALF));
                FloatVector small = SimdElementary.erfSmall(a);
                FloatVector large = ONE
                        .sub(SimdElementary.expNonPositive(SimdElementary.erfcExponent(a).lanewise(NEG)));
                FloatVector density = SimdElementary.expNonPositive(x.mul(x).mul(MINUS_HALF)).mul(NORMAL_DENSITY_AT_0);
                FloatVector erf = large.blend(small, a.compare(LT, SimdElementary.V_ERF_SWITCH));
                FloatVector cdf = erf.fma(HALF.blend(MINUS_HALF, x.compare(LT, ZERO)), HALF);
                gradient.mul(x.fma(density, cdf)).intoArray(dx, dxOffset + i);
            }
        }
    }

    private static FloatVector tanhBackward(FloatVector dy, FloatVector saved) {
        return dy.mul(saved.lanewise(NEG).fma(saved, ONE));
    }

    private static void tanhBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                tanhBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
            }
        }
    }

    private static FloatVector sigmoidBackward(FloatVector dy, FloatVector saved) {
        return dy.mul(saved.lanewise(NEG).fma(saved, saved));
    }

    private static void sigmoidBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int stride, int rows, int cols) {
        for (int r = 0, row = 0; r < rows; r++, row += stride) {
            for (int i = row; i < row + cols; i += LANES) {
                sigmoidBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
            }
        }
    }

    private static void softplusBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int stride, int rows, int cols) {
        HotLoops.softplusBackward(dx, dxOffset, dy, dyOffset, saved, savedOffset, stride, rows, cols);
    }
}
