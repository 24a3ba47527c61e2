package io.github.vae4j.core.graph;

import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.internal.InputCheck;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.core.spec.Support;

/// Reads samples as the model wants them: scaled, and checked against what its likelihood can have.
public final class SampleRows {
    private final Scaling scaling;
    private final boolean isScaled;
    private final boolean isOfRaw;
    private final Support support;
    private final float[] parameters;
    private final int scalingAt;
    private final int features;

    /// @param parameters of the model, among them what the scaling has learned
    public SampleRows(VaeSpec spec, Graph graph, float[] parameters) {
        scaling = spec.scaling();
        isScaled = !scaling.equals(Scaling.none());
        isOfRaw = spec.likelihood().isOfRawSamples();
        support = spec.likelihood().support();
        this.parameters = parameters;
        scalingAt = graph.scalingAt();
        features = spec.features();
    }

    /// Reads a sample of a data set.
    ///
    /// @param x receives it as the encoder has it
    /// @param target receives it as the likelihood has it; may be the same array
    /// @throws IllegalArgumentException if a value does not suit the likelihood
    public void read(Dataset data, int sample, int epoch, float[] x, float[] target, int at) {
        data.read(sample, epoch, x, at);
        if (isOfRaw) {
            InputCheck.row(x, at, data, sample, support, Scaling.none());
            raw(x, target, at);
        } else if (isScaled || support != Support.UNIT || !data.isUnitRange()) {
            scaling.apply(x, at, features, parameters, scalingAt);
            InputCheck.row(x, at, data, sample, support, scaling);
        }
    }

    /// Scales and checks a sample of an array in place.
    ///
    /// @param target receives it as the likelihood has it; may be the same array
    /// @param sample number of it, for messages
    /// @throws IllegalArgumentException if a value does not suit the likelihood
    void prepare(float[] x, float[] target, int at, int sample) {
        if (isOfRaw) {
            InputCheck.row(x, at, features, sample, support, Scaling.none());
            raw(x, target, at);
        } else {
            scaling.apply(x, at, features, parameters, scalingAt);
            InputCheck.row(x, at, features, sample, support, scaling);
        }
    }

    private void raw(float[] x, float[] target, int at) {
        if (isScaled) {
            System.arraycopy(x, at, target, at, features);
            scaling.apply(x, at, features, parameters, scalingAt);
        }
    }

    /// Brings samples of the model back to the scale of the data.
    void undo(float[] x, int row, int rows) {
        if (isScaled && !isOfRaw) {
            for (int r = row; r < row + rows; r++) {
                scaling.undo(x, r * features, features, parameters, scalingAt);
            }
        }
    }
}
