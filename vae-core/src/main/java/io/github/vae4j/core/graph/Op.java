package io.github.vae4j.core.graph;

import io.github.vae4j.core.spec.Value;
import org.jspecify.annotations.Nullable;

/// One thing that a node does in a step: computes its output, or the gradient of one of its inputs.
///
/// @param node that does it
/// @param input whose gradient is computed
/// @param how the gradient is written; `null` for the output
record Op(Node node, int input, @Nullable Write how) {
    static Op forward(Node node) {
        return new Op(node, 0, null);
    }

    /// The value whose rows and columns are computed.
    Value target() {
        return how == null ? node.output : node.inputs.get(input);
    }

    Cut cut() {
        return how == null ? node.cut() : node.backwardCut(input);
    }

    void run(Frame frame, int row, int rows, int column, int columns, int worker) {
        if (how == null) {
            node.forward(frame, row, rows, column, columns, worker);
        } else {
            node.backward(frame, input, how, row, rows, column, columns, worker);
        }
    }

    /// Whether it can run right after another one on the same rows, without a barrier between them.
    boolean follows(Op before) {
        return cut().isByRows() && cut().equals(before.cut()) && target().rows().fixed() == 0
                && before.target().rows().fixed() == 0;
    }
}
