package io.github.vae4j.core.internal;

/// A copy of a training run at a moment when its loss was finite, to go back to from a later step of the same epoch.
public final class GoodState {
    private final TrainingState state;
    private final float[][] live;
    private final float[][] copies;
    private boolean kept;
    private int stepInEpoch;
    private long step;
    private long samples;
    private double reconstruction;
    private double kl;
    private double cost;
    private double seconds;

    /// Allocates the memory of the copies.
    ///
    /// @param state the position of the run
    /// @param arrays all that a step changes: parameters and moments
    public GoodState(TrainingState state, float[]... arrays) {
        this.state = state;
        live = arrays.clone();
        copies = new float[live.length][];
        for (int i = 0; i < live.length; i++) {
            copies[i] = new float[live[i].length];
        }
    }

    /// Whether there is a copy.
    public boolean isKept() {
        return kept;
    }

    /// Copies the run as it is.
    public void keep() {
        copy(live, copies);
        stepInEpoch = state.stepInEpoch;
        step = state.step;
        samples = state.samples;
        reconstruction = state.reconstruction;
        kl = state.kl;
        cost = state.cost;
        seconds = state.seconds;
        kept = true;
    }

    /// Goes back to the copy, if there is one.
    public void restore() {
        if (!kept) {
            return;
        }
        copy(copies, live);
        state.stepInEpoch = stepInEpoch;
        state.step = step;
        state.samples = samples;
        state.reconstruction = reconstruction;
        state.kl = kl;
        state.cost = cost;
        state.seconds = seconds;
    }

    private static void copy(float[][] from, float[][] to) {
        for (int i = 0; i < from.length; i++) {
            System.arraycopy(from[i], 0, to[i], 0, from[i].length);
        }
    }
}
