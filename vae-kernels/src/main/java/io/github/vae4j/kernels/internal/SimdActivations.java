package io.github.vae4j.kernels.internal;

import static io.github.vae4j.kernels.internal.ElementaryConstants.LEAK;
import static io.github.vae4j.kernels.internal.ElementaryConstants.NORMAL_DENSITY_AT_0;
import static io.github.vae4j.kernels.internal.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.SimdElementary.all;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import io.github.vae4j.kernels.Activation;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// The activations with the Vector API.
///
/// One loop per function: C2 compiles each on its own, with everything inlined. A function passed as an argument would
/// box its vectors. The last, incomplete vector is loaded and stored under a mask.
public final class SimdActivations implements ActivationKernels {
    @Override
    public void forward(Activation f, float[] y, int yOffset, float[] x, int xOffset, int n) {
        switch (f) {
            case IDENTITY -> System.arraycopy(x, xOffset, y, yOffset, n);
            case RELU -> relu(y, yOffset, x, xOffset, n);
            case LEAKY_RELU -> leakyRelu(y, yOffset, x, xOffset, n);
            case ELU -> elu(y, yOffset, x, xOffset, n);
            case SILU -> silu(y, yOffset, x, xOffset, n);
            case GELU -> gelu(y, yOffset, x, xOffset, n);
            case TANH -> tanh(y, yOffset, x, xOffset, n);
            case SIGMOID -> sigmoid(y, yOffset, x, xOffset, n);
            case SOFTPLUS -> softplus(y, yOffset, x, xOffset, n);
        }
    }

    @Override
    public void backward(Activation f, float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int n) {
        switch (f) {
            case IDENTITY -> System.arraycopy(dy, dyOffset, dx, dxOffset, n);
            case RELU -> reluBackward(dx, dxOffset, dy, dyOffset, saved, savedOffset, n);
            case LEAKY_RELU -> leakyReluBackward(dx, dxOffset, dy, dyOffset, saved, savedOffset, n);
            case ELU -> eluBackward(dx, dxOffset, dy, dyOffset, saved, savedOffset, n);
            case SILU -> siluBackward(dx, dxOffset, dy, dyOffset, saved, savedOffset, n);
            case GELU -> geluBackward(dx, dxOffset, dy, dyOffset, saved, savedOffset, n);
            case TANH -> tanhBackward(dx, dxOffset, dy, dyOffset, saved, savedOffset, n);
            case SIGMOID -> sigmoidBackward(dx, dxOffset, dy, dyOffset, saved, savedOffset, n);
            case SOFTPLUS -> softplusBackward(dx, dxOffset, dy, dyOffset, saved, savedOffset, n);
        }
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(FLOATS, x, at);
    }

    private static FloatVector load(float[] x, int at, VectorMask<Float> mask) {
        return FloatVector.fromArray(FLOATS, x, at, mask);
    }

    // ---- forward

    private static FloatVector relu(FloatVector x) {
        return x.blend(0f, x.compare(LT, 0f));
    }

    private static void relu(float[] y, int yOffset, float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            relu(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            relu(load(x, xOffset + whole, tail)).intoArray(y, yOffset + whole, tail);
        }
    }

    private static FloatVector leakyRelu(FloatVector x) {
        return x.blend(x.mul(LEAK), x.compare(LT, 0f));
    }

    private static void leakyRelu(float[] y, int yOffset, float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            leakyRelu(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            leakyRelu(load(x, xOffset + whole, tail)).intoArray(y, yOffset + whole, tail);
        }
    }

    private static FloatVector elu(FloatVector x) {
        return x.blend(SimdElementary.expm1(x), x.compare(LT, 0f));
    }

    private static void elu(float[] y, int yOffset, float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            elu(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            elu(load(x, xOffset + whole, tail)).intoArray(y, yOffset + whole, tail);
        }
    }

    private static FloatVector silu(FloatVector x) {
        return x.mul(SimdElementary.sigmoid(x));
    }

    private static void silu(float[] y, int yOffset, float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            silu(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            silu(load(x, xOffset + whole, tail)).intoArray(y, yOffset + whole, tail);
        }
    }

    private static FloatVector gelu(FloatVector x) {
        return x.mul(SimdElementary.normalCdf(x));
    }

    private static void gelu(float[] y, int yOffset, float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            gelu(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            gelu(load(x, xOffset + whole, tail)).intoArray(y, yOffset + whole, tail);
        }
    }

    private static FloatVector tanh(FloatVector x) {
        return SimdElementary.tanh(x);
    }

