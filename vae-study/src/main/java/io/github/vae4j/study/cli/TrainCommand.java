package io.github.vae4j.study.cli;

import io.github.vae4j.core.History;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.TrainingException;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.spec.Likelihood;
import io.github.vae4j.study.experiment.Article;
import io.github.vae4j.study.run.DataSource;
import io.github.vae4j.study.run.MemoryNeed;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import io.github.vae4j.study.run.Tracking;
import io.github.vae4j.study.run.TrainingData;
import io.github.vae4j.study.run.TrainingRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Trains a model and writes it, its history and its checkpoint into a folder.
@Command(name = "train", description = "Trains a model; Ctrl-C ends it with everything saved.")
final class TrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final RunOptions output = new RunOptions();
    @Mixin private final DataOptions data = new DataOptions();
    @Mixin private final ModelOptions model = new ModelOptions();
    @Mixin private final TrainingOptions training = new TrainingOptions();
    @Mixin private final TrackingOptions tracking = new TrackingOptions();
    @Mixin private final ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        TrainingConfig config = training.config(TrainingConfig.defaults(), 0, compute);
        Tracking tracked = tracking.tracking(output.force(), output.resume());
        DataSource source = data.source(output.quiet() ? null : spec.commandLine().getErr());
        History history;
        try (ProgressDisplay display = output.display(); OutputFolder folder = output.open(display)) {
            TrainingData loaded = TrainingData.load(source);
            VaeSpec chosen = model.spec(VaeSpec.of(loaded.train().features(), Article.UNITS)
                    .withConditions(loaded.train().conditions()));
            RunConfiguration wanted = new RunConfiguration(masked(chosen, loaded), config);
            MemoryNeed.of(wanted, loaded.train().size()).require();
            TrainingRun run = new TrainingRun(folder, loaded, wanted, data.settings(), tracked);
            if (output.resume() && !run.hasCheckpoint()) {
                if (folder.hasResults()) {
                    throw new CommandFailedException(
                            "the folder " + output.path() + " holds results but no checkpoint to"
                                    + " continue from: name another one with --out or replace them with --force");
                }
                display.says("no checkpoint in " + output.path() + ": training begins anew");
            }
            history = run.run(output.resume(), display.training("training", config.epochs()), display::says);
        } catch (TrainingException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        print(history);
        return 0;
    }

    /// Missing values that were kept (`--missing mask`) need a likelihood that takes them.
    private static VaeSpec masked(VaeSpec model, TrainingData data) {
        Dataset validation = data.validation();
        boolean isMissing = data.train().hasMissing() || validation != null && validation.hasMissing();
        return isMissing && !model.likelihood().takesMissing()
                ? model.withLikelihood(Likelihood.masked(model.likelihood()))
                : model;
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
