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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures latent codes from files, whoever made them.
@Command(
        name = "metrics",
        description = "Measures latent codes from files (CSV, .npy, .npz), of any model: active units, dimensions and, with"
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
            description = "A label for each sample: one a line, CSV, .npy, .npz, IDX.") private @Nullable Path labels;

    @Mixin private final TableOptions tables = new TableOptions();

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        int threads = compute.threads();
        Report report;
        Path page;
        try (ProgressDisplay display = output.display();
                OutputFolder folder = output.open(display);
                Workers workers = Workers.of(threads)) {
            LatentFiles files = LatentFiles.read(latents, logvar, labels,
                    tables.options(output.quiet() ? null : spec.commandLine().getErr()));
            LatentMetrics metrics = LatentMetrics.of(files, compute.seed(), workers);
            report = MetricsReport.of(metrics, latents.toString());
            folder.writeConfiguration(settings(threads));
            folder.writeJson("results.json", MetricsReport.json(metrics));
            ReportFiles.write(report, folder.results());
            page = folder.place(ReportFiles.PAGE);
            folder.commit();
        }
        KeyFigures.print(spec.commandLine().getOut(), report, page);
        return 0;
    }

    private Map<String, Object> settings(int threads) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("latents", latents);
        if (logvar != null) {
            settings.put("logvar", logvar);
        }
        if (labels != null) {
            settings.put("labels", labels);
        }
        settings.putAll(tables.settings());
        settings.put("seed", compute.seed());
        settings.put("threads", threads);
        return settings;
    }
}
