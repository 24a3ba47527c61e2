package io.github.vae4j.metrics;

import java.math.BigInteger;

/// The normal numbers of NumPy's `default_rng(0)`: PCG64 (O'Neill 2014, XSL-RR, 128 bits of state) from the state that this
/// seed has there, and the ziggurat of Marsaglia and Tsang (2000) with 256 layers and 52 bits, the lowest byte of a word for
/// the layer, then the sign, then the place.
public final class NumpyNormal {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);
    private static final BigInteger FACTOR = new BigInteger("2360ed051fc65da44385df649fccf645", 16);
    private static final BigInteger INCREMENT = new BigInteger("87136372517582989555478159403783844777");
    private static final int LAYERS = 256;
    /// Where the tail begins, and the area of each layer.
    private static final double TAIL = 3.654152885361009;
    private static final double AREA = 0.004928673233974658;
    private static final double SCALE = 1L << 52;

    private final double[] edge = new double[LAYERS + 1];
    private BigInteger state = new BigInteger("35399562948360463058890781895381311971");

    public NumpyNormal() {
        edge[LAYERS] = AREA / density(TAIL);
        edge[LAYERS - 1] = TAIL;
        for (int i = LAYERS - 2; i > 0; i--) {
            edge[i] = Math.sqrt(-2 * Math.log(AREA / edge[i + 1] + density(edge[i + 1])));
        }
    }

    private static double density(double x) {
        return Math.exp(-0.5 * x * x);
    }

    private long word() {
        state = state.multiply(FACTOR).add(INCREMENT).mod(MODULUS);
        long high = state.shiftRight(64).longValue();
        return Long.rotateRight(high ^ state.longValue(), (int) (high >>> 58));
    }

    private double uniform() {
        return (word() >>> 11) * 0x1p-53;
    }

    /// The next number.
    public double next() {
        while (true) {
            long word = word();
            int layer = (int) (word & 0xFF);
            long place = word >>> 9 & 0x000FFFFFFFFFFFFFL;
            int sign = (word >>> 8 & 1) == 0 ? 1 : -1;
            // Layer 0 is the lowest, of the width of the area, with the tail.
            double width = layer == 0 ? edge[LAYERS] : edge[layer];
            double x = place * (width / SCALE);
            double within = layer == 0 ? TAIL : layer == 1 ? 0 : edge[layer - 1];
            if (x < within) {
                return sign * x;
            }
            if (layer == 0) {
                double beyond;
                double depth;
                do {
                    beyond = -Math.log1p(-uniform()) / TAIL;
                    depth = -Math.log1p(-uniform());
                } while (depth + depth <= beyond * beyond);
                return (place >>> 8 & 1) == 1 ? -(TAIL + beyond) : TAIL + beyond;
            }
            double top = layer == 1 ? 1 : density(edge[layer - 1]);
            if ((top - density(edge[layer])) * uniform() + density(edge[layer]) < density(x)) {
                return sign * x;
            }
        }
    }

    /// The next numbers.
    public double[] next(int count) {
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = next();
        }
        return out;
    }
}
