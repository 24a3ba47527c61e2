package io.github.vae4j.core.spec;

/// Random counts for one row, one after the other.
final class CountDraws {
    private static final int BLOCK = 256;
    // exp(-mean) of a part must not underflow.
    private static final double LARGEST_PART = 256;

    private final Draws draws;
    private final float[] numbers = new float[BLOCK];
    private int at = BLOCK;
    private int block;

    CountDraws(Draws draws) {
        this.draws = draws;
    }

    /// A number from 0 to below 1, a multiple of 2^-48.
    double uniform() {
        double high = next();
        return high + 0x1p-24 * next();
    }

    private float next() {
        if (at == BLOCK) {
            new Draws(draws.seed(), draws.stream(), draws.epoch() + block++, draws.row()).uniform(numbers, 0, BLOCK);
            at = 0;
        }
        return numbers[at++];
    }

    /// A count with a Poisson distribution, by its distribution function; a large mean is a sum of smaller ones.
    ///
    /// @param mean 0 or more
    double poisson(double mean) {
        double count = 0;
        for (double left = mean; left > 0; left -= LARGEST_PART) {
            double part = Math.min(left, LARGEST_PART);
            double u = uniform();
            double p = StrictMath.exp(-part);
            double sum = p;
            int k = 0;
            while (u >= sum && p > 0) {
                p *= part / ++k;
                sum += p;
            }
            count += k;
        }
        return count;
    }

    /// A number with a gamma distribution of scale 1, by rejection (Marsaglia and Tsang 2000).
    ///
    /// @param shape above 0
    double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
        }
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = normal();
            double v = StrictMath.pow(1 + c * z, 3);
            if (v > 0 && StrictMath.log(1 - uniform()) < z * z / 2 + d - d * v + d * StrictMath.log(v)) {
                return d * v;
            }
        }
    }

    /// By Box and Muller.
    private double normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }

    /// How often each feature is met in `total` tries.
    void multinomial(float[] x, int xAt, double[] shares, long total) {
        double[] sums = new double[shares.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i];
            sums[i] = sum;
            x[xAt + i] = 0;
        }
        for (long k = 0; k < total; k++) {
            double u = uniform() * sum;
            int low = 0;
            int high = shares.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sums[middle] > u) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            x[xAt + low]++;
        }
    }
}
