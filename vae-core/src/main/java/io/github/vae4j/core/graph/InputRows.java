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
    public interface Rows {
        /// Writes a sample to row `to`, as the encoder and as the likelihood want it.
        void read(int sample, float[] x, float[] target, int to);
    }

    /// The samples of a data set.
    ///
    /// @throws IllegalArgumentException if it has not the conditions of the model
    public Rows of(Dataset data) {
        Dataset suited = samples.suited(data);
        return (sample, x, target, to) -> samples.read(suited, sample, 0, x, target, to);
    }

    /// The rows of an array.
    ///
    /// @param given conditions of the model, one row for each sample or one for all; `null` if it has none
    public Rows of(float[] values, @Nullable Conditions given) {
        return (sample, x, target, to) -> samples.read(values, given, sample, x, target, to);
    }

    /// Reads some samples into the first rows of a frame.
    void read(Frame frame, Rows x, int row, int count) {
        float[] values = frame.values(graph.x());
        SparseInput sparse = frame.sparse();
        for (int r = 0; r < count; r++) {
            x.read(row + r, values, frame.values(graph.target()), r);
            graph.copyCondition(frame, r);
        }
        for (int r = 0; r < count; r++) {
            sparse.count(values, r);
        }
        sparse.decide(count);
        for (int r = 0; r < count && sparse.isUsed(); r++) {
            sparse.fill(values, r);
        }
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
