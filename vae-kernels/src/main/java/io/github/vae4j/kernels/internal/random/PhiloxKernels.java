package io.github.vae4j.kernels.internal.random;

/// What [io.github.vae4j.kernels.Philox] promises; arguments have been checked. Twins give equal bits.
public sealed interface PhiloxKernels permits ScalarPhilox, SimdPhilox {
    // Multipliers and key increments of Salmon et al. 2011.
    int MULTIPLIER_0 = 0xD2511F53;
    int MULTIPLIER_1 = 0xCD9E8D57;
    int WEYL_0 = 0x9E3779B9;
    int WEYL_1 = 0xBB67AE85;
    int ROUNDS = 10;

    /// The words of the blocks (firstBlock, c1, c2, c3), (firstBlock + 1, c1, c2, c3), ...
    void bits(int[] out, int offset, int n, long seed, int firstBlock, int c1, int c2, int c3);

    /// Multiples of 2^-24 in [0, 1).
    void uniform(float[] out, int offset, int n, long seed, int c1, int c2, int c3);

    /// Standard normal numbers by Box and Muller's method.
    void normal(float[] out, int offset, int n, long seed, int c1, int c2, int c3);

    /// 1 where a uniform number is less than the probability, else 0.
    void bernoulli(float[] out, int outOffset, float[] probability, int probabilityOffset, int n, long seed, int c1,
            int c2, int c3);

    /// Words 2 `pair` (in the low half) and 2 `pair` + 1 of the blocks (firstBlock, c1, c2, c3),
    /// (firstBlock + 1, c1, c2, c3), ...
    static long words(int pair, int firstBlock, int c1, int c2, int c3, long seed) {
        int x0 = firstBlock + (pair >>> 1);
        int x1 = c1;
        int x2 = c2;
        int x3 = c3;
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = Integer.toUnsignedLong(MULTIPLIER_0) * Integer.toUnsignedLong(x0);
            long p1 = Integer.toUnsignedLong(MULTIPLIER_1) * Integer.toUnsignedLong(x2);
            x0 = (int) (p1 >>> 32) ^ x1 ^ k0;
            x1 = (int) p1;
            x2 = (int) (p0 >>> 32) ^ x3 ^ k1;
            x3 = (int) p0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return (pair & 1) == 0
                ? Integer.toUnsignedLong(x0) | (long) x1 << 32
                : Integer.toUnsignedLong(x2) | (long) x3 << 32;
    }

    /// Fisher and Yates' shuffle: a chain of dependent swaps, so there are no twins.
    static void permutation(int[] out, int n, long seed, int c2, int c3) {
        for (int i = 0; i < n; i++) {
            out[i] = i;
        }
        int at = 0;
        for (int i = n - 1; i > 0; i--) {
            int bound = i + 1;
            int rejectBelow = (int) ((1L << 32) % bound);
            long product;
            do {
                long words = words(at >>> 1, 0, 0, c2, c3, seed);
                product = ((at & 1) == 0 ? words & 0xffffffffL : words >>> 32) * bound;
                at++;
            } while (Integer.compareUnsigned((int) product, rejectBelow) < 0);
            int j = (int) (product >>> 32);
            int swapped = out[i];
            out[i] = out[j];
            out[j] = swapped;
        }
    }
}
