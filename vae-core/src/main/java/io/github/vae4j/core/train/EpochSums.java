package io.github.vae4j.core.train;

import io.github.vae4j.core.Terms;
import io.github.vae4j.core.model.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Sums over the samples of an epoch so far.
final class EpochSums implements Saved {
    private final List<String> names;
    private final double[] terms;
    private long samples;
    private double cost;
    private double objective;
    private double seconds;

    EpochSums(List<String> names) {
        this.names = names;
        terms = new double[names.size()];
    }

    /// @param sums of the terms over the samples of a batch
    /// @param costOf a sample in the mean, with the weights of the time
    /// @param objectiveOf a sample in the mean, with the weights of the end
    void add(double[] sums, int count, double costOf, double objectiveOf) {
        for (int i = 0; i < terms.length; i++) {
            terms[i] += sums[i];
        }
        samples += count;
        cost += costOf * count;
        objective += objectiveOf * count;
    }

    void addSeconds(double more) {
        seconds += more;
    }

    void clear() {
        Arrays.fill(terms, 0);
        samples = 0;
        cost = 0;
        objective = 0;
        seconds = 0;
    }

    void copy(EpochSums from) {
        System.arraycopy(from.terms, 0, terms, 0, terms.length);
        samples = from.samples;
        cost = from.cost;
        objective = from.objective;
        seconds = from.seconds;
    }

    Terms means() {
        return Terms.of(names, Arrays.stream(terms).map(sum -> sum / samples).toArray());
    }

    double cost() {
        return cost / samples;
    }

    double objective() {
        return objective / samples;
    }

    double seconds() {
        return seconds;
    }

    double samplesPerSecond() {
        return samples / seconds;
    }

    @Override
    public void write(Map<String, String> out) {
        out.put("state.samples", Long.toString(samples));
        out.put("state.terms", Arrays.stream(terms).mapToObj(Double::toString).collect(Collectors.joining(" ")));
        out.put("state.cost", Double.toString(cost));
        out.put("state.objective", Double.toString(objective));
        out.put("state.seconds", Double.toString(seconds));
    }

    @Override
    public void read(Fields in) {
        double[] saved = in.reals("state.terms");
        Saved.require(saved.length == terms.length, "state.terms", in.text("state.terms"));
        System.arraycopy(saved, 0, terms, 0, terms.length);
        samples = in.number("state.samples");
        cost = in.real("state.cost");
        objective = in.real("state.objective");
        seconds = in.real("state.seconds");
        Saved.require(samples >= 0, "state.samples", samples);
        Saved.require(Double.isFinite(cost), "state.cost", cost);
        Saved.require(Double.isFinite(objective), "state.objective", objective);
        Saved.require(seconds >= 0 && Double.isFinite(seconds), "state.seconds", seconds);
        Saved.require(Arrays.stream(terms).allMatch(Double::isFinite), "state.terms", in.text("state.terms"));
    }
}
