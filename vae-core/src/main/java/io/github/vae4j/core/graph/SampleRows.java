package io.github.vae4j.core.graph;

import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.core.internal.InputCheck;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.core.spec.Support;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads samples as the model wants them: scaled, and checked against what its likelihood can have.
public final class SampleRows {
    private final Scaling scaling;
    private final boolean isScaled;
    private final boolean isOfRaw;
    private final Support support;
    private final float[] parameters;
    private final int scalingAt;
    private final int features;
    private final Graph graph;
    private final boolean needsDense;
    private final boolean needsDenseTarget;

    /// @param parameters of the model, among them what the scaling has learned
    public SampleRows(VaeSpec spec, Graph graph, float[] parameters) {
        scaling = spec.scaling();
        isScaled = !scaling.equals(Scaling.none());
        isOfRaw = spec.likelihood().isOfRawSamples();
        support = spec.likelihood().support();
        this.parameters = parameters;
        scalingAt = graph.scalingAt();
        features = spec.features();
        this.graph = graph;
        needsDense = graph.needsDense(graph.x());
        needsDenseTarget = !graph.target().equals(graph.x()) && graph.needsDense(graph.target());
    }

    /// The entries of a data set, if its samples can be scaled and checked by them alone; otherwise `null`.
    public @Nullable SparseDataset entries(Dataset data) {
        return data instanceof SparseDataset sparse && scaling.keepsZeros() && support.contains(0) ? sparse : null;
    }

    /// Reads some samples in their order, and lists what is not 0 if it is little.
    ///
    /// @param frame whose batch they become
    void read(Frame frame, Dataset data, int sample, int count) {
        SparseInput lists = frame.sparse();
        SparseDataset entries = entries(data);
        if (entries != null) {
            for (int r = 0; r < count; r++) {
                lists.count(r, entries.entries(sample + r));
            }
            lists.decide(count, true);
            for (int r = 0; r < count && lists.isUsed(); r++) {
                readEntries(frame, entries, sample + r, r);
            }
            if (lists.isUsed()) {
                return;
            }
        }
        for (int r = 0; r < count; r++) {
            read(data, sample + r, 0, frame.values(graph.x()), frame.values(graph.target()), r * features);
        }
        if (entries == null) {
            list(frame, count);
        }
    }

    /// Copies some samples of an array, scales and checks them, and lists what is not 0 if it is little.
    void read(Frame frame, float[] from, int sample, int count) {
        float[] x = frame.values(graph.x());
        for (int r = 0; r < count; r++) {
            System.arraycopy(from, (sample + r) * features, x, r * features, features);
            prepare(x, frame.values(graph.target()), r * features, sample + r);
        }
        list(frame, count);
    }

    private void list(Frame frame, int count) {
        SparseInput lists = frame.sparse();
        for (int r = 0; r < count; r++) {
            lists.count(frame.values(graph.x()), r);
        }
        lists.decide(count, false);
        for (int r = 0; r < count && lists.isUsed(); r++) {
            lists.fill(frame.values(graph.x()), r);
        }
    }

    /// Reads a sample of sparse data into its place in the lists, which have been [decided][SparseInput#decide] on.
    ///
    /// @param row of the batch
    /// @throws IllegalArgumentException if a value does not suit the likelihood
    public void readEntries(Frame frame, SparseDataset data, int sample, int row) {
        SparseInput lists = frame.sparse();
        int from = lists.rowStart()[row];
        int end = lists.rowStart()[row + 1];
        float[] value = lists.value();
        data.readEntries(sample, lists.column(), value, from);
        if (isOfRaw) {
            InputCheck.entries(value, lists.column(), from, end, data, sample, support, Scaling.none());
            if (isScaled) {
                System.arraycopy(value, from, lists.raw(), from, end - from);
                scaling.apply(value, from, end - from, parameters, scalingAt);
            }
        } else if (isScaled || support != Support.UNIT || !data.isUnitRange()) {
            scaling.apply(value, from, end - from, parameters, scalingAt);
            InputCheck.entries(value, lists.column(), from, end, data, sample, support, scaling);
        }
        if (needsDense) {
            spread(frame.values(graph.x()), row * features, lists, value, from, end);
        }
        if (needsDenseTarget) {
            spread(frame.values(graph.target()), row * features, lists, lists.raw(), from, end);
        }
    }

    private void spread(float[] x, int at, SparseInput lists, float[] value, int from, int end) {
        Arrays.fill(x, at, at + features, 0);
        for (int e = from; e < end; e++) {
            x[at + lists.column()[e]] = value[e];
        }
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
    private void prepare(float[] x, float[] target, int at, int sample) {
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
