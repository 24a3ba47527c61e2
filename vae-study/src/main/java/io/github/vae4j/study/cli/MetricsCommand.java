package io.github.vae4j.study.cli;

import io.github.vae4j.core.data.ReadOptions;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Codes;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.factors.Factors;
import io.github.vae4j.study.measure.Catalogue;
import io.github.vae4j.study.measure.Measure;
import io.github.vae4j.study.measure.Measurements;
import io.github.vae4j.study.measure.Subject;
import io.github.vae4j.study.report.Report;
import io.github.vae4j.study.report.ReportFiles;
import io.github.vae4j.study.run.FactorFile;
import io.github.vae4j.study.run.LatentFiles;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.sections.MetricsReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures latent codes from files, whoever made them.
@Command(
        name = "metrics",
        description = "Measures latent codes from files (CSV, .npy, .npz), of any model: active units, dimensions and, with"
                + " labels, how classes lie, with factors, disentanglement; writes results.json, tables and a report.")
final class MetricsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--latents",
            description = "The codes, or means of q(z|x): (samples, units).") private @Nullable Path latents;

    @Option(names = "--logvar",
            description = "Log variances of q(z|x), for KL and its parts.") private @Nullable Path logvar;

    @Option(names = "--labels",
            description = "A label for each sample: one a line, CSV, .npy, .npz, IDX.") private @Nullable Path labels;

    @Mixin private final TableOptions tables = new TableOptions();

    @Option(
            names = "--factors",
            description = "Generative factors, .npy or CSV, one column a factor: numbers or names, laid out as the codes.") private @Nullable Path factors;

    @Option(
            names = "--other",
            split = ",",
            description = "Another set of codes or features to compare with: of the same samples (another model, or the data"
                    + " itself), or of others; may be given several times.") private List<
                            Path> others = new ArrayList<>();

    @Option(
            names = "--other-logvar",
            split = ",",
            description = "Log variances of the other sets, in their order.") private List<
                    Path> otherLogvars = new ArrayList<>();

    @Option(names = "--only", split = ",", paramLabel = "ID",
            description = "These measures alone, such as mig,dci; see --list.") private List<
                    String> only = new ArrayList<>();

    @Option(names = "--skip", split = ",", paramLabel = "ID",
            description = "All measures but these.") private List<String> skip = new ArrayList<>();

    @Option(names = "--all",
            description = "Measure on all samples, whatever it costs, not on a random part of them.") private boolean all;

    @Option(names = "--list",
            description = "Print all measures: what they need, cost, and who defined them.") private boolean list;

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        List<Measure<?>> measures = measures();
        if (list) {
            print(measures);
            return 0;
        }
        Path codes = latents;
        if (codes == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--latents=<latents>'");
        }
        int threads = compute.threads();
        Report report;
        Path page;
        try (ProgressDisplay display = output.display();
                OutputFolder folder = output.open(display);
                Workers workers = Workers.of(threads)) {
            Subject subject = subject(codes);
            if (!only.isEmpty()) {
                Catalogue.requireNeeds(measures, subject);
            }
            Measurements measurements = Measurements.of(subject, measures, all, workers);
            report = MetricsReport.of(measurements, codes.toString());
            folder.writeConfiguration(settings(codes, threads));
            folder.writeJson("results.json", measurements.json());
            ReportFiles.write(report, folder.results());
            page = folder.place(ReportFiles.PAGE);
            folder.commit();
        }
        KeyFigures.print(spec.commandLine().getOut(), report, page);
        return 0;
    }

    private List<Measure<?>> measures() {
        try {
            return Catalogue.select(only, skip);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void print(List<Measure<?>> measures) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-24s %-24s %-16s %s%n", "id", "needs", "cost", "what, defined by");
        for (Measure<?> measure : measures) {
            Measure.About about = measure.about();
            out.printf(Locale.ROOT, "%-24s %-24s %-16s %s%s%n", about.id(),
                    about.needs().stream().map(need -> need.option()).collect(Collectors.joining(" ")), about.cost(),
                    about.title(), about.reference().isEmpty() ? "" : ": " + about.reference());
        }
        out.flush();
    }

    private Subject subject(Path codes) throws IOException {
        ReadOptions options = tables.options(output.quiet() ? null : spec.commandLine().getErr());
        LatentFiles files = LatentFiles.read(codes, logvar, labels, options);
        Factors values = factors == null ? null : FactorFile.read(factors, files, options);
        if (!otherLogvars.isEmpty() && otherLogvars.size() != others.size()) {
            throw new IllegalArgumentException("--other-logvar must be given for each --other but there are "
                    + otherLogvars.size() + " for " + others.size());
        }
        List<Subject.Other> sets = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            Path variances = otherLogvars.isEmpty() ? null : otherLogvars.get(i);
            LatentFiles other = LatentFiles.read(others.get(i), variances, null, options);
            sets.add(new Subject.Other(others.get(i).toString(), Codes.of(other.mean(), other.units()),
                    posterior(other)));
        }
        return new Subject(Codes.of(files.mean(), files.units()), posterior(files), files.labels(), values, sets,
                compute.seed());
    }

    private static @Nullable Posterior posterior(LatentFiles files) {
        return files.logvar().length == 0 ? null : Posterior.of(files.mean(), files.logvar(), files.units());
    }

    private Map<String, Object> settings(Path codes, int threads) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("latents", codes);
        if (logvar != null) {
            settings.put("logvar", logvar);
        }
        if (labels != null) {
            settings.put("labels", labels);
        }
        if (factors != null) {
            settings.put("factors", factors);
        }
        put(settings, "other", others);
        put(settings, "other-logvar", otherLogvars);
        put(settings, "only", only);
        put(settings, "skip", skip);
        if (all) {
            settings.put("all", true);
        }
        settings.putAll(tables.settings());
        settings.put("seed", compute.seed());
        settings.put("threads", threads);
        return settings;
    }

    private static void put(Map<String, Object> settings, String name, List<?> values) {
        if (!values.isEmpty()) {
            settings.put(name, values.stream().map(Object::toString).collect(Collectors.joining(",")));
        }
    }
}
