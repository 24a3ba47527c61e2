package io.github.vae4j.core.graph;

import java.util.List;
import java.util.stream.Collectors;

/// Operations that run one after the other on the same samples.
final class RowPhase extends Phase {
    private final Frame frame;
    private final Op[] ops;
    private final int samplesPerTask;

    RowPhase(String prefix, Frame frame, List<Op> ops) {
        super(prefix + ops.stream().map(op -> op.node().name).distinct().collect(Collectors.joining(", ")));
        this.frame = frame;
        this.ops = ops.toArray(Op[]::new);
        int most = ops.stream().mapToInt(op -> op.target().rows().perSample()).max().orElseThrow();
        samplesPerTask = Math.max(1, this.ops[0].cut().maxRows() / most);
    }

    @Override
    public int tasks() {
        return Math.ceilDiv(frame.samples(), samplesPerTask);
    }

    @Override
    public void run(int task, int worker) {
        int first = task * samplesPerTask;
        int samples = Math.min(samplesPerTask, frame.samples() - first);
        for (Op op : ops) {
            int perSample = op.target().rows().perSample();
            op.run(frame, first * perSample, samples * perSample, 0, op.target().width(), worker);
        }
    }
}
