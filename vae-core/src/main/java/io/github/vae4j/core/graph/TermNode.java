package io.github.vae4j.core.graph;

import io.github.vae4j.core.internal.Streams;
import io.github.vae4j.core.spec.Term;
import io.github.vae4j.core.spec.TermValues;
import io.github.vae4j.core.spec.Value;
import io.github.vae4j.core.spec.Weight;
import io.github.vae4j.kernels.Philox;
import java.util.Arrays;

/// A further term of the objective: reads codes, posterior and samples, and adds to the gradients of the first two.
final class TermNode extends Node {
    private static final Cut ROWS = Cut.rows(8);

    final Term term;
    final Weight weight;
    private final Value z;
    private final Value posterior;
    private final Value x;
    private final int stream;

    /// @param rowValues one value for every row of `z`
    /// @param number of the term, from 0: its random numbers are its own
    TermNode(Term term, Weight weight, Value rowValues, Value z, Value posterior, Value x, int number) {
        super(term.name(), rowValues, z, posterior, x);
        this.term = term;
        this.weight = weight;
        this.z = z;
        this.posterior = posterior;
        this.x = x;
        stream = Streams.TERM + (number << Streams.LEVEL_BITS);
    }

    Value z() {
        return z;
    }

    Value posterior() {
        return posterior;
    }

    Value x() {
        return x;
    }

    @Override
    int memory(int capacity) {
        return checked(term.floats(z.rows().of(capacity), z.width()), "floats");
    }

    @Override
    int doubles(int capacity) {
        return checked(term.memory(z.rows().of(capacity), z.width()), "doubles");
    }

    private int checked(int values, String type) {
        if (values < 0) {
            throw new IllegalArgumentException(
                    "term '" + term.name() + "' asks for " + values + " " + type + " of memory, expected 0 or more");
        }
        return values;
    }

    @Override
    Cut cut() {
        return ROWS;
    }

    @Override
    void forward(Frame frame, int row, int rows, int column, int columns, int worker) {
        term.prepare(frame.term(this), row, row + rows);
    }

    /// The value, in nats per sample, when all rows are prepared.
    double value(Frame frame) {
        return term.value(frame.term(this));
    }

    void normal(long seed, long step, int row, float[] out, int at, int n) {
        Philox.normal(out, at, n, seed, stream, (int) step, row);
    }

    @Override
    boolean hasGradient(int input) {
        return input < 2;
    }

    @Override
    boolean isJoint() {
        return true;
    }

    @Override
    Cut backwardCut(int input) {
        return ROWS;
    }

    @Override
    void backward(Frame frame, int input, Write how, int row, int rows, int column, int columns, int worker) {
        if (!how.add()) {
            clear(frame, z, row, rows);
            int draws = z.rows().perSample() / posterior.rows().perSample();
            clear(frame, posterior, row / draws, rows / draws);
        }
        term.gradient(frame.term(this), row, row + rows);
    }

    private static void clear(Frame frame, Value value, int row, int rows) {
        Arrays.fill(frame.gradient(value), row * value.width(), (row + rows) * value.width(), 0);
    }

    @Override
    void reference(DoubleFrame frame) {
        // One value for the whole batch: see referenceValue.
    }

    /// The value in double; the batch is the whole data, and its random numbers are those of the first step of seed 0.
    double referenceValue(DoubleFrame frame) {
        int rows = frame.rows(z);
        int units = z.width();
        int draws = z.rows().perSample() / posterior.rows().perSample();
        double[] heads = frame.values(posterior);
        double[] mean = new double[rows * units];
        double[] logvar = new double[rows * units];
        double[] samples = new double[rows * x.width()];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(heads, r / draws * 2 * units, mean, r * units, units);
            System.arraycopy(heads, r / draws * 2 * units + units, logvar, r * units, units);
            System.arraycopy(frame.values(x), r / draws * x.width(), samples, r * x.width(), x.width());
        }
        return term.reference(new TermValues(rows, units, rows / draws, frame.values(z).clone(), mean, logvar, samples,
                (row, n) -> {
                    float[] normals = new float[n];
                    normal(0, 0, row, normals, 0, n);
                    return normals;
                }));
    }
}
