package io.github.vae4j.core.graph;

import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Condition;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.core.internal.InputCheck;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.core.spec.Scaling;
import io.github.vae4j.core.spec.Support;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads samples as the model wants them: scaled, and checked against what its likelihood can have.
public final class SampleRows {
    private final Scaling scaling;
    private final boolean isScaled;
    private final boolean isOfRaw;
    private final boolean takesMissing;
    private final boolean isTargetOther;
    private final Likelihood likelihood;
    private final float[] parameters;
    private final int scalingAt;
    private final int features;
    private final List<Condition> conditions;
    private final int width;
    private final Graph graph;
    private final boolean needsDense;
    private final boolean needsDenseTarget;

    /// @param parameters of the model, among them what the scaling has learned
    public SampleRows(VaeSpec spec, Graph graph, float[] parameters) {
        scaling = spec.scaling();
        isScaled = !scaling.equals(Scaling.none());
        isOfRaw = spec.likelihood().isOfRawSamples();
        likelihood = spec.likelihood();
        takesMissing = likelihood.takesMissing();
        isTargetOther = !graph.target().equals(graph.x());
        this.graph = graph;
        needsDense = graph.needsDense(graph.x());
        needsDenseTarget = isTargetOther && graph.needsDense(graph.target());
        this.parameters = parameters;
        scalingAt = graph.scalingAt();
        features = spec.features();
        conditions = spec.conditions();
        width = features + Condition.width(conditions);
    }

    /// A view of data that has the conditions of the model: needed before its samples are read.
    ///
    /// @throws IllegalArgumentException if one is missing, or a sample has a category that the model does not know
    public Dataset suited(Dataset data) {
        return conditions.isEmpty() || data.conditions().equals(conditions)
                ? data
                : data.withConditions(Conditions.of(data).as(conditions, data::place));
    }

    /// The entries of a data set, if its samples can be scaled and checked by them alone; otherwise `null`.
    ///
    /// Conditions are columns that the lists of the data do not have, and missing values are found where rows are dense: rows
    /// then are listed after they were read.
    public @Nullable SparseDataset entries(Dataset data) {
        return data instanceof SparseDataset sparse && scaling.keepsZeros() && likelihood.support().contains(0)
                && conditions.isEmpty() && !takesMissing ? sparse : null;
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
            read(data, sample + r, 0, frame.values(graph.x()), frame.values(graph.target()), r);
            graph.copyCondition(frame, r);
        }
        if (entries == null) {
            list(frame, count);
        }
    }

    /// Copies some samples of an array, scales and checks them, and lists what is not 0 if it is little.
    ///
    /// @param given conditions of the model, one row for each sample or one for all; `null` if it has none
    void read(Frame frame, float[] from, @Nullable Conditions given, int sample, int count) {
        for (int r = 0; r < count; r++) {
            read(from, given, sample + r, frame.values(graph.x()), frame.values(graph.target()), r);
            graph.copyCondition(frame, r);
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
            InputCheck.entries(value, lists.column(), from, end, data, sample, likelihood, Scaling.none());
            if (isScaled) {
                System.arraycopy(value, from, lists.raw(), from, end - from);
                scaling.apply(value, from, end - from, parameters, scalingAt);
            }
        } else if (isScaled || likelihood.support() != Support.UNIT || !data.isUnitRange()) {
            scaling.apply(value, from, end - from, parameters, scalingAt);
            InputCheck.entries(value, lists.column(), from, end, data, sample, likelihood, scaling);
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
    /// @param data [#suited]
    /// @param x receives it as the encoder has it, with its conditions, in a row of its own
    /// @param target receives it as the likelihood has it; may be the same array
    /// @param row to write
    /// @throws IllegalArgumentException if a value does not suit the likelihood
    public void read(Dataset data, int sample, int epoch, float[] x, float[] target, int row) {
        int at = row * width;
        data.read(sample, epoch, x, at);
        if (isOfRaw) {
            InputCheck.row(x, at, data, sample, likelihood, Scaling.none());
            raw(x, at, target, row);
        } else {
            if (isScaled || likelihood.support() != Support.UNIT || !data.isUnitRange()) {
                scaling.apply(x, at, features, parameters, scalingAt);
                InputCheck.row(x, at, data, sample, likelihood, scaling);
            }
            copy(x, at, target, row);
        }
        fillRow(x, at);
        int next = at + features;
        for (int c = 0; c < conditions.size(); c++) {
            next = conditions.get(c).write(data.condition(sample, c), x, next);
        }
    }

    /// Reads a sample of an array.
    ///
    /// @param samples (rows, features)
    /// @param given conditions of the model, one row for each sample or one for all; `null` if it has none
    /// @param x receives it as the encoder has it, with its conditions, in a row of its own
    /// @param target receives it as the likelihood has it; may be the same array
    /// @param row to write
    /// @throws IllegalArgumentException if a value does not suit the likelihood
    private void read(float[] samples, @Nullable Conditions given, int sample, float[] x, float[] target, int row) {
        int at = row * width;
        System.arraycopy(samples, sample * features, x, at, features);
        if (isOfRaw) {
            InputCheck.row(x, at, features, sample, likelihood, Scaling.none());
            raw(x, at, target, row);
        } else {
            scaling.apply(x, at, features, parameters, scalingAt);
            InputCheck.row(x, at, features, sample, likelihood, scaling);
            copy(x, at, target, row);
        }
        fillRow(x, at);
        if (given != null) {
            given.write(given.size() == 1 ? 0 : sample, x, at + features);
        }
    }

    /// Gives the encoder 0 for what is missing.
    ///
    /// @param x samples as the encoder has them
    public void fill(float[] x, int rows) {
        for (int r = 0; r < rows; r++) {
            fillRow(x, r * width);
        }
    }

    private void fillRow(float[] x, int at) {
        for (int i = at; takesMissing && i < at + features; i++) {
            x[i] = Float.isNaN(x[i]) ? 0 : x[i];
        }
    }

    private void raw(float[] x, int at, float[] target, int row) {
        copy(x, at, target, row);
        if (isScaled) {
            scaling.apply(x, at, features, parameters, scalingAt);
        }
    }

    private void copy(float[] x, int at, float[] target, int row) {
        if (isTargetOther) {
            System.arraycopy(x, at, target, row * features, features);
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
