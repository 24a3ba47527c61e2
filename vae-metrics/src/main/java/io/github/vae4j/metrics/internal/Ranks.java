package io.github.vae4j.metrics.internal;

import java.util.Arrays;

/// Orders and ranks of single-precision numbers. Sorts numbers, not objects: the bits of a float, turned so that they
/// rise with it, above its index.
public final class Ranks {
    private Ranks() {}

    /// A number that rises with the value, then with the index.
    public static long key(float value, int index) {
        // Minus zero and zero are one value.
        int bits = Float.floatToIntBits(value + 0f);
        int rising = bits < 0 ? ~bits ^ Integer.MIN_VALUE : bits;
        return (long) rising << 32 | index;
    }

    /// The value that a key was made with; zero for minus zero.
    public static float value(long key) {
        int rising = (int) (key >> 32);
        return Float.intBitsToFloat(rising < 0 ? ~(rising ^ Integer.MIN_VALUE) : rising);
    }

    /// The index that a key was made with.
    public static int index(long key) {
        return (int) key;
    }

    /// The rows of one column of (n, d) values, from the least value up; equal ones in the order of the rows.
    public static int[] order(float[] x, int d, int column) {
        long[] keys = keys(x, d, column);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = index(keys[i]);
        }
        return order;
    }

    private static long[] keys(float[] x, int d, int column) {
        long[] keys = new long[x.length / d];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(x[i * d + column], i);
        }
        Arrays.sort(keys);
        return keys;
    }

    /// The ranks of one column of (n, d) values, from 1, to `out` from index `at`; equal values share their mean rank. A
    /// float holds halves up to 2^23.
    public static void of(float[] x, int d, int column, float[] out, int at) {
        int n = x.length / d;
        long[] keys = keys(x, d, column);
        for (int from = 0; from < n;) {
            int to = from + 1;
            while (to < n && keys[to] >> 32 == keys[from] >> 32) {
                to++;
            }
            for (int i = from; i < to; i++) {
                out[at + index(keys[i])] = (from + 1 + to) / 2f;
            }
            from = to;
        }
    }
}
