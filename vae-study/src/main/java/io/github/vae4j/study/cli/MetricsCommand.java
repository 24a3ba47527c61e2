package io.github.vae4j.study.cli;

import io.github.vae4j.kernels.Workers;
import io.github.vae4j.study.experiment.LatentMetrics;
import io.github.vae4j.study.report.Report;
import io.github.vae4j.study.report.ReportFiles;
import io.github.vae4j.study.run.LatentFiles;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.sections.MetricsReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures latent codes from files, whoever made them.
@Command(
        name = "metrics",
        description = "Measures latent codes from files (.npy or CSV), of any model: active units, dimensions and, with"
                + " labels, how classes lie; writes results.json, tables and a report.")
final class MetricsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--latents", required = true, description = "The codes, or means of q(z|x): (samples, units).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path latents;

    @Option(names = "--logvar",
            description = "Log variances of q(z|x), for KL and its parts.") private @Nullable Path logvar;

    @Option(names = "--labels",
            description = "A label for each sample: numbers from 0 or, in CSV, names.") private @Nullable Path labels;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "Of resamples and draws (default: ${DEFAULT-VALUE}).") private long seed;

    @Option(
            names = "--threads",
            description = "Threads; the results do not depend on it (default: all processors).") private @Nullable Integer threads;

    @Option(
            names = "--out",
            defaultValue = "vae4j-metrics",
            description = "Folder of the results (default: ${DEFAULT-VALUE}).") private Path out = Path
                    .of("vae4j-metrics");

    @Option(
            names = ConfigFile.OPTION,
            description = "File with options, .yaml or .properties; the command line goes before.")
    @SuppressWarnings("unused") // read before picocli reads the arguments
    private @Nullable Path config;

    @Option(names = "--force", description = "Replace results that are in the folder.") private boolean force;

    @Override
    public Integer call() throws IOException {
        int team = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (team < 1) {
            throw new ParameterException(spec.commandLine(), "--threads must be 1 or more but is " + team);
        }
        LatentFiles files = LatentFiles.read(latents, logvar, labels);
        OutputFolder folder = OutputFolder.open(out, force);
        folder.writeConfiguration(settings(team));
        try (Workers workers = Workers.of(team)) {
            LatentMetrics metrics = LatentMetrics.of(files, seed, workers);
            folder.writeJson("results.json", MetricsReport.json(metrics));
            Report report = MetricsReport.of(metrics, latents.toString());
            KeyFigures.print(spec.commandLine().getOut(), report, ReportFiles.write(report, out));
        }
        return 0;
    }

    private Map<String, Object> settings(int team) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("latents", latents);
        if (logvar != null) {
            settings.put("logvar", logvar);
        }
        if (labels != null) {
            settings.put("labels", labels);
        }
        settings.put("seed", seed);
        settings.put("threads", team);
        return settings;
    }
}
