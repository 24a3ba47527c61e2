package io.github.vae4j.core.train;

import io.github.vae4j.core.model.Fields;
import java.util.Map;

/// How far a run has come.
public final class Position implements Saved {
    int epoch;
    int stepInEpoch;
    long step;

    /// Finished epochs.
    public int epoch() {
        return epoch;
    }

    void copy(Position from) {
        epoch = from.epoch;
        stepInEpoch = from.stepInEpoch;
        step = from.step;
    }

    @Override
    public void write(Map<String, String> out) {
        out.put("state.epoch", Integer.toString(epoch));
        out.put("state.stepInEpoch", Integer.toString(stepInEpoch));
        out.put("state.step", Long.toString(step));
    }

    @Override
    public void read(Fields in) {
        epoch = in.integer("state.epoch");
        stepInEpoch = in.integer("state.stepInEpoch");
        step = in.number("state.step");
        Saved.require(epoch >= 0, "state.epoch", epoch);
        Saved.require(step >= 0, "state.step", step);
        Saved.require(stepInEpoch >= 0 && stepInEpoch <= step, "state.stepInEpoch", stepInEpoch);
    }
}
