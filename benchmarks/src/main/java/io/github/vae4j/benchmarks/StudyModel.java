package io.github.vae4j.benchmarks;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.core.graph.DoubleFrame;
import io.github.vae4j.core.graph.Graph;
import io.github.vae4j.core.graph.ModelGraph;
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
        return Datasets.ofBytes(pixels, SIDE, SIDE, ReadOptions.UNIT_SCALE);
    }

    /// The first samples as floats, (count, 784).
    static float[] rows(Dataset data, int count) {
        float[] x = new float[count * FEATURES];
        for (int i = 0; i < count; i++) {
            data.read(i, 0, x, i * FEATURES);
        }
        return x;
    }

    /// Means and log variances of the first samples in double arithmetic, as the formulas say: (count, 2 LATENT).
    static double[] exactCodes(float[] parameters, float[] x, int count) {
        Graph graph = ModelGraph.forEvaluation(SPEC);
        return DoubleFrame.of(graph, doubles(parameters), x, count).values(graph.latent().posterior());
    }

    static double[] doubles(float[] values) {
        double[] exact = new double[values.length];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = values[i];
        }
        return exact;
    }
}
