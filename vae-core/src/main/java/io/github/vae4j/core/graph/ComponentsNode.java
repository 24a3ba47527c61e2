package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.ArrayMath;

/// A table of normal distributions for [MixtureNode], one column for each: a row of means and a row of precisions
/// `exp(-logvar)` for every unit, then a row of `sum_j (log(2 pi) + logvar_j) / 2`.
///
/// Columns, because the loops over the components of a mixture then run straight through memory.
final class ComponentsNode extends Node {
    private static final double LOG_2PI = StrictMath.log(2 * Math.PI);
    private static final Cut ROWS = Cut.rows(8);

    private final Value heads;
    private final int units;
    private final int components;

    /// Checks that components are those of a mixture.
    ///
    /// @throws IllegalArgumentException if they are not
    static void require(Value z, Value components) {
        if (components.rows().fixed() == 0 || components.width() != 2 * z.width()) {
            throw new IllegalArgumentException("a mixture over " + z.width() + " units needs a fixed number of "
                    + "components of " + 2 * z.width() + " values, means and log variances, but has " + components);
        }
    }

    /// @param table (2 units + 1, components)
    /// @param heads means, then log variances of each component
    ComponentsNode(String name, Value table, Value heads) {
        super(name, table, heads);
        this.heads = heads;
        units = heads.width() / 2;
        components = table.width();
    }

    @Override
    Cut cut() {
        return ROWS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        float[] h = frame.values(heads);
        float[] table = frame.values(output);
        for (int r = row; r < row + rows; r++) {
            int at = r * components;
            if (r == 2 * units) {
                for (int k = 0; k < components; k++) {
                    double sum = 0;
                    for (int j = units; j < 2 * units; j++) {
                        sum += (LOG_2PI + h[k * 2 * units + j]) / 2;
                    }
                    table[at + k] = (float) sum;
                }
                continue;
            }
            float sign = r < units ? 1 : -1;
            for (int k = 0; k < components; k++) {
                table[at + k] = sign * h[k * 2 * units + r];
            }
            if (r >= units) {
                ArrayMath.exp(table, at, table, at, components);
            }
        }
    }

    @Override
    Cut backwardCut(int input) {
        return Cut.rows(32);
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        float[] by = frame.gradient(output);
        float[] table = frame.values(output);
        float[] gradient = frame.gradient(heads);
        for (int k = row; k < row + rows; k++) {
            float byConstant = by[2 * units * components + k];
            for (int j = 0; j < units; j++) {
                int to = k * 2 * units + j;
                int precision = (units + j) * components + k;
                float byMean = by[j * components + k];
                float byLogvar = byConstant / 2 - table[precision] * by[precision];
                gradient[to] = how.add() ? gradient[to] + byMean : byMean;
                gradient[to + units] = how.add() ? gradient[to + units] + byLogvar : byLogvar;
            }
        }
    }

    @Override
    void reference(DoubleFrame frame) {
        double[] h = frame.values(heads);
        double[] table = frame.values(output);
        for (int k = 0; k < components; k++) {
            double sum = 0;
            for (int j = 0; j < units; j++) {
                double logvar = h[k * 2 * units + units + j];
                table[j * components + k] = h[k * 2 * units + j];
                table[(units + j) * components + k] = StrictMath.exp(-logvar);
                sum += (LOG_2PI + logvar) / 2;
            }
            table[2 * units * components + k] = sum;
        }
    }
}
