package io.github.vae4j.kernels.internal.random;

import io.github.vae4j.kernels.internal.elementary.ScalarElementary;

/// The specification.
public final class ScalarPhilox implements PhiloxKernels {
    @Override
    public void bits(int[] out, int offset, int n, long seed, int firstBlock, int c1, int c2, int c3) {
        for (int i = 0; i < n; i++) {
            out[offset + i] = word(i, firstBlock, seed, c1, c2, c3);
        }
    }

    @Override
    public void uniform(float[] out, int offset, int n, long seed, int c1, int c2, int c3) {
        for (int i = 0; i < n; i++) {
            out[offset + i] = unit(word(i, 0, seed, c1, c2, c3));
        }
    }

    @Override
    public void normal(float[] out, int offset, int n, long seed, int c1, int c2, int c3) {
        for (int i = 0; i < n; i++) {
            out[offset + i] = normalAt(i, seed, c1, c2, c3);
        }
    }

    /// Element i of [#normal].
    static float normalAt(int i, long seed, int c1, int c2, int c3) {
        long words = PhiloxKernels.words(i >>> 1, 0, c1, c2, c3, seed);
        // Odd, so that the logarithm never sees 0.
        float u = (float) ((int) words >>> 1 | 1) * 0x1p-31f;
        float radius = (float) Math.sqrt(-2f * ScalarElementary.log(u));
        float turn = unit((int) (words >>> 32));
        return ((i & 1) == 0 ? ScalarElementary.cosTurn(turn) : ScalarElementary.sinTurn(turn)) * radius;
    }

    @Override
    public void bernoulli(float[] out, int outOffset, float[] probability, int probabilityOffset, int n, long seed,
            int c1, int c2, int c3) {
        for (int i = 0; i < n; i++) {
            float u = unit(word(i, 0, seed, c1, c2, c3));
            out[outOffset + i] = u < probability[probabilityOffset + i] ? 1f : 0f;
        }
    }

    private static int word(int i, int firstBlock, long seed, int c1, int c2, int c3) {
        long words = PhiloxKernels.words(i >>> 1, firstBlock, c1, c2, c3, seed);
        return (int) ((i & 1) == 0 ? words : words >>> 32);
    }

    private static float unit(int word) {
        return (word >>> 8) * 0x1p-24f;
    }
}
