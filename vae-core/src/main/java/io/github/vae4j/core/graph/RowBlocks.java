package io.github.vae4j.core.graph;

import io.github.vae4j.kernels.Workers;
import java.util.Arrays;

/// Runs a slice of a graph over any number of rows.
///
/// Rows are cut into blocks; each block goes through all nodes on one thread, in memory that stays in its cache, so there are
/// no barriers. A row's result does not depend on the block it lies in.
final class RowBlocks {
    // Enough rows to make packing a weight matrix cheap, few enough to keep the activations in a 1 MB cache, and so few that
    // 1,000 rows occupy 8 threads.
    static final int ROWS = 125;

    private final Workers workers;
    private final float[] parameters;
    private final Slice slice;
    private final Frame[] frames;
    private final boolean[] isPrepared;
    private int capacity;

    RowBlocks(Workers workers, float[] parameters, Slice slice) {
        this.workers = workers;
        this.parameters = parameters;
        this.slice = slice;
        frames = new Frame[workers.threads()];
        isPrepared = new boolean[workers.threads()];
    }

    interface Block {
        void run(int row, int count, int worker);
    }

    /// Takes memory for every worker, when more is needed than before.
    void reserve(int rows) {
        int needed = Math.max(1, Math.min(rows, ROWS));
        if (needed > capacity) {
            for (int i = 0; i < frames.length; i++) {
                frames[i] = slice.frame(parameters, needed);
            }
            capacity = needed;
        }
    }

    void run(int rows, Block block) {
        reserve(rows);
        Arrays.fill(isPrepared, false);
        workers.run(Math.ceilDiv(rows, ROWS), (task, worker) -> {
            int row = task * ROWS;
            if (!isPrepared[worker]) {
                slice.prepare(frames[worker]);
                isPrepared[worker] = true;
            }
            block.run(row, Math.min(ROWS, rows - row), worker);
        });
    }

    Slice slice() {
        return slice;
    }

    Frame frame(int worker) {
        return frames[worker];
    }
}
