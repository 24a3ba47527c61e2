package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Density;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.kernels.Statistics;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Minus the log-density of each row, and its gradients.
///
/// That of a likelihood has its gradient computed with the value, in one pass over the decoder's output: a batch of it is the
/// largest array of a step. Where the weight of each row is known only after the forward pass, the rows are multiplied by
/// it on the way back. Other densities are small and compute their gradient then.
final class DensityNode extends Node {
    private static final Cut ROWS = Cut.rows(8);
    /// Parameters of a task of [#gradient].
    static final int OWN_PER_TASK = 512;

    private final Density density;
    private final Value input;
    private final @Nullable Value x;
    private final List<Block> own;
    private final int ownAt;
    private final int ownLength;
    private final boolean isEager;

    /// @param x samples whose likelihood it is, `null` for a prior
    /// @param own parameters, one after the other
    DensityNode(String name, Density density, Value cost, Value input, @Nullable Value x, List<Block> own) {
        super(name, cost, x == null ? new Value[] {input} : new Value[] {input, x});
        this.density = density;
        this.input = input;
        this.x = x;
        this.own = own;
        ownAt = own.isEmpty() ? 0 : own.getFirst().offset();
        ownLength = own.stream().mapToInt(Block::length).sum();
        isEager = x != null;
    }

    int ownAt() {
        return ownAt;
    }

    @Override
    List<Block> blocks() {
        return own;
    }

    /// Per row, the gradient by its own parameters.
    @Override
    int memory(int capacity) {
        return Math.multiplyExact(output.rows().of(capacity), ownLength);
    }

    @Override
    Object workspace() {
        return density.workspace(input.width(), x == null ? 0 : x.width());
    }

    @Override
    Cut cut() {
        return ROWS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        int step = drawsOfX() == 1 ? rows : 1;
        for (int r = row; r < row + rows; r += step) {
            DensityView view = view(frame, r, step, worker);
            if (isEager && frame.hasGradient(input)) {
                view.gradient(frame.gradient(input), r * input.width(), frame.isUniform() ? frame.scale() : 1);
                wantOwn(view, frame, r);
            }
            density.cost(view);
        }
    }

    private int drawsOfX() {
        return x == null ? 1 : input.rows().perSample() / x.rows().perSample();
    }

    private DensityView view(Frame frame, int row, int rows, int worker) {
        WorkerMemory memory = frame.worker(worker);
        DensityView view = memory.view.rows(rows).workspace(memory.workspace(this))
                .input(frame.values(input), row * input.width(), input.width()).own(frame.parameters, ownAt)
                .cost(frame.values(output), row).noGradient();
        if (x == null) {
            return view.noX();
        }
        int sample = row / drawsOfX();
        return view.x(frame.values(x), sample * x.width(), x.width())
                .entries(density.takesEntries() ? frame.entries(x) : null, sample);
    }

    @Override
    boolean takesEntries(Value of) {
        return of.equals(x) && density.takesEntries();
    }

    private void wantOwn(DensityView view, Frame frame, int row) {
        if (ownLength > 0) {
            view.ownGradient(frame.memory(this), row * ownLength);
        }
    }

    // ---- backward

    @Override
    boolean hasGradient(int index) {
        return index == 0;
    }

    @Override
    boolean setsGradientForward(int index) {
        return isEager;
    }

    @Override
    Cut backwardCut(int index) {
        return ROWS;
    }

    @Override
    void backward(Frame frame, int index, Write how, int row, int rows, int column, int columns, int worker) {
        float[] gradient = frame.gradient(input);
        float[] weights = frame.gradient(output);
        int width = input.width();
        for (int r = row; r < row + rows; r++) {
            if (isEager) {
                if (!frame.isUniform()) {
                    multiply(gradient, r * width, width, weights[r]);
                    multiply(frame.memory(this), r * ownLength, ownLength, weights[r]);
                }
                continue;
            }
            DensityView view = view(frame, r, 1, worker);
            float[] to = how.add() ? frame.worker(worker).tile : gradient;
            wantOwn(view.gradient(to, how.add() ? 0 : r * width, weights[r]), frame, r);
            density.cost(view);
            for (int i = 0; i < width && how.add(); i++) {
                gradient[r * width + i] += to[i];
            }
        }
    }

    private static void multiply(float[] values, int at, int n, float factor) {
        for (int i = at; i < at + n; i++) {
            values[i] *= factor;
        }
    }

    @Override
    int gradientTasks() {
        return Math.ceilDiv(ownLength, OWN_PER_TASK);
    }

    /// Sums over the rows, in their order, in double.
    @Override
    void gradient(Frame frame, int task, Sink sink, int worker) {
        int from = task * OWN_PER_TASK;
        int count = Math.min(OWN_PER_TASK, ownLength - from);
        float[] perRow = frame.memory(this);
        float[] into = sink.array(worker);
        int at = sink.place(worker, ownAt + from, count);
        double[] sums = frame.worker(worker).sums;
        Arrays.fill(sums, 0, count, 0);
        for (int r = 0; r < frame.rows(output); r++) {
            for (int i = 0; i < count; i++) {
                sums[i] += perRow[r * ownLength + from + i];
            }
        }
        for (int i = 0; i < count; i++) {
            into[at + i] = (float) sums[i];
        }
        sink.done(worker);
    }

    @Override
    double gradientBound(Frame frame) {
        int rows = frame.rows(output);
        return (double) rows * Statistics.maxAbs(frame.memory(this), 0, rows * ownLength);
    }

    // ---- reference

    @Override
    void reference(DoubleFrame frame) {
        double[] parameters = Arrays.copyOfRange(frame.parameters, ownAt, ownAt + ownLength);
        double[] cost = frame.values(output);
        for (int r = 0; r < cost.length; r++) {
            double[] sample = x == null ? new double[0] : row(frame.values(x), r / drawsOfX(), x.width());
            cost[r] = density.reference(row(frame.values(input), r, input.width()), sample, parameters);
        }
    }

    private static double[] row(double[] values, int row, int width) {
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
}
