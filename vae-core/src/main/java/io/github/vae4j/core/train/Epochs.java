package io.github.vae4j.core.train;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.Terms;
import io.github.vae4j.core.model.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// The finished epochs of a run.
final class Epochs implements Saved {
    // Numbers of an epoch that are not terms.
    private static final int OTHERS = 6;

    private final List<String> names;
    private final List<EpochReport> reports = new ArrayList<>();

    Epochs(List<String> names) {
        this.names = names;
    }

    void add(EpochReport report) {
        reports.add(report);
    }

    List<EpochReport> reports() {
        return reports;
    }

    @Override
    public void write(Map<String, String> out) {
        out.put("state.history", reports.stream().map(this::line).collect(Collectors.joining(";")));
    }

    private String line(EpochReport r) {
        DoubleStream validation = names.stream()
                .mapToDouble(name -> r.validation() == null ? Double.NaN : r.validation().get(name));
        DoubleStream terms = names.stream().mapToDouble(r.terms()::get);
        DoubleStream others = DoubleStream.of(r.cost(), r.objective(), r.validationObjective(), r.learningRate(),
                r.seconds(), r.samplesPerSecond());
        return DoubleStream.concat(DoubleStream.concat(terms, validation), others).mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }

    @Override
    public void read(Fields in) {
        reports.clear();
        String lines = in.text("state.history");
        if (!lines.isEmpty()) {
            for (String line : lines.split(";", -1)) {
                reports.add(report(Fields.reals("state.history", line)));
            }
        }
        Saved.require(reports.size() == in.integer("state.epoch"), "state.history",
                "of " + reports.size() + " epochs");
    }

    private EpochReport report(double[] d) {
        int n = names.size();
        Saved.require(d.length == 2 * n + OTHERS, "state.history", "of " + d.length + " numbers in an epoch");
        int at = 2 * n;
        return new EpochReport(reports.size() + 1, terms(d, 0), d[at], d[at + 1],
                Double.isNaN(d[at + 2]) ? null : terms(d, n), d[at + 2], d[at + 3], d[at + 4], d[at + 5]);
    }

    private Terms terms(double[] d, int from) {
        double[] values = new double[names.size()];
        System.arraycopy(d, from, values, 0, values.length);
        return Terms.of(names, values);
    }
}
