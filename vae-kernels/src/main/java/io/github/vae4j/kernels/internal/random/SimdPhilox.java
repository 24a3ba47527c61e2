package io.github.vae4j.kernels.internal.random;

import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.INTS;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.LANES;
import static io.github.vae4j.kernels.internal.elementary.SimdElementary.all;
import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.github.vae4j.kernels.internal.OutOfLine;
import io.github.vae4j.kernels.internal.elementary.SimdElementary;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// [ScalarPhilox] with vectors: a pass that writes random bits (into the memory of the floats, if floats are wanted),
/// then one or two that turn them into numbers in place, chunk by chunk so that they stay in the first-level cache. One
/// loop for all would exceed what C2 inlines, box its vectors and be 100 times slower.
@SuppressWarnings("UnusedMethod") // the loops that are compiled apart are found by their names
public final class SimdPhilox implements PhiloxKernels {
    private static final VectorSpecies<Long> LONGS = FLOATS.vectorShape().withLanes(long.class);
    /// Blocks of four words at a time.
    private static final int BLOCKS = LONGS.length();
    private static final int CHUNK = 2048;

    private static final long LOW = 0xffffffffL;
    // Every second pair of lanes
    private static final VectorMask<Integer> ODD = VectorMask.fromLong(INTS, 0xcccc);
    // Pairs 0, 0, 1, 1, ... and the same for the upper half of them; of ints, because C2 has no shuffle of two longs.
    private static final VectorShuffle<Integer> LOWER_TWICE = twice(0);
    private static final VectorShuffle<Integer> UPPER_TWICE = twice(BLOCKS);
    private static final LongVector V_LOW = LongVector.broadcast(LONGS, LOW);
    private static final LongVector V_HIGH = LongVector.broadcast(LONGS, ~LOW);
    private static final LongVector LANE_NUMBERS = LongVector.zero(LONGS).addIndex(1);

    // In one compilation with each other and the words, vectors are boxed once it is hot.
    private static final OutOfLine RADII = new OutOfLine(MethodHandles.lookup(), "radii", float[].class,
            int.class, int.class);
    private static final OutOfLine TURN = new OutOfLine(MethodHandles.lookup(), "turn", float[].class,
            int.class, int.class);

    private static VectorShuffle<Integer> twice(int firstPair) {
        return VectorShuffle.fromOp(INTS, lane -> (lane / 2 + firstPair) / 2 * 2 + lane % 2);
    }

    @Override
    public void bits(int[] out, int offset, int n, long seed, int firstBlock, int c1, int c2, int c3) {
        words(out, null, offset, n, seed, firstBlock, c1, c2, c3);
    }

    @Override
    public void uniform(float[] out, int offset, int n, long seed, int c1, int c2, int c3) {
        for (int from = 0; from < n; from += CHUNK) {
            int count = Math.min(n - from, CHUNK);
            words(null, out, offset + from, count, seed, from / 4, c1, c2, c3);
            for (int i = offset + from; i < offset + from + count; i += LANES) {
                VectorMask<Float> mask = SimdElementary.firstLanes(offset + from + count - i);
                unit(FloatVector.fromArray(FLOATS, out, i, mask).reinterpretAsInts()).intoArray(out, i, mask);
            }
        }
    }

    @Override
    public void bernoulli(float[] out, int outOffset, float[] probability, int probabilityOffset, int n, long seed,
            int c1, int c2, int c3) {
        for (int from = 0; from < n; from += CHUNK) {
            int count = Math.min(n - from, CHUNK);
            words(null, out, outOffset + from, count, seed, from / 4, c1, c2, c3);
            for (int i = from; i < from + count; i += LANES) {
                VectorMask<Float> mask = SimdElementary.firstLanes(from + count - i);
                FloatVector u = unit(FloatVector.fromArray(FLOATS, out, outOffset + i, mask).reinterpretAsInts());
                FloatVector p = FloatVector.fromArray(FLOATS, probability, probabilityOffset + i, mask);
                all(0f).blend(1f, u.compare(LT, p)).intoArray(out, outOffset + i, mask);
            }
        }
    }

