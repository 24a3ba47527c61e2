package io.github.vae4j.study.cli;

import io.github.vae4j.core.LibraryVersion;
import io.github.vae4j.core.TrainingException;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.kernels.Kernels;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.study.experiment.Environment;
import io.github.vae4j.study.experiment.ResultsJson;
import io.github.vae4j.study.experiment.StoppedException;
import io.github.vae4j.study.experiment.Study;
import io.github.vae4j.study.experiment.StudyPlan;
import io.github.vae4j.study.experiment.StudyResults;
import io.github.vae4j.study.experiment.Sweep;
import io.github.vae4j.study.experiment.SweepPlan;
import io.github.vae4j.study.experiment.SweepResults;
import io.github.vae4j.study.report.Report;
import io.github.vae4j.study.report.ReportFiles;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import io.github.vae4j.study.sections.StudyReport;
import io.github.vae4j.study.sections.SweepReport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The article from data to report: trains both models, measures them and writes a page to look at.
@Command(
        name = "study",
        description = "Trains a model with 20 latent units and one with 2, measures what the units mean, and writes a report.")
final class StudyCommand implements Callable<Integer> {
    private static final int DEFAULT_SEEDS = 3;
    private static final List<String> FOLDERS = List.of("pictures", "tables", "models", "latents");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final DataOptions data = new DataOptions();
    @Mixin private final ModelOptions model = new ModelOptions();
    @Mixin private final TrainingOptions training = new TrainingOptions();

    @Option(
            names = "--out",
            defaultValue = "vae4j-study",
            description = "Folder of the results (default: ${DEFAULT-VALUE}).") private Path out = Path
                    .of("vae4j-study");

    @Option(
            names = "--sweep",
            paramLabel = "PARAMETER=VALUES",
            description = "Instead of the article: train a model for each value and plot what changes, for example"
                    + " classes=2..10, beta=0.25,0.5,1,2,4,8 or latent=5,10,20,50.") private @Nullable String sweep;

    @Option(
            names = "--seeds",
            description = "With --sweep, models for each value (default: 3).") private @Nullable Integer seeds;

    @Option(
            names = ConfigFile.OPTION,
            description = "File with options, .yaml or .properties; the command line goes before.")
    @SuppressWarnings("unused") // read before picocli reads the arguments
    private @Nullable Path config;

    @Option(names = "--force", description = "Replace results that are in the folder.") private boolean force;

    @Option(names = "--resume",
            description = "Go on from the checkpoints in the folder; without any, begin and say so.") private boolean resume;

    @Option(names = "--quiet", description = "Print the results only.") private boolean quiet;

    @Override
    public Integer call() throws IOException {
        if (force && resume) {
            throw new ParameterException(spec.commandLine(),
                    "--force starts anew and --resume goes on: choose one of them");
        }
        if (sweep == null && seeds != null) {
            throw new ParameterException(spec.commandLine(), "--seeds goes with --sweep, for one model give --seed");
        }
        StudyPlan plan = plan();
        if (sweep != null) {
            return sweep(plan, sweepPlan(sweep));
        }
        OutputFolder folder = prepare(plan);
        try (Workers workers = Workers.of(plan.training().threads()); ProgressDisplay display = display()) {
            StudyResults results = new Study(plan, environment(), out).run(resume, new Progress(display));
            folder.write("results.json", ResultsJson.of(results));
            Report report = StudyReport.of(results, workers);
            KeyFigures.print(spec.commandLine().getOut(), report, ReportFiles.write(report, out));
            return 0;
        } catch (TrainingException | StoppedException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private int seeds() {
        return seeds == null ? DEFAULT_SEEDS : seeds;
    }

    private SweepPlan sweepPlan(String text) {
        try {
            return SweepPlan.parse(text, seeds());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private ProgressDisplay display() {
        return ProgressDisplay.of(spec.commandLine().getErr(), quiet);
    }

    private int sweep(StudyPlan plan, SweepPlan varied) throws IOException {
        Sweep models = new Sweep(plan, varied, environment(), out);
        OutputFolder folder = prepare(plan);
        SweepResults results;
        try (ProgressDisplay display = display()) {
            results = models.run(resume, new SweepProgress(display, varied));
        } catch (TrainingException | StoppedException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        folder.write("results.json", ResultsJson.of(results));
        Report report = SweepReport.of(results);
        KeyFigures.print(spec.commandLine().getOut(), report, ReportFiles.write(report, out));
        return 0;
    }

    private StudyPlan plan() throws IOException {
        StudyPlan plan = StudyPlan.of(data.source(quiet ? null : spec.commandLine().getErr()));
        VaeSpec main = model.spec(plan.main());
        if (sweep == null && main.latent() == 2) {
            throw new ParameterException(spec.commandLine(),
                    "a study trains a model with 2 latent units anyway: give another --latent for its main model");
        }
        return plan.withModel(main).withTraining(training.config(plan.training(), 1));
    }

    private static Environment environment() {
        return new Environment(LibraryVersion.current(),
                System.getProperty("java.vendor") + " " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"), Cpu.name(),
                Kernels.describe().toString());
    }

    /// The folder, without what another study left in it, and with what is about to be done.
    private OutputFolder prepare(StudyPlan plan) throws IOException {
        OutputFolder folder = OutputFolder.open(out, force || resume);
        for (String name : FOLDERS) {
            Path part = folder.file(name);
            if (force && Files.isDirectory(part)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(part, Files::isRegularFile)) {
                    for (Path file : files) {
                        Files.delete(file);
                    }
                }
            }
        }
        folder.write("config.properties", options(plan));
        return folder;
    }

    /// The options in force, as `--config` reads them.
    private String options(StudyPlan plan) {
        Map<String, String> others = data.settings();
        if (sweep != null) {
            others.put("sweep", sweep);
            others.put("seeds", Integer.toString(seeds()));
        }
        return new RunConfiguration(plan.main(), plan.training()).text(others);
    }

    /// What is said while it runs, on standard error.
    private record Progress(ProgressDisplay display) implements Study.Watcher {
        @Override
        public TrainingListener training(StudyPlan.Named model, int total) {
            display.says("training the model with " + model.spec().latent() + " latent units");
            return display.training(model.spec().latent() + " units", total);
        }

        @Override
        public void says(String what) {
            display.says(what);
        }
    }

    /// What is said while a sweep runs, on standard error.
    private record SweepProgress(ProgressDisplay display, SweepPlan plan) implements Sweep.Watcher {
        @Override
        public void says(String what) {
            display.says(what);
        }

        @Override
        public void measured(SweepResults.Point point, boolean found, int done, int models) {
            display.says(String.format(Locale.ROOT, "model %d of %d%s: %s %s, seed %d%s: %d active units", done, models,
                    found ? ", trained before" : "", plan.parameter().word(), plan.text(point.value()), point.seed(),
                    point.control() ? ", control" : "", point.units().count()));
        }

        @Override
        public void stopped(int done, int models) {
            display.says(
                    "stopped: " + done + " of " + models + " models are done and the others' epochs are saved, go on"
                            + " with --resume");
        }
    }
}
