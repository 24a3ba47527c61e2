package io.github.vae4j.core.train;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.SparseDataset;
import io.github.vae4j.core.graph.Noise;
import io.github.vae4j.core.graph.Phase;
import io.github.vae4j.core.graph.Program;
import io.github.vae4j.core.graph.SampleRows;
import io.github.vae4j.core.graph.SparseInput;
import io.github.vae4j.core.internal.Streams;
import io.github.vae4j.kernels.Philox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fills a batch with samples of a data set and with their noise.
///
/// The noise of a sample depends on (seed, epoch, number of the sample) alone: not on the batch it is in.
public final class BatchFeed {
    // Short tasks: 8 rows of an image are read in some microseconds.
    private static final int ROWS_PER_TASK = 8;

    private final Dataset data;
    private final SampleRows rows;
    private final Program program;
    private final int stream;
    private final SparseInput sparse;
    private final @Nullable SparseDataset entries;
    private final Phase read;
    private final List<Phase> rest;
    private int[] order = new int[0];
    private int at;
    private int epoch;

    private BatchFeed(Dataset data, SampleRows rows, Program program, int stream) {
        this.data = rows.suited(data);
        this.rows = rows;
        this.program = program;
        this.stream = stream;
        sparse = program.frame().sparse();
        entries = rows.entries(data);
        read = phase("read", this::read);
        rest = List.of(phase("noise", this::draw), Phase.of("columns", this::columnRanges, this::transpose));
    }

    /// A feed with the noise of training.
    ///
    /// @param data to read from
    /// @param rows scale and check the samples
    public static BatchFeed forTraining(Dataset data, SampleRows rows, Program program) {
        return new BatchFeed(data, rows, program, Streams.NOISE);
    }

    /// A feed with the noise of evaluation.
    static BatchFeed forEvaluation(Dataset data, SampleRows rows, Program program) {
        return new BatchFeed(data, rows, program, Streams.EVALUATION);
    }

    private interface Row {
        void fill(int row);
    }

    private Phase phase(String name, Row row) {
        return Phase.of(name, () -> Math.ceilDiv(program.frame().samples(), ROWS_PER_TASK), (task, _) -> {
            int end = Math.min(program.frame().samples(), (task + 1) * ROWS_PER_TASK);
            for (int r = task * ROWS_PER_TASK; r < end; r++) {
                row.fill(r);
            }
        });
    }

    private int columnRanges() {
        return sparse.isUsed() && stream == Streams.NOISE ? sparse.ranges() : 0;
    }

    private void transpose(int range, int worker) {
        sparse.transpose(range, worker);
    }

    /// Says which samples are next.
    ///
    /// @param sampleOrder numbers of the samples of the epoch
    /// @param from position of the first sample of the batch in it
    /// @param seed key of the noise
    /// @return what reads them; [#sort] follows
    Phase next(int[] sampleOrder, int from, int samples, long seed, int epochNumber, long step) {
        order = sampleOrder;
        at = from;
        epoch = epochNumber;
        program.frame().batch(samples, data.size(), seed, step, stream == Streams.NOISE);
        if (entries != null) {
            for (int r = 0; r < samples; r++) {
                sparse.count(r, entries.entries(sampleOrder[from + r]));
            }
            sparse.decide(samples, true);
        }
        return read;
    }

    /// Decides whether the samples that were read are to be listed.
    ///
    /// @return what lists them and draws the noise, then what sorts the lists by columns
    List<Phase> sort() {
        if (entries == null) {
            sparse.decide(program.frame().samples(), false);
        }
        return rest;
    }

    private void read(int row) {
        if (entries != null && sparse.isUsed()) {
            rows.readEntries(program.frame(), entries, order[at + row], row);
            return;
        }
        float[] x = program.frame().values(program.graph().x());
        float[] target = program.frame().values(program.graph().target());
        rows.read(data, order[at + row], epoch, x, target, row);
        program.graph().copyCondition(program.frame(), row);
        if (entries == null) {
            sparse.count(x, row);
        }
    }

    private void draw(int row) {
        if (entries == null && sparse.isUsed()) {
            sparse.fill(program.frame().values(program.graph().x()), row);
        }
        for (Noise noise : program.graph().noises()) {
            int n = noise.value().width() * noise.value().rows().perSample();
            Philox.normal(program.frame().values(noise.value()), row * n, n, program.frame().batch().seed(),
                    stream + (noise.level() << Streams.LEVEL_BITS), epoch, order[at + row]);
        }
    }
}