    @Override
    public void normal(float[] out, int offset, int n, long seed, int c1, int c2, int c3) {
        int pairs = n & -2;
        for (int from = 0; from < pairs; from += CHUNK) {
            int count = Math.min(pairs - from, CHUNK);
            words(null, out, offset + from, count, seed, from / 4, c1, c2, c3);
            try {
                RADII.loop().invokeExact(out, offset + from, count);
                TURN.loop().invokeExact(out, offset + from, count);
            } catch (Throwable e) {
                throw OutOfLine.unchecked(e);
            }
        }
        if (pairs < n) {
            out[offset + pairs] = ScalarPhilox.normalAt(pairs, seed, c1, c2, c3);
        }
    }

    /// Turns the first word of every pair into the radius that Box and Muller give it, two registers at a time: one then
    /// holds the first words of all pairs and one the second words.
    private static void radii(float[] x, int offset, int n) {
        for (int i = 0; i < n; i += 2 * LANES) {
            VectorMask<Float> first = SimdElementary.firstLanes(n - i);
            VectorMask<Float> second = SimdElementary.firstLanes(n - i - LANES);
            LongVector a = FloatVector.fromArray(FLOATS, x, offset + i, first).reinterpretAsLongs();
            LongVector b = FloatVector.fromArray(FLOATS, x, offset + i + LANES, second).reinterpretAsLongs();
            LongVector words = highHalves(a, b);
            LongVector radii = radius(lowHalves(a, b).reinterpretAsInts()).reinterpretAsLongs();
            // lowHalves and highHalves, written out: after the logarithm C2 inlines no more methods of ours.
            radii.lanewise(AND, V_LOW).lanewise(OR, words.lanewise(LSHL, 32)).reinterpretAsFloats()
                    .intoArray(x, offset + i, first);
            radii.lanewise(LSHR, 32).lanewise(OR, words.lanewise(AND, V_HIGH)).reinterpretAsFloats()
                    .intoArray(x, offset + i + LANES, second);
        }
    }

    /// Turns pairs of a radius and a word into pairs of normal numbers.
    private static void turn(float[] x, int offset, int n) {
        for (int i = 0; i < n; i += 2 * LANES) {
            VectorMask<Float> first = SimdElementary.firstLanes(n - i);
            VectorMask<Float> second = SimdElementary.firstLanes(n - i - LANES);
            LongVector a = FloatVector.fromArray(FLOATS, x, offset + i, first).reinterpretAsLongs();
            LongVector b = FloatVector.fromArray(FLOATS, x, offset + i + LANES, second).reinterpretAsLongs();
            FloatVector radius = lowHalves(a, b).reinterpretAsFloats();
            FloatVector turn = unit(highHalves(a, b).reinterpretAsInts());
            FloatVector quarters = SimdElementary.quarters(turn);
            FloatVector rest = SimdElementary.withoutQuarters(turn, quarters);
            FloatVector sinNear = SimdElementary.sinNear(rest);
            FloatVector cosNear = SimdElementary.cosNear(rest);
            IntVector number = quarters.reinterpretAsInts();
            VectorMask<Float> odd = number.lanewise(AND, 1).compare(NE, 0).cast(FLOATS);
            IntVector sinSign = number.lanewise(AND, 2).lanewise(LSHL, 30);
            IntVector cosSign = number.add(1).lanewise(AND, 2).lanewise(LSHL, 30);
            LongVector cos = cosNear.blend(sinNear, odd).mul(radius).reinterpretAsInts().lanewise(XOR, cosSign)
                    .reinterpretAsLongs();
            LongVector sin = sinNear.blend(cosNear, odd).mul(radius).reinterpretAsInts().lanewise(XOR, sinSign)
                    .reinterpretAsLongs();
            // lowHalves and highHalves, written out as above.
            cos.lanewise(AND, V_LOW).lanewise(OR, sin.lanewise(LSHL, 32)).reinterpretAsFloats()
                    .intoArray(x, offset + i, first);
            cos.lanewise(LSHR, 32).lanewise(OR, sin.lanewise(AND, V_HIGH)).reinterpretAsFloats()
                    .intoArray(x, offset + i + LANES, second);
        }
    }

