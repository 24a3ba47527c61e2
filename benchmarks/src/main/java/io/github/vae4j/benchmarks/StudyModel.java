package io.github.vae4j.benchmarks;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.ByteDataset;
import io.github.vae4j.core.data.Dataset;
import java.util.SplittableRandom;

/// The model of the study, 784-500-500-20, and images like those of MNIST: a border that is always black, a fifth of
/// the pixels inked.
final class StudyModel {
    static final VaeSpec SPEC = VaeSpec.of(784, 20);
    static final int FEATURES = SPEC.features();
    static final int LATENT = SPEC.latent();
    private static final int SIDE = 28;
    private static final int BORDER = 4;
    private static final double INKED = 0.37;

    private StudyModel() {}

    static Vae create() {
        return Vae.create(SPEC, 1);
    }

    /// Random images, bytes in memory.
    static Dataset images(int count) {
        SplittableRandom random = new SplittableRandom(7);
        byte[] pixels = new byte[count * FEATURES];
        for (int i = 0; i < pixels.length; i++) {
            int row = i % FEATURES / SIDE;
            int column = i % SIDE;
            boolean inside = Math.min(Math.min(row, column), SIDE - 1 - Math.max(row, column)) >= BORDER;
            if (inside && random.nextDouble() < INKED) {
                pixels[i] = (byte) random.nextInt(1, 256);
            }
        }
        return ByteDataset.of(pixels, SIDE, SIDE, ByteDataset.UNIT_SCALE, null);
    }

    /// The first samples as floats, (count, 784).
    static float[] rows(Dataset data, int count) {
        float[] x = new float[count * FEATURES];
        for (int i = 0; i < count; i++) {
            data.read(i, 0, x, i * FEATURES);
        }
        return x;
    }
}
