package io.github.vae4j.study.cli;

import io.github.vae4j.core.LibraryVersion;
import io.github.vae4j.core.TrainingConfig;
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
import io.github.vae4j.study.run.DataSource;
import io.github.vae4j.study.run.MemoryNeed;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import io.github.vae4j.study.sections.StudyReport;
import io.github.vae4j.study.sections.SweepReport;
import java.io.IOException;
import java.nio.file.Path;
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

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final RunOptions output = new RunOptions();
    @Mixin private final DataOptions data = new DataOptions();
    @Mixin private final ModelOptions model = new ModelOptions();
    @Mixin private final TrainingOptions training = new TrainingOptions();
    @Mixin private final ComputeOptions compute = new ComputeOptions();

    @Option(
            names = "--sweep",
            paramLabel = "PARAMETER=VALUES",
            description = "Instead of the article: train a model for each value and plot what changes, for example"
                    + " classes=2..10, beta=0.25,0.5,1,2,4,8 or latent=5,10,20,50.") private @Nullable String sweep;

    @Option(
            names = "--seeds",
            description = "With --sweep, models for each value (default: 3).") private @Nullable Integer seeds;

    @Override
    public Integer call() throws IOException {
        if (sweep == null && seeds != null) {
            throw new ParameterException(spec.commandLine(), "--seeds goes with --sweep, for one model give --seed");
        }
        SweepPlan varied = sweep == null ? null : sweepPlan(sweep);
        training.config(TrainingConfig.defaults(), 1, compute);
        data.refuseConditions("a study decodes codes that belong to no sample");
        DataSource source = data.source(output.quiet() ? null : spec.commandLine().getErr());
        Report report;
        Path page;
        try (ProgressDisplay display = output.display();
                OutputFolder folder = output.open(display, varied == null ? "study" : "sweep")) {
            StudyPlan plan = plan(source);
            String configuration = options(plan);
            report = varied == null
                    ? study(plan, configuration, folder, display)
                    : sweep(plan, varied, configuration, folder, display);
            folder.write("config.properties", configuration);
            ReportFiles.write(report, folder.results());
            page = folder.place(ReportFiles.PAGE);
            folder.commit();
        } catch (TrainingException | StoppedException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        KeyFigures.print(spec.commandLine().getOut(), report, page);
        return 0;
    }

    private Report study(StudyPlan plan, String configuration, OutputFolder folder, ProgressDisplay display)
            throws IOException {
        MemoryNeed.of(new RunConfiguration(plan.main(), plan.training()), plan.data().train().size()).require();
        StudyResults results = new Study(plan, environment(), folder, configuration).run(output.resume(),
                new Progress(display));
        folder.write("results.json", ResultsJson.of(results));
        try (Workers workers = Workers.of(plan.training().threads())) {
            return StudyReport.of(results, workers);
        }
    }

    private Report sweep(StudyPlan plan, SweepPlan varied, String configuration, OutputFolder folder,
            ProgressDisplay display) throws IOException {
        Sweep models = new Sweep(plan, varied, environment(), folder, configuration);
        models.memory().require();
        SweepResults results = models.run(output.resume(), new SweepProgress(display, varied));
        folder.write("results.json", ResultsJson.of(results));
        return SweepReport.of(results);
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

    private StudyPlan plan(DataSource source) throws IOException {
        StudyPlan plan = StudyPlan.of(source);
        VaeSpec main = model.spec(plan.main());
        if (sweep == null && main.latent() == 2) {
            throw new ParameterException(spec.commandLine(),
                    "a study trains a model with 2 latent units anyway: give another --latent for its main model");
        }
        return plan.withModel(main).withTraining(training.config(plan.training(), 1, compute));
    }

    private static Environment environment() {
        return new Environment(LibraryVersion.current(),
                System.getProperty("java.vendor") + " " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"), Cpu.name(),
                Kernels.describe().toString());
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
