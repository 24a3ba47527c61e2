package io.github.vae4j.core.graph;

import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.spec.Value;
import org.jspecify.annotations.Nullable;

/// Brings samples and conditions, wherever they are, to where a model has them when it is evaluated.
///
/// @param samples reads one
/// @param graph of the model
public record InputRows(SampleRows samples, Graph graph) {
    /// Samples that a model can have.
    @FunctionalInterface
    public interface Rows {
        /// Makes `count` samples from `row` on the batch of a frame, as encoder, likelihood and decoder want them.
        void read(Frame frame, int row, int count);
    }

    /// The samples of a data set.
    ///
    /// @throws IllegalArgumentException if it has not the conditions of the model
    public Rows of(Dataset data) {
        Dataset suited = samples.suited(data);
        return (frame, row, count) -> samples.read(frame, suited, row, count);
    }

    /// The rows of an array.
    ///
    /// @param given conditions of the model, one row for each sample or one for all; `null` if it has none
    public Rows of(float[] values, @Nullable Conditions given) {
        return (frame, row, count) -> samples.read(frame, values, given, row, count);
    }

    /// Writes given conditions into the first rows of a frame, for the decoder of a conditional model.
    void write(Frame frame, @Nullable Conditions given, int row, int count) {
        Value condition = graph.condition();
        if (condition != null && given != null) {
            for (int r = 0; r < count; r++) {
                given.write(given.size() == 1 ? 0 : row + r, frame.values(condition), r * condition.width());
            }
        }
    }

    /// Copies the conditions of the first rows of a frame to those of another.
    void copy(Frame from, Frame to, int count) {
        Value condition = graph.condition();
        if (condition != null) {
            System.arraycopy(from.values(condition), 0, to.values(condition), 0, count * condition.width());
        }
    }
}
