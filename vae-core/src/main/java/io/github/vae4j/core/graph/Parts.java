package io.github.vae4j.core.graph;

import java.util.List;

/// The parts that the gradients of some nodes by their parameters are cut into, numbered through.
final class Parts {
    private final Node[] nodes;
    private final int[] firstTask;

    Parts(List<Node> nodes) {
        this.nodes = nodes.toArray(Node[]::new);
        firstTask = new int[this.nodes.length + 1];
        for (int i = 0; i < this.nodes.length; i++) {
            firstTask[i + 1] = firstTask[i] + this.nodes[i].gradientTasks();
        }
    }

    int count() {
        return firstTask[nodes.length];
    }

    void run(Frame frame, int task, Sink sink, int worker) {
        int i = 0;
        while (firstTask[i + 1] <= task) {
            i++;
        }
        nodes[i].gradient(frame, task - firstTask[i], sink, worker);
    }
}
