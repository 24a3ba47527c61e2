package io.github.vae4j.benchmarks;

import java.util.SplittableRandom;

/// Random input, the same in every run.
final class RandomArrays {
    private RandomArrays() {}

    static float[] uniform(int length, double from, double to, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(from, to);
        }
        return values;
    }

    static float[] normal(int length, double deviation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }
}
