package io.github.vae4j.core.train;

import io.github.vae4j.core.model.Fields;
import java.util.Map;

/// Counts plateaus of the objective, for learning rates that wait for them. Epochs count as for [EarlyStopping].
final class Plateau implements Saved {
    private final int patience;
    private double best = Double.POSITIVE_INFINITY;
    private int waited;
    private int count;

    /// @param patience epochs without improvement that are tolerated
    Plateau(int patience) {
        this.patience = patience;
    }

    void judge(double objective) {
        if (objective < best) {
            best = objective;
            waited = 0;
        } else if (++waited > patience) {
            count++;
            waited = 0;
        }
    }

    int count() {
        return count;
    }

    @Override
    public void write(Map<String, String> out) {
        out.put("state.plateau.best", Double.toString(best));
        out.put("state.plateau.waited", Integer.toString(waited));
        out.put("state.plateau.count", Integer.toString(count));
    }

    @Override
    public void read(Fields in) {
        best = in.real("state.plateau.best");
        waited = in.integer("state.plateau.waited");
        count = in.integer("state.plateau.count");
        Saved.require(!Double.isNaN(best), "state.plateau.best", best);
        Saved.require(waited >= 0, "state.plateau.waited", waited);
        Saved.require(count >= 0, "state.plateau.count", count);
    }
}
