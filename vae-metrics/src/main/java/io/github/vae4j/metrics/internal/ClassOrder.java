package io.github.vae4j.metrics.internal;

import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Labels;

/// The rows of labelled points in the order of their classes, so that what concerns one class lies side by side.
public final class ClassOrder {
    private final int[] rows;
    private final int[] starts;

    /// The order of some labels.
    public ClassOrder(Labels labels) {
        int classes = labels.classCount();
        starts = new int[classes + 1];
        for (int c = 0; c < classes; c++) {
            starts[c + 1] = starts[c] + labels.count(c);
        }
        rows = new int[labels.size()];
        int[] next = starts.clone();
        for (int i = 0; i < rows.length; i++) {
            rows[next[labels.get(i)]++] = i;
        }
    }

    /// A place in the order.
    ///
    /// @return the row that stands there
    public int row(int place) {
        return rows[place];
    }

    /// Where the rows of a class begin; behind the last class, the number of rows.
    public int start(int label) {
        return starts[label];
    }

    /// What is done with some rows of one class.
    @FunctionalInterface
    public interface Block {
        /// Takes the rows at places `first` to below `first + rows`.
        void take(int label, int first, int rows);
    }

    /// Walks through places in blocks of rows of one class.
    ///
    /// @param from first place
    /// @param to place behind the last
    /// @param size the most rows of a block
    public void blocks(int from, int to, int size, Block block) {
        int label = 0;
        int place = from;
        while (place < to) {
            while (starts[label + 1] <= place) {
                label++;
            }
            int rows = Math.min(Math.min(size, to - place), starts[label + 1] - place);
            block.take(label, place, rows);
            place += rows;
        }
    }

    /// Copies the points at some places, one after the other.
    public void copy(Codes codes, int first, int count, float[] out) {
        int d = codes.units();
        for (int i = 0; i < count; i++) {
            System.arraycopy(codes.values(), rows[first + i] * d, out, i * d, d);
        }
    }
}
