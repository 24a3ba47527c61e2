package io.github.vae4j.study.cli;

import io.github.vae4j.core.History;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.TrainingException;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.study.experiment.Article;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import io.github.vae4j.study.run.TrainingData;
import io.github.vae4j.study.run.TrainingRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Trains a model and writes it, its history and its checkpoint into a folder.
@Command(name = "train", description = "Trains a model; Ctrl-C ends it with everything saved.")
final class TrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final DataOptions data = new DataOptions();
    @Mixin private final ModelOptions model = new ModelOptions();
    @Mixin private final TrainingOptions training = new TrainingOptions();

    @Option(
            names = "--out",
            defaultValue = "vae4j-train",
            description = "Folder of the results (default: ${DEFAULT-VALUE}).") private Path out = Path
                    .of("vae4j-train");

    @Option(names = "--force", description = "Replace results that are in the folder.") private boolean force;

    @Option(names = "--resume",
            description = "Go on from the checkpoint in the folder; without one, begin and say so.") private boolean resume;

    @Option(
            names = ConfigFile.OPTION,
            description = "File with options, .yaml or .properties; the command line goes before.")
    @SuppressWarnings("unused") // read before picocli reads the arguments
    private @Nullable Path config;

    @Option(names = "--quiet", description = "Print the last line only.") private boolean quiet;

    @Override
    public Integer call() throws IOException {
        if (force && resume) {
            throw new ParameterException(spec.commandLine(),
                    "--force starts anew and --resume goes on: choose one of them");
        }
        TrainingConfig config = training.config(TrainingConfig.defaults(), 0);
        TrainingData loaded = TrainingData.load(data.source(quiet ? null : spec.commandLine().getErr()));
        RunConfiguration wanted = new RunConfiguration(
                model.spec(VaeSpec.of(loaded.train().features(), Article.UNITS)), config);
        OutputFolder folder = OutputFolder.open(out, force || resume);
        TrainingRun run = new TrainingRun(folder, loaded, wanted, data.settings());
        History history;
        try (ProgressDisplay display = ProgressDisplay.of(spec.commandLine().getErr(), quiet)) {
            if (resume && !run.hasCheckpoint()) {
                display.says("no checkpoint in " + out + ": training begins anew");
            }
            history = run.run(resume, display.training("training", config.epochs()), display::says);
        } catch (TrainingException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        print(history);
        return 0;
    }

    private void print(History history) {
        PrintWriter stdout = spec.commandLine().getOut();
        int epochs = history.epochs().size();
        stdout.println(epochs == 0
                ? "trained 0 epochs"
                : String.format(Locale.ROOT, "trained %d epochs, cost %.2f, %,d samples/s", epochs,
                        history.last().cost(), Math.round(history.medianSamplesPerSecond())));
        stdout.flush();
    }
}
