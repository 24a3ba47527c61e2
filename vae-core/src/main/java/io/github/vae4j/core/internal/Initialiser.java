package io.github.vae4j.core.internal;

import io.github.vae4j.core.Initialisation;
import io.github.vae4j.kernels.Philox;

/// Draws the first weights of a model.
public final class Initialiser {
    private Initialiser() {}

    /// New parameters: weights as `initialisation` says, biases and log variance zero.
    public static float[] parameters(ParameterLayout layout, Initialisation initialisation, long seed) {
        float[] parameters = new float[layout.size()];
        int sample = 0;
        for (ParameterLayout.Block block : layout.blocks()) {
            if (block.isWeight()) {
                fill(parameters, block, initialisation, seed, sample);
            }
            sample++;
        }
        return parameters;
    }

    private static void fill(float[] parameters, ParameterLayout.Block block, Initialisation initialisation, long seed,
            int sample) {
        int n = block.rows() * block.columns();
        float[] draws = new float[n];
        float scale = initialisation.scale(block.rows(), block.columns());
        if (initialisation.isUniform()) {
            Philox.uniform(draws, 0, n, seed, Streams.INITIALISATION, 0, sample);
        } else {
            Philox.normal(draws, 0, n, seed, Streams.INITIALISATION, 0, sample);
        }
        for (int r = 0; r < block.rows(); r++) {
            for (int c = 0; c < block.columns(); c++) {
                float draw = draws[r * block.columns() + c];
                parameters[block.index(r, c)] = initialisation.isUniform()
                        ? scale * (2 * draw - 1)
                        : scale * draw;
            }
        }
    }
}
