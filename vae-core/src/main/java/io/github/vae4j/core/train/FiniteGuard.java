package io.github.vae4j.core.train;

/// A copy of a run at a moment when its loss was finite, to return to from a later step of the same epoch.
final class FiniteGuard {
    // How often the state is copied within an epoch; at its first step it always is. One copy costs half a step.
    private static final int STEPS_BETWEEN_COPIES = 1_000;

    private final RunState state;
    private final float[][] live;
    private final float[][] copies;
    private final Position position = new Position();
    private final EpochSums sums;
    private boolean isKept;

    /// @param names of the objective's terms
    /// @param arrays all that a step changes: parameters and what the optimiser remembers
    FiniteGuard(RunState state, java.util.List<String> names, float[]... arrays) {
        this.state = state;
        sums = new EpochSums(names);
        live = arrays.clone();
        copies = new float[live.length][];
        for (int i = 0; i < live.length; i++) {
            copies[i] = new float[live[i].length];
        }
    }

    boolean isKept() {
        return isKept;
    }

    /// Copies the run, if it is time to.
    void keep() {
        if (isKept && state.position.stepInEpoch % STEPS_BETWEEN_COPIES != 0) {
            return;
        }
        copy(live, copies);
        position.copy(state.position);
        sums.copy(state.sums);
        isKept = true;
    }

    /// Returns to the copy, if there is one.
    void restore() {
        if (isKept) {
            copy(copies, live);
            state.position.copy(position);
            state.sums.copy(sums);
        }
    }

    private static void copy(float[][] from, float[][] to) {
        for (int i = 0; i < from.length; i++) {
            System.arraycopy(from[i], 0, to[i], 0, from[i].length);
        }
    }
}
