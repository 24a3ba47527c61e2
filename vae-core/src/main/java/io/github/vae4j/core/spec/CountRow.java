package io.github.vae4j.core.spec;

import io.github.vae4j.kernels.model.CountScratch;
import io.github.vae4j.kernels.model.Softmax;
import io.github.vae4j.kernels.model.SparseRows;
import java.util.Arrays;
import java.util.Objects;

/// One sample of counts on its way through a likelihood: the list of what is not 0 in it, its total, and what is computed
/// from the decoder's output. One for each thread.
final class CountRow {
    /// Of the kernels.
    final CountScratch scratch;
    /// Where the list begins and ends.
    final int[] rowStart = new int[2];
    /// Features whose count is not 0.
    final int[] column;
    /// Their counts.
    final float[] value;
    /// Logarithm of the total.
    final float[] shift = new float[1];
    /// Logarithms of the shares of the features.
    final float[] logShare;
    /// Derivatives by them.
    final float[] byLogShare;
    /// Logarithm of the dispersion of each feature.
    final float[] logDispersion;
    /// Derivatives by them.
    final float[] byLogDispersion;
    private final int features;
    private final float[] memory;

    CountRow(int features) {
        this.features = features;
        scratch = new CountScratch(features);
        column = new int[features];
        value = new float[features];
        logShare = new float[features];
        byLogShare = new float[features];
        logDispersion = new float[features];
        byLogDispersion = new float[features];
        memory = new float[features];
    }

    /// Takes the counts of a row.
    ///
    /// @return `false` if all are 0: such a row costs nothing, whatever the output says, and that is written
    boolean take(DensityRows r, int row) {
        Entries given = r.entries();
        if (given == null) {
            list(r.x(), r.xAt() + row * features);
        } else {
            copy(given, r.firstSample() + row);
        }
        int entries = rowStart[1];
        double total = 0;
        for (int i = 0; i < entries; i++) {
            total += value[i];
        }
        shift[0] = (float) StrictMath.log(total);
        if (entries > 0) {
            return true;
        }
        r.cost()[r.costAt() + row] = 0;
        if (r.gradient() != null) {
            int at = r.gradientAt() + row * r.inputs();
            Arrays.fill(r.gradient(), at, at + r.inputs(), 0);
        }
        return false;
    }

    private void list(float[] x, int at) {
        SparseRows.count(rowStart, 1, x, at, features, 1, features);
        SparseRows.fill(rowStart, 0, column, value, x, at, features, 1, features);
    }

    /// Copies the entries of a sample, without the zeros that a file has stored.
    private void copy(Entries given, int sample) {
        int n = 0;
        for (int e = given.rowStart()[sample]; e < given.rowStart()[sample + 1]; e++) {
            float count = given.value()[e];
            if (count != 0) {
                column[n] = given.column()[e];
                value[n] = count;
                n++;
            }
        }
        rowStart[1] = n;
    }

    /// Computes the logarithms of the shares from the first `features` outputs of a row.
    void shares(DensityRows r, int row) {
        Softmax.logSoftmax(logShare, 0, r.input(), r.inputAt() + row * r.inputs(), 1, features, memory);
    }

    /// Writes the derivatives by those outputs, from those by the logarithms of the shares.
    void backward(DensityRows r, int row) {
        Softmax.logSoftmaxBackward(Objects.requireNonNull(r.gradient()), r.gradientAt() + row * r.inputs(), byLogShare,
                0, logShare, 0, 1, features, memory);
    }
}
