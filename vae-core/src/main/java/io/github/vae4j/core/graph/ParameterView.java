package io.github.vae4j.core.graph;

import io.github.vae4j.kernels.Dense;
import java.util.List;

/// A named part of the parameters, as model files know it: a matrix, or a vector of one row.
///
/// Several tensors may share a [Block]: the two heads of an encoder are one layer.
///
/// @param name as in model files
/// @param rows inputs of a weight matrix, 1 for a vector
/// @param columns outputs
/// @param block that it is a part of
/// @param first first column, among those of the block
public record ParameterView(String name, int rows, int columns, Block block, int first) {
    /// Whether it is a weight matrix, in files as (columns, rows).
    public boolean isWeight() {
        return block.isWeight();
    }

    /// The number of values.
    public int length() {
        return rows * columns;
    }

    /// Index of a value in the array of all parameters.
    public int index(int row, int column) {
        return isWeight()
                ? block.offset() + Dense.weightIndex(rows, block.columns(), row, first + column)
                : block.offset() + row * block.columns() + first + column;
    }

    /// Copies its values out of all parameters, (rows, columns).
    public float[] get(float[] parameters) {
        float[] values = new float[length()];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                values[r * columns + c] = parameters[index(r, c)];
            }
        }
        return values;
    }

    /// Copies values, (rows, columns), to their place in all parameters.
    public void put(float[] parameters, float[] values) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                parameters[index(r, c)] = values[r * columns + c];
            }
        }
    }

    /// The shape in files: weights (columns, rows), as PyTorch's `Linear` has them, other matrices (rows, columns), vectors
    /// (columns).
    public List<Integer> fileShape() {
        return isWeight() ? List.of(columns, rows) : rows > 1 ? List.of(rows, columns) : List.of(columns);
    }

    /// Copies its values out of all parameters in the layout of files.
    public float[] getForFile(float[] parameters) {
        if (!isWeight()) {
            return get(parameters);
        }
        float[] values = new float[length()];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                values[c * rows + r] = parameters[index(r, c)];
            }
        }
        return values;
    }

    /// Copies values in the layout of files to their place in all parameters.
    public void putFromFile(float[] parameters, float[] values) {
        if (!isWeight()) {
            put(parameters, values);
            return;
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                parameters[index(r, c)] = values[c * rows + r];
            }
        }
    }
}
