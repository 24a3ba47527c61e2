package io.github.vae4j.kernels;

import io.github.vae4j.kernels.internal.KernelSelection;
import io.github.vae4j.kernels.internal.MatrixArguments;
import io.github.vae4j.kernels.internal.random.PhiloxKernels;
import io.github.vae4j.kernels.internal.random.ScalarPhilox;
import io.github.vae4j.kernels.internal.random.SimdPhilox;

/// Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror and Shaw, *Parallel Random Numbers: As Easy as 1,
/// 2, 3*, SC 2011).
///
/// There is no generator object and no state: element i of a result depends on (seed, stream, epoch, sample, i) alone,
/// so it does not matter which thread draws it, when, or with which neighbours.
///
/// **Counter layout.** The key is the seed: word 0 its low half, word 1 its high half. The counter's words are
///
/// | word | holds |
/// |---|---|
/// | c0 | `i / 4`, the block within a row |
/// | c1 | sample |
/// | c2 | epoch |
/// | c3 | stream |
///
/// and element i is made from word `i mod 4` of the 128-bit result (a normal number from the words of its pair, `i` and
/// `i xor 1`). All 2^32 values of stream, epoch and sample are allowed. Different uses of one seed must differ in one of
/// them, or they get the same numbers.
///
/// **Errors.** All methods throw [IllegalArgumentException] if `n` or an offset is negative or a range does not fit its
/// array.
public final class Philox {
    private static final PhiloxKernels TWIN = KernelSelection.twin(ScalarPhilox::new, () -> new SimdPhilox());

    private Philox() {}

    /// Random bits: the words of Philox as they are.
    ///
    /// @param out receives n words of 32 independent bits
    /// @param offset index of the first
    /// @param n number of elements
    /// @param seed key of the generator
    /// @param stream what the numbers are for
    /// @param epoch for example a pass over the data
    /// @param sample for example an image
    /// @throws IllegalArgumentException see the class
    public static void bits(int[] out, int offset, int n, long seed, int stream, int epoch, int sample) {
        MatrixArguments.size("n", n);
        MatrixArguments.range("out", out.length, offset, n);
        TWIN.bits(out, offset, n, seed, 0, sample, epoch, stream);
    }

    /// Uniform numbers in [0, 1): multiples of 2^-24, from the upper 24 bits of each word.
    ///
    /// @param out receives n numbers
    /// @param offset index of the first
    /// @param n number of elements
    /// @param seed key of the generator
    /// @param stream what the numbers are for
    /// @param epoch for example a pass over the data
    /// @param sample for example an image
    /// @throws IllegalArgumentException see the class
    public static void uniform(float[] out, int offset, int n, long seed, int stream, int epoch, int sample) {
        range(out, offset, n);
        TWIN.uniform(out, offset, n, seed, sample, epoch, stream);
    }

    /// Standard normal numbers (Box and Muller 1958).
    ///
    /// Of each pair of words (w, w') the first gives the radius, `r = sqrt(-2 log u)` with `u = (w / 2 or 1) / 2^31`,
    /// which is never 0; the second the angle, `t = (w' / 2^8) / 2^24` of a turn. The pair of numbers is `r cos(2 pi t)`
    /// and `r sin(2 pi t)`. The largest magnitude that can occur is `sqrt(62 log 2) = 6.56`; the probability of a
    /// larger one in the normal distribution is 6e-11. Logarithm, sine and cosine are this library's own, so the bits
    /// are the same on every machine.
    ///
    /// @param out receives n numbers
    /// @param offset index of the first
    /// @param n number of elements
    /// @param seed key of the generator
    /// @param stream what the numbers are for
    /// @param epoch for example a pass over the data
    /// @param sample for example an image
    /// @throws IllegalArgumentException see the class
    public static void normal(float[] out, int offset, int n, long seed, int stream, int epoch, int sample) {
        range(out, offset, n);
        TWIN.normal(out, offset, n, seed, sample, epoch, stream);
    }

    /// Draws of 0 and 1: element i is 1 where [#uniform]'s element i is less than `probability_i`.
    ///
    /// So a probability of 0 (or NaN) never gives 1, a probability of 1 always does, and the others are exact to 2^-24.
    ///
    /// @param out receives n numbers, `0f` or `1f`
    /// @param outOffset index of the first
    /// @param probability n probabilities of a 1
    /// @param probabilityOffset index of the first
    /// @param n number of elements
    /// @param seed key of the generator
    /// @param stream what the numbers are for
    /// @param epoch for example a pass over the data
    /// @param sample for example an image
    /// @throws IllegalArgumentException see the class; also if `out` overlaps `probability`
    public static void bernoulli(float[] out, int outOffset, float[] probability, int probabilityOffset, int n,
            long seed, int stream, int epoch, int sample) {
        range(out, outOffset, n);
        MatrixArguments.vector("probability", probability, probabilityOffset, n);
        MatrixArguments.disjoint("out", out, outOffset, (long) outOffset + n, "probability", probability,
                probabilityOffset, (long) probabilityOffset + n);
        TWIN.bernoulli(out, outOffset, probability, probabilityOffset, n, seed, sample, epoch, stream);
    }

    /// A random permutation of 0 to n - 1, each equally likely (as far as 64 bits of seed can tell n! apart).
    ///
    /// The shuffle of Fisher and Yates in Durstenfeld's form: from the last position i down to 1, position i changes
    /// places with position `j <= i`. j comes from the next word w by Lemire's method (*Fast random integer generation
    /// in an interval*, 2019): the upper half of `w (i + 1)`, unless the lower half is below `2^32 mod (i + 1)`, in
    /// which case the word is rejected, so that every j is exactly equally likely. Words are those of [#bits] with
    /// sample 0, in order.
    ///
    /// @param out receives the permutation in its first n elements
    /// @param n number of elements
    /// @param seed key of the generator
    /// @param stream what the numbers are for
    /// @param epoch for example a pass over the data
    /// @throws IllegalArgumentException if `n` is negative or more than `out` has
    public static void permutation(int[] out, int n, long seed, int stream, int epoch) {
        MatrixArguments.size("n", n);
        MatrixArguments.range("out", out.length, 0, n);
        PhiloxKernels.permutation(out, n, seed, epoch, stream);
    }

    private static void range(float[] out, int offset, int n) {
        MatrixArguments.size("n", n);
        MatrixArguments.vector("out", out, offset, n);
    }
}
