package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;

/// One operation, cut into tiles of its target.
final class TilePhase extends Phase {
    private final Frame frame;
    private final Op op;
    private final Cut cut;
    private final Value target;

    TilePhase(String prefix, Frame frame, Op op) {
        super(prefix + op.node().name);
        this.frame = frame;
        this.op = op;
        cut = op.cut();
        target = op.target();
    }

    @Override
    public int tasks() {
        return cut.tasks(frame.rows(target), target.width());
    }

    @Override
    public void run(int task, int worker) {
        int rows = frame.rows(target);
        int width = target.width();
        op.run(frame, cut.firstRow(task, rows, width), cut.rows(task, rows, width), cut.firstColumn(task, width),
                cut.columns(task, width), worker);
    }
}
