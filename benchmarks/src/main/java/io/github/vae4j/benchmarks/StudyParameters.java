package io.github.vae4j.benchmarks;

import io.github.vae4j.core.graph.ModelGraph;
import io.github.vae4j.core.graph.ParameterView;
import java.util.LinkedHashMap;
import java.util.Map;

/// The parameters of the study's model by name, for other libraries.
final class StudyParameters {
    /// A weight matrix (rows, columns) = (in, out), row-major, or a bias of one row.
    @SuppressWarnings("ArrayRecordComponent") // not compared
    record Block(int rows, int columns, float[] values) {}

    private final Map<String, Block> blocks = new LinkedHashMap<>();

    private StudyParameters() {}

    /// Copies the parameters of the study's model.
    static StudyParameters of(float[] parameters) {
        StudyParameters all = new StudyParameters();
        for (ParameterView view : ModelGraph.forEvaluation(StudyModel.SPEC).tensors()) {
            all.blocks.put(view.name(), new Block(view.rows(), view.columns(), view.get(parameters)));
        }
        return all;
    }

    /// A parameter by its name in model files.
    Block block(String name) {
        Block block = blocks.get(name);
        if (block == null) {
            throw new IllegalArgumentException("the model has no parameter " + name + ", only " + blocks.keySet());
        }
        return block;
    }
}
