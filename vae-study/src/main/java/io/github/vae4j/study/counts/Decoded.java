package io.github.vae4j.study.counts;

import io.github.vae4j.core.Evaluator;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.spec.Support;

/// What a decoder of counts makes of codes, row by row; a block of rows is decoded at a time. The first numbers of a row, one a
/// feature, are the logits of the features' shares: all likelihoods of counts take the softmax of them.
final class Decoded {
    private static final int BLOCK = 128;

    private final Evaluator evaluator;
    private final int latent;
    private final float[] z;
    private float[] block = new float[0];
    private int from = -BLOCK;
    private int width;

    /// @param z codes, one row after the other
    Decoded(VaeSpec spec, Evaluator evaluator, float[] z) {
        this.evaluator = evaluator;
        this.latent = spec.latent();
        this.z = z;
    }

    /// Refuses a model whose decoder gives no shares.
    ///
    /// @throws IllegalArgumentException if the likelihood is not one of counts
    static void require(VaeSpec spec) {
        if (spec.likelihood().support() != Support.COUNT) {
            throw new IllegalArgumentException("the likelihood must be one of counts, such as multinomial, but is "
                    + spec.likelihood());
        }
    }

    /// Decodes a row, unless it has been with the row before.
    ///
    /// @return index of its first number in [#values]
    int at(int row) {
        if (row < from || row >= from + BLOCK) {
            from = row - row % BLOCK;
            int rows = Math.min(BLOCK, z.length / latent - from);
            float[] codes = new float[rows * latent];
            System.arraycopy(z, from * latent, codes, 0, codes.length);
            block = evaluator.outputs(codes, rows);
            width = block.length / rows;
        }
        return (row - from) * width;
    }

    /// The numbers of the block.
    float[] values() {
        return block;
    }

    /// Logarithms of the shares of all features in a row.
    void logShares(int row, double[] logs) {
        int at = at(row);
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logs.length; i++) {
            largest = Math.max(largest, block[at + i]);
        }
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            sum += StrictMath.exp(block[at + i] - largest);
        }
        double log = largest + StrictMath.log(sum);
        for (int i = 0; i < logs.length; i++) {
            logs[i] = block[at + i] - log;
        }
    }
}