    /// The low words of a, and beside them those of b.
    private static LongVector lowHalves(LongVector a, LongVector b) {
        return a.lanewise(AND, V_LOW).lanewise(OR, b.lanewise(LSHL, 32));
    }

    /// The high words of a, and beside them those of b.
    private static LongVector highHalves(LongVector a, LongVector b) {
        return a.lanewise(LSHR, 32).lanewise(OR, b.lanewise(AND, V_HIGH));
    }

    private static FloatVector radius(IntVector words) {
        FloatVector u = floats(words.lanewise(LSHR, 1).lanewise(OR, 1)).mul(0x1p-31f);
        return SimdElementary.log(u).mul(-2f).sqrt();
    }

    private static FloatVector unit(IntVector words) {
        return floats(words.lanewise(LSHR, 8)).mul(0x1p-24f);
    }

    private static FloatVector floats(IntVector n) {
        return (FloatVector) n.convertShape(I2F, FLOATS, 0);
    }

    /// Writes random words into one of the arrays. A lane of a register holds a word of one block; what its upper half
    /// holds does not matter, because a multiplication masks it.
    private static void words(int @Nullable [] ints, float @Nullable [] floats, int offset, int n, long seed,
            int firstBlock, int c1, int c2, int c3) {
        for (int i = 0; i < n; i += 4 * BLOCKS) {
            LongVector x0 = LANE_NUMBERS.add(firstBlock + (i >>> 2));
            LongVector x1 = LongVector.broadcast(LONGS, c1);
            LongVector x2 = LongVector.broadcast(LONGS, c2);
            LongVector x3 = LongVector.broadcast(LONGS, c3);
            int k0 = (int) seed;
            int k1 = (int) (seed >>> 32);
            for (int round = 0; round < ROUNDS; round++) {
                LongVector p0 = product(x0, MULTIPLIER_0);
                LongVector p1 = product(x2, MULTIPLIER_1);
                x0 = p1.lanewise(LSHR, 32).lanewise(XOR, x1).lanewise(XOR, (long) k0);
                x1 = p1;
                x2 = p0.lanewise(LSHR, 32).lanewise(XOR, x3).lanewise(XOR, (long) k1);
                x3 = p0;
                k0 += WEYL_0;
                k1 += WEYL_1;
            }
            LongVector first = lowHalves(x0, x1);
            LongVector second = lowHalves(x2, x3);
            IntVector a = first.reinterpretAsInts();
            IntVector b = second.reinterpretAsInts();
            IntVector lower = a.rearrange(LOWER_TWICE).blend(b.rearrange(LOWER_TWICE), ODD);
            IntVector upper = a.rearrange(UPPER_TWICE).blend(b.rearrange(UPPER_TWICE), ODD);
            store(lower, ints, floats, offset, i, n);
            store(upper, ints, floats, offset, i + LANES, n);
        }
    }

    /// The exact product of the low halves.
    private static LongVector product(LongVector x, int multiplier) {
        return x.lanewise(AND, V_LOW).mul(multiplier & LOW);
    }

    private static void store(IntVector words, int @Nullable [] ints, float @Nullable [] floats, int offset, int i,
            int n) {
        VectorMask<Float> mask = SimdElementary.firstLanes(n - i);
        if (ints != null) {
            words.intoArray(ints, offset + i, mask.cast(INTS));
        } else if (floats != null) {
            words.reinterpretAsFloats().intoArray(floats, offset + i, mask);
        }
    }
}
