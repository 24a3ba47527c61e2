package io.github.vae4j.core.internal;

import io.github.vae4j.core.EpochReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a training run stands: with the parameters and moments, all that is needed to go on bit for bit.
public final class TrainingState {
    /// Finished epochs.
    public int epoch;
    /// Finished steps of the current epoch.
    public int stepInEpoch;
    /// Finished steps in total.
    public long step;
    /// Samples of the current epoch so far.
    public long samples;
    /// Sum over these of -log p(x|z).
    public double reconstruction;
    /// Sum over these of KL(q(z|x) || p(z)).
    public double kl;
    /// Sum over these of the cost.
    public double cost;
    /// Time they took.
    public double seconds;
    /// Best cost an epoch has reached: validation, or training without a validation set.
    public double bestCost = Double.POSITIVE_INFINITY;
    /// The epoch, from 1, that reached it.
    public int bestEpoch;
    /// Epochs since the last improvement.
    public int sinceImprovement;
    /// Epochs since the last improvement or plateau.
    public int epochsAtPlateau;
    /// How many plateaus there were.
    public int plateaus;
    /// Whether early stopping has ended the run.
    public boolean earlyStopped;
    /// Content hash of the training data, once known.
    public @Nullable String dataHash;
    /// Content hash of the validation data, once known, if it decides how training goes on.
    public @Nullable String validationHash;
    /// The finished epochs.
    public final List<EpochReport> history = new ArrayList<>();

    void write(Map<String, String> out) {
        out.put("state.epoch", Integer.toString(epoch));
        out.put("state.stepInEpoch", Integer.toString(stepInEpoch));
        out.put("state.step", Long.toString(step));
        out.put("state.samples", Long.toString(samples));
        out.put("state.reconstruction", Double.toString(reconstruction));
        out.put("state.kl", Double.toString(kl));
        out.put("state.cost", Double.toString(cost));
        out.put("state.seconds", Double.toString(seconds));
        out.put("state.bestCost", Double.toString(bestCost));
        out.put("state.bestEpoch", Integer.toString(bestEpoch));
        out.put("state.sinceImprovement", Integer.toString(sinceImprovement));
        out.put("state.epochsAtPlateau", Integer.toString(epochsAtPlateau));
        out.put("state.plateaus", Integer.toString(plateaus));
        out.put("state.earlyStopped", Boolean.toString(earlyStopped));
        if (dataHash != null) {
            out.put("state.dataHash", dataHash);
        }
        if (validationHash != null) {
            out.put("state.validationHash", validationHash);
        }
        out.put("state.history", history.stream().map(TrainingState::line).collect(Collectors.joining(";")));
    }

    static TrainingState read(Fields in) {
        TrainingState state = new TrainingState();
        state.epoch = in.integer("state.epoch");
        state.stepInEpoch = in.integer("state.stepInEpoch");
        state.step = in.number("state.step");
        state.samples = in.number("state.samples");
        state.reconstruction = in.real("state.reconstruction");
        state.kl = in.real("state.kl");
        state.cost = in.real("state.cost");
        state.seconds = in.real("state.seconds");
        state.bestCost = in.real("state.bestCost");
        state.bestEpoch = in.integer("state.bestEpoch");
        state.sinceImprovement = in.integer("state.sinceImprovement");
        state.epochsAtPlateau = in.integer("state.epochsAtPlateau");
        state.plateaus = in.integer("state.plateaus");
        state.earlyStopped = Boolean.parseBoolean(in.text("state.earlyStopped"));
        state.dataHash = in.text().get("state.dataHash");
        state.validationHash = in.text().get("state.validationHash");
        String lines = in.text("state.history");
        if (!lines.isEmpty()) {
            for (String line : lines.split(";", -1)) {
                state.history.add(report(line));
            }
        }
        state.requireSound();
        return state;
    }

    /// What no training writes; how far the current epoch may be depends on the data, which is not known here.
    private void requireSound() {
        Map<String, Number> counts = Map.of("epoch", epoch, "stepInEpoch", stepInEpoch, "step", step, "samples",
                samples, "bestEpoch", bestEpoch, "sinceImprovement", sinceImprovement, "epochsAtPlateau",
                epochsAtPlateau, "plateaus", plateaus, "seconds", seconds);
        counts.forEach((name, count) -> require(count.doubleValue() >= 0, name, count));
        Map.of("reconstruction", reconstruction, "kl", kl, "cost", cost, "seconds", seconds)
                .forEach((name, sum) -> require(Double.isFinite(sum), name, sum));
        require(!Double.isNaN(bestCost), "bestCost", bestCost);
        require(bestEpoch <= epoch, "bestEpoch", bestEpoch);
        require(stepInEpoch <= step, "stepInEpoch", stepInEpoch);
        require(samples >= stepInEpoch && (stepInEpoch > 0 || samples == 0), "samples", samples);
        if (history.size() != epoch) {
            throw new IllegalArgumentException(
                    "the history has " + history.size() + " epochs, expected " + epoch + " as in 'state.epoch'");
        }
        for (int i = 0; i < epoch; i++) {
            if (history.get(i).epoch() != i + 1) {
                throw new IllegalArgumentException("the history has epoch " + history.get(i).epoch() + " in place "
                        + (i + 1));
            }
        }
    }

    private static void require(boolean possible, String name, Number value) {
        if (!possible) {
            throw new IllegalArgumentException("'state." + name + "' has the impossible value " + value);
        }
    }

    private static String line(EpochReport r) {
        return r.epoch() + " " + r.reconstruction() + " " + r.kl() + " " + r.cost() + " " + r.validationReconstruction()
                + " " + r.validationKl() + " " + r.learningRate() + " " + r.seconds() + " " + r.samplesPerSecond();
    }

    private static EpochReport report(String line) {
        String[] w = line.split(" ", -1);
        if (w.length != 9) {
            throw new IllegalArgumentException("the history has an epoch with " + w.length + " values, expected 9");
        }
        double[] d = new double[9];
        for (int i = 1; i < 9; i++) {
            d[i] = Double.parseDouble(w[i]);
        }
        return new EpochReport(Integer.parseInt(w[0]), d[1], d[2], d[3], d[4], d[5], d[6], d[7], d[8]);
    }
}
