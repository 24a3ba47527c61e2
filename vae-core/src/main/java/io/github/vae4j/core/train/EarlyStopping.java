package io.github.vae4j.core.train;

import io.github.vae4j.core.model.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ends training when the objective on the validation data has not improved for some epochs, and keeps the best parameters.
///
/// An epoch counts when all weights of the objective have come to the end of their schedules: before, costs of different
/// epochs are not comparable.
public final class EarlyStopping implements Saved {
    private final int patience;
    private double best = Double.POSITIVE_INFINITY;
    private int bestEpoch;
    private int waited;
    private boolean hasStopped;
    private float @Nullable [] parameters;

    /// @param patience epochs without improvement, 0 for never
    EarlyStopping(int patience) {
        this.patience = patience;
    }

    /// Judges an epoch.
    ///
    /// @param epoch from 1
    void judge(int epoch, double objective, float[] current) {
        if (patience == 0) {
            return;
        }
        if (objective < best) {
            best = objective;
            bestEpoch = epoch;
            waited = 0;
            parameters = parameters == null ? new float[current.length] : parameters;
            System.arraycopy(current, 0, parameters, 0, current.length);
        } else {
            waited++;
        }
        hasStopped = waited >= patience;
    }

    /// Whether training has ended.
    public boolean hasStopped() {
        return hasStopped;
    }

    /// The epoch of the best parameters, from 1; 0 if none has been judged.
    public int bestEpoch() {
        return bestEpoch;
    }

    /// The best parameters; `null` if no epoch has been judged.
    public float @Nullable [] parameters() {
        return parameters;
    }

    /// Sets the best parameters to those of a checkpoint.
    public void restore(float @Nullable [] saved) {
        parameters = saved;
    }

    @Override
    public void write(Map<String, String> out) {
        out.put("state.best", Double.toString(best));
        out.put("state.bestEpoch", Integer.toString(bestEpoch));
        out.put("state.waited", Integer.toString(waited));
        out.put("state.earlyStopped", Boolean.toString(hasStopped));
    }

    @Override
    public void read(Fields in) {
        best = in.real("state.best");
        bestEpoch = in.integer("state.bestEpoch");
        waited = in.integer("state.waited");
        hasStopped = in.flag("state.earlyStopped");
        Saved.require(!Double.isNaN(best), "state.best", best);
        Saved.require(bestEpoch >= 0 && bestEpoch <= in.integer("state.epoch"), "state.bestEpoch", bestEpoch);
        Saved.require(waited >= 0, "state.waited", waited);
    }
}