    private static void tanh(float[] y, int yOffset, float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            tanh(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            tanh(load(x, xOffset + whole, tail)).intoArray(y, yOffset + whole, tail);
        }
    }

    private static FloatVector sigmoid(FloatVector x) {
        return SimdElementary.sigmoid(x);
    }

    private static void sigmoid(float[] y, int yOffset, float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            sigmoid(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            sigmoid(load(x, xOffset + whole, tail)).intoArray(y, yOffset + whole, tail);
        }
    }

    private static FloatVector softplus(FloatVector x) {
        return SimdElementary.softplus(x);
    }

    private static void softplus(float[] y, int yOffset, float[] x, int xOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            softplus(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            softplus(load(x, xOffset + whole, tail)).intoArray(y, yOffset + whole, tail);
        }
    }

    // ---- backward

    private static FloatVector reluBackward(FloatVector dy, FloatVector saved) {
        return all(0f).blend(dy, saved.compare(GT, 0f));
    }

    private static void reluBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            reluBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            reluBackward(load(dy, dyOffset + whole, tail), load(saved, savedOffset + whole, tail)).intoArray(dx,
                    dxOffset + whole, tail);
        }
    }

    private static FloatVector leakyReluBackward(FloatVector dy, FloatVector saved) {
        return dy.mul(LEAK).blend(dy, saved.compare(GT, 0f));
    }

    private static void leakyReluBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            leakyReluBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            leakyReluBackward(load(dy, dyOffset + whole, tail), load(saved, savedOffset + whole, tail)).intoArray(dx,
                    dxOffset + whole, tail);
        }
    }

    private static FloatVector eluBackward(FloatVector dy, FloatVector saved) {
        return dy.mul(saved.add(1f)).blend(dy, saved.compare(GT, 0f));
    }

    private static void eluBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            eluBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            eluBackward(load(dy, dyOffset + whole, tail), load(saved, savedOffset + whole, tail)).intoArray(dx,
                    dxOffset + whole, tail);
        }
    }

    private static FloatVector siluBackward(FloatVector dy, FloatVector saved) {
        FloatVector s = SimdElementary.sigmoid(saved);
        return dy.mul(s.mul(saved.fma(all(1f).sub(s), all(1f))));
    }

    private static void siluBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            siluBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            siluBackward(load(dy, dyOffset + whole, tail), load(saved, savedOffset + whole, tail)).intoArray(dx,
                    dxOffset + whole, tail);
        }
    }

    private static FloatVector geluBackward(FloatVector dy, FloatVector saved) {
        FloatVector density = SimdElementary.exp(saved.mul(saved).mul(-0.5f)).mul(NORMAL_DENSITY_AT_0);
        return dy.mul(saved.fma(density, SimdElementary.normalCdf(saved)));
    }

    private static void geluBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            geluBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            geluBackward(load(dy, dyOffset + whole, tail), load(saved, savedOffset + whole, tail)).intoArray(dx,
                    dxOffset + whole, tail);
        }
    }

    private static FloatVector tanhBackward(FloatVector dy, FloatVector saved) {
        return dy.mul(saved.lanewise(NEG).fma(saved, all(1f)));
    }

    private static void tanhBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            tanhBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            tanhBackward(load(dy, dyOffset + whole, tail), load(saved, savedOffset + whole, tail)).intoArray(dx,
                    dxOffset + whole, tail);
        }
    }

    private static FloatVector sigmoidBackward(FloatVector dy, FloatVector saved) {
        return dy.mul(saved.lanewise(NEG).fma(saved, saved));
    }

    private static void sigmoidBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            sigmoidBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            sigmoidBackward(load(dy, dyOffset + whole, tail), load(saved, savedOffset + whole, tail)).intoArray(dx,
                    dxOffset + whole, tail);
        }
    }

    private static FloatVector softplusBackward(FloatVector dy, FloatVector saved) {
        return dy.mul(SimdElementary.expm1(saved.lanewise(NEG)).lanewise(NEG));
    }

    private static void softplusBackward(float[] dx, int dxOffset, float[] dy, int dyOffset, float[] saved,
            int savedOffset, int n) {
        int whole = FLOATS.loopBound(n);
        for (int i = 0; i < whole; i += LANES) {
            softplusBackward(load(dy, dyOffset + i), load(saved, savedOffset + i)).intoArray(dx, dxOffset + i);
        }
        if (whole < n) {
            VectorMask<Float> tail = FLOATS.indexInRange(whole, n);
            softplusBackward(load(dy, dyOffset + whole, tail), load(saved, savedOffset + whole, tail)).intoArray(dx,
                    dxOffset + whole, tail);
        }
    }
}
