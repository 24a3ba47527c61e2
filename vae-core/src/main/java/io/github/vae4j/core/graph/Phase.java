package io.github.vae4j.core.graph;

import io.github.vae4j.kernels.Workers;

/// A unit of work that the team shares: a number of tasks that do not depend on each other. Between two phases lies a barrier.
public abstract class Phase implements Workers.Task {
    private final String name;

    protected Phase(String name) {
        this.name = name;
    }

    /// What it does, for tables of times.
    public final String name() {
        return name;
    }

    /// The number of tasks for the current batch.
    public abstract int tasks();

    /// A phase from its parts.
    public static Phase of(String name, Count tasks, Workers.Task task) {
        return new Phase(name) {
            @Override
            public int tasks() {
                return tasks.get();
            }

            @Override
            public void run(int number, int worker) {
                task.run(number, worker);
            }
        };
    }

    /// A number of tasks that may change from batch to batch.
    public interface Count {
        /// The number of tasks.
        int get();
    }
}
