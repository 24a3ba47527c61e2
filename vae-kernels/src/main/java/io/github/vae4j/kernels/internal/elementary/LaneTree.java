package io.github.vae4j.kernels.internal.elementary;

import static io.github.vae4j.kernels.internal.elementary.SimdElementary.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// The fixed order in which 16 lanes are summed, whatever the width of the hardware: neighbours first, then pairs of
/// neighbours, and so on. A register of 4 or 8 lanes is then a subtree of its own.
public final class LaneTree {
    /// Lanes of a sum; those of the widest hardware.
    public static final int LANES = 16;

    public static final VectorShuffle<Float> NEIGHBOUR_1 = VectorShuffle.fromOp(FLOATS, i -> i ^ 1);
    public static final VectorShuffle<
            Float> NEIGHBOUR_2 = VectorShuffle.fromOp(FLOATS, i -> (i ^ 2) % FLOATS.length());
    public static final VectorShuffle<
            Float> NEIGHBOUR_4 = VectorShuffle.fromOp(FLOATS, i -> (i ^ 4) % FLOATS.length());
    public static final VectorShuffle<
            Float> NEIGHBOUR_8 = VectorShuffle.fromOp(FLOATS, i -> (i ^ 8) % FLOATS.length());

    private LaneTree() {}

    /// The sum of the lanes of one register.
    public static float sum(FloatVector v) {
        FloatVector sum = v.add(v.rearrange(NEIGHBOUR_1));
        sum = sum.add(sum.rearrange(NEIGHBOUR_2));
        if (FLOATS.length() >= 8) {
            sum = sum.add(sum.rearrange(NEIGHBOUR_4));
        }
        if (FLOATS.length() >= 16) {
            sum = sum.add(sum.rearrange(NEIGHBOUR_8));
        }
        return sum.lane(0);
    }
}
