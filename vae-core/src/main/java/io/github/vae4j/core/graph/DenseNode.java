package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Activation;
import io.github.vae4j.kernels.Activations;
import io.github.vae4j.kernels.Dense;
import io.github.vae4j.kernels.MatMul;
import io.github.vae4j.kernels.Statistics;
import io.github.vae4j.kernels.model.SparseDense;
import java.util.List;

/// A dense layer: `y = f(x W + b)`.
final class DenseNode extends Node {
    // A layer this narrow is cut by rows: it is short work, and what follows on the same rows needs no barrier.
    private static final int NARROW = 2 * MatMul.PANEL;
    private static final Cut ROWS = Cut.rows(32);

    private final Value x;
    private final int in;
    private final int out;
    private final Block weights;
    private final Block bias;

    DenseNode(String name, Value output, Value x, Block weights, Block bias) {
        super(name, output, x);
        this.x = x;
        this.weights = weights;
        this.bias = bias;
        in = x.width();
        out = output.width();
    }

    @Override
    List<Block> blocks() {
        return List.of(weights, bias);
    }

    @Override
    Cut cut() {
        return out <= NARROW ? ROWS : Cut.TILES;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        Activation f = output.activation();
        float[] y = frame.values(output);
        float[] inner = frame.inner(output);
        int at = row * out + column;
        // Without a way back x W + b need not be kept, so a function of it works in place.
        boolean inPlace = !f.usesOutput() && inner == null;
        Activation fused = inPlace ? Activation.IDENTITY : f;
        float[] p = frame.parameters;
        SparseInput lists = frame.sparse(x);
        if (lists == null) {
            Dense.forward(fused, y, at, out, inner, at, frame.values(x), row * in, in, p,
                    weights.offset() + column * in,
                    p, bias.offset() + column, rows, columns, in, frame.worker(worker).scratch);
        } else {
            SparseDense.forward(fused, y, at, out, inner, at, lists.rowStart(), row, lists.column(), lists.value(), p,
                    weights.offset() + column * in, p, bias.offset() + column, rows, columns, in);
        }
        if (inPlace) {
            for (int r = 0; r < rows; r++) {
                Activations.forward(f, y, at + r * out, y, at + r * out, columns);
            }
        }
    }

    @Override
    boolean takesEntries(Value samples) {
        return samples.equals(x);
    }

    // ---- backward

    @Override
    Cut backwardCut(int input) {
        return in <= NARROW ? ROWS : Cut.TILES;
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        int at = row * in + column;
        if (!how.add()) {
            Activation f = how.last() ? x.activation() : Activation.IDENTITY;
            backward(f, frame.gradient(x), at, in, frame, frame.saved(x), at, row, rows, column, columns, worker);
            return;
        }
        float[] tile = frame.worker(worker).tile;
        backward(Activation.IDENTITY, tile, 0, columns, frame, frame.values(x), 0, row, rows, column, columns, worker);
        for (int r = 0; r < rows; r++) {
            how.put(frame, x, at + r * in, columns, tile, r * columns);
        }
    }

    private void backward(Activation f, float[] dx, int at, int stride, Frame frame, float[] saved, int savedAt,
            int row, int rows, int column, int columns, int worker) {
        Dense.backwardInput(f, dx, at, stride, frame.gradient(output), row * out, out, frame.parameters,
                weights.offset(), in, column, saved, savedAt, rows, columns, out, frame.worker(worker).scratch);
    }

    // ---- parameters

    @Override
    int gradientTasks() {
        return WeightCut.count(in, out);
    }

    @Override
    void gradient(Frame frame, int task, Sink sink, int worker) {
        float[] dy = frame.gradient(output);
        float[] into = sink.array(worker);
        int firstRow = WeightCut.firstRow(task, in);
        int rows = WeightCut.rows(task, in);
        int column = WeightCut.firstColumn(task, in);
        int columns = WeightCut.columns(task, in, out);
        int left = Math.min(MatMul.PANEL, columns);
        int first = sink.place(worker, weight(firstRow, column, left), rows * left);
        int second = columns == left
                ? first
                : sink.place(worker, weight(firstRow, column + left, columns - left), rows * (columns - left));
        int panelStride = Math.max(second - first, rows * left);
        SparseInput lists = frame.sparse(x);
        if (lists == null) {
            Dense.weightGradient(into, first, panelStride, frame.values(x), firstRow, in, dy, column, out,
                    frame.rows(output), columns, rows, frame.worker(worker).scratch);
        } else {
            SparseDense.weightGradient(into, first, panelStride, lists.columnStart(), firstRow, lists.row(),
                    lists.valueByColumn(), dy, column, out, frame.rows(output), columns, rows);
        }
        sink.done(worker);
        if (firstRow == 0) {
            Dense.columnSums(into, sink.place(worker, bias.offset() + column, columns), dy, column, out,
                    frame.rows(output), columns);
            sink.done(worker);
        }
    }

    /// Index of the first weight of a row in the panel that begins at a column.
    private int weight(int row, int column, int width) {
        return weights.offset() + column * in + row * width;
    }

    @Override
    double gradientBound(Frame frame) {
        int rows = frame.rows(output);
        double largest = Statistics.maxAbs(frame.gradient(output), 0, rows * out);
        return rows * largest * Math.max(1, (double) Statistics.maxAbs(frame.values(x), 0, rows * in));
    }

    // ---- reference

    @Override
    void reference(DoubleFrame frame) {
        double[] from = frame.values(x);
        double[] to = frame.values(output);
        for (int r = 0; r < frame.rows(output); r++) {
            for (int j = 0; j < out; j++) {
                double sum = frame.parameters[bias.offset() + j];
                for (int i = 0; i < in; i++) {
                    sum += from[r * in + i]
                            * frame.parameters[weights.offset() + Dense.weightIndex(in, out, i, j)];
                }
                to[r * out + j] = DoubleFrame.activate(output.activation(), sum);
            }
        }
    }
}
