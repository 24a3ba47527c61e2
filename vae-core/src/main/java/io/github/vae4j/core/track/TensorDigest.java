package io.github.vae4j.core.track;

import io.github.vae4j.core.graph.ParameterView;
import java.util.ArrayList;
import java.util.List;

/// A digest of 64 bits over the bits of a named tensor, or of a part of it that is another one every step.
///
/// A tensor is cut into runs of up to 32 values that lie side by side in memory, and a part is consecutive runs, which are read
/// as fast as memory allows. A tensor of few runs is always digested as a whole. Each word of two values goes through a bijection,
/// `h = rotate((h ^ word) * odd, 29)`, in four chains that do not wait for each other: a change of one word always changes
/// the digest, other changes are missed with a chance of about 2^-64. It is a checksum: nobody is kept from forging one.
final class TensorDigest {
    private static final int RUN = 32;
    // A part has at least as many runs, or it would see too little of the tensor.
    private static final int LEAST_RUNS = 4;
    // Odd, and its bits are those of a random number: 2^64 divided by the golden ratio.
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final int ROTATION = 29;

    private final String name;
    private final int rows;
    // Of the first row: where each group of columns begins, and how many they are; and how far it is to the next row.
    private final int[] start;
    private final int[] length;
    private final int[] stride;
    private final int parts;

    /// @param parts that the tensor is digested in, 1 for all of it at once
    TensorDigest(ParameterView view, int parts) {
        name = view.name();
        rows = view.rows();
        List<int[]> groups = new ArrayList<>();
        for (int c = 0; c < view.columns() && rows > 0;) {
            int first = view.index(0, c);
            int n = 1;
            while (n < RUN && c + n < view.columns() && view.index(0, c + n) == first + n) {
                n++;
            }
            groups.add(new int[] {first, n, rows > 1 ? view.index(1, c) - first : 0});
            c += n;
        }
        start = groups.stream().mapToInt(group -> group[0]).toArray();
        length = groups.stream().mapToInt(group -> group[1]).toArray();
        stride = groups.stream().mapToInt(group -> group[2]).toArray();
        this.parts = runs() < (long) LEAST_RUNS * parts ? 1 : parts;
    }

    String name() {
        return name;
    }

    private int runs() {
        return start.length * rows;
    }

    /// The digest of the part whose turn it is.
    ///
    /// @param parameters of the whole model
    /// @param step decides the part, from 0
    long of(float[] parameters, long step) {
        long a = 1;
        long b = 2;
        long c = 3;
        long d = 4;
        int part = (int) (step % parts);
        int last = (int) ((long) runs() * (part + 1) / parts);
        for (int run = (int) ((long) runs() * part / parts); run < last; run++) {
            int group = run / rows;
            int at = start[group] + run % rows * stride[group];
            int end = at + length[group];
            for (; at + 7 < end; at += 8) {
                a = mix(a, word(parameters, at));
                b = mix(b, word(parameters, at + 2));
                c = mix(c, word(parameters, at + 4));
                d = mix(d, word(parameters, at + 6));
            }
            for (; at < end; at++) {
                a = mix(a, Float.floatToRawIntBits(parameters[at]));
            }
        }
        return mix(mix(mix(a, b), c), d);
    }

    private static long word(float[] values, int at) {
        return (long) Float.floatToRawIntBits(values[at]) << Integer.SIZE
                | Float.floatToRawIntBits(values[at + 1]) & 0xFFFF_FFFFL;
    }

    private static long mix(long h, long word) {
        return Long.rotateLeft((h ^ word) * FACTOR, ROTATION);
    }
}
