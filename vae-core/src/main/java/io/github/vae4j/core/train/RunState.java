package io.github.vae4j.core.train;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.History;
import io.github.vae4j.core.SettingChange;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.graph.Criterion;
import io.github.vae4j.core.model.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a run stands: the parts of its state.
public final class RunState {
    final Position position = new Position();
    final EpochSums sums;
    final EarlyStopping early;
    final Plateau plateau;
    final Epochs epochs;
    final DataHashes hashes = new DataHashes();
    private final Changes changes = new Changes();
    // The epochs that the learning rate's schedule is planned for: those of the first call of fit.
    private int scheduled;
    private final List<Saved> parts;

    /// A run that has not begun.
    public RunState(TrainingConfig config) {
        List<String> names = Criterion.names(config.objective());
        sums = new EpochSums(names);
        early = new EarlyStopping(config.earlyStopping());
        plateau = new Plateau(config.learningRate().patience());
        epochs = new Epochs(names);
        scheduled = config.epochs();
        parts = List.of(position, sums, early, plateau, epochs, hashes, changes);
    }

    /// The same run, to be continued in another way.
    ///
    /// @param before how it was trained
    /// @param after how it will be
    /// @throws IllegalArgumentException if a setting differs that must not
    public RunState changed(TrainingConfig before, TrainingConfig after) {
        Map<String, String> fields = new LinkedHashMap<>();
        write(fields);
        RunState changed = new RunState(after);
        changed.read(new Fields(fields));
        changed.early.restore(early.parameters());
        changed.changes.add(position.epoch, before, after);
        if (!before.learningRate().equals(after.learningRate())) {
            changed.scheduled = after.epochs();
        }
        return changed;
    }

    /// What changed when the run was continued.
    public List<SettingChange> changes() {
        return changes.list();
    }

    /// How far the run has come.
    public Position position() {
        return position;
    }

    /// Early stopping and its best parameters.
    public EarlyStopping early() {
        return early;
    }

    /// The finished epochs.
    public List<EpochReport> reports() {
        return epochs.reports();
    }

    /// Which data it is trained on.
    public DataHashes hashes() {
        return hashes;
    }

    /// The learning rate of the current epoch.
    ///
    /// @throws IllegalArgumentException if the schedule gives a negative one
    double learningRate(TrainingConfig config) {
        double factor = config.learningRate().factor(position.epoch, scheduled, plateau.count());
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("the learning rate schedule " + config.learningRate() + " gives factor "
                    + factor + " in epoch " + (position.epoch + 1) + ", expected 0 or more");
        }
        return config.optimiser().learningRate() * factor;
    }

    /// Adds all fields.
    public void write(Map<String, String> out) {
        out.put("state.scheduled", Integer.toString(scheduled));
        parts.forEach(part -> part.write(out));
    }

    /// Sets all parts to what was written.
    ///
    /// @throws IllegalArgumentException if a field is missing or impossible
    public void read(Fields in) {
        scheduled = in.integer("state.scheduled");
        Saved.require(scheduled >= 0, "state.scheduled", scheduled);
        parts.forEach(part -> part.read(in));
    }

    /// The epochs so far, and which of them the model is from.
    ///
    /// @param end how training ended
    public History history(History.End end) {
        boolean wentBack = early().parameters() != null && end != History.End.STOPPED;
        return new History(reports(), end, wentBack ? early().bestEpoch() : position().epoch());
    }
}
