package io.github.vae4j.study.experiment;

import io.github.vae4j.core.ElboValues;
import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.History;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.ActiveUnits;
import io.github.vae4j.study.run.Interruption;
import io.github.vae4j.study.run.RunConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Trains the models of a plan and measures them, leaving models and latents in a folder.
public final class Study {
    private final StudyPlan plan;
    private final Environment environment;
    private final Path folder;

    /// A study, not yet begun.
    ///
    /// @param plan what to do
    /// @param environment what it runs on
    /// @param folder that exists
    public Study(StudyPlan plan, Environment environment, Path folder) {
        this.plan = plan;
        this.environment = environment;
        this.folder = folder;
    }

    /// Is told what the study does.
    public interface Watcher {
        /// A model is about to be trained.
        ///
        /// @param model which
        /// @param epochs in total
        /// @return is told of its steps and epochs
        TrainingListener training(StudyPlan.Named model, int epochs);

        /// Something begins or ends.
        ///
        /// @param what in words
        void says(String what);
    }

    /// Trains and measures.
    ///
    /// @param resume whether to go on from the checkpoints in the folder
    /// @param watcher is told what happens
    /// @return what was found
    /// @throws StoppedException if the process was asked to end; what has been trained so far is saved
    /// @throws IOException if a file cannot be read or written
    public StudyResults run(boolean resume, Watcher watcher) throws IOException {
        long start = System.nanoTime();
        Path models = Files.createDirectories(folder.resolve("models"));
        if (resume && plan.models().stream().noneMatch(model -> Files.exists(checkpoint(model, models)))) {
            watcher.says("no checkpoint in " + models + ": training begins anew");
        }
        List<TrainedModel> trained = new ArrayList<>();
        try (Workers workers = Workers.of(plan.training().threads())) {
            for (StudyPlan.Named model : plan.models()) {
                trained.add(train(model, models, resume, watcher, workers));
            }
            watcher.says("measuring " + plan.data().test().size() + " test samples");
            TrainedModel main = trained.getFirst();
            long seed = plan.training().seed();
            ClassResults classes = plan.data().test().hasLabels() ? ClassResults.of(plan.data(), main, seed, workers)
                    : null;
            ActiveUnits units = units(main.test(), seed, workers);
            LatentDimension dimension = LatentDimension.of(main.test(), units, seed, workers);
            return new StudyResults(plan.data(), plan.training(), main, trained.getLast(),
                    units, dimension, classes, environment,
                    (System.nanoTime() - start) * 1e-9);
        }
    }

    static ActiveUnits units(Encoding encoding, long seed, Workers workers) {
        return ActiveUnits.of(encoding.mean(), encoding.logvar(), encoding.latent(), ActiveUnits.DEFAULT_THRESHOLD,
                seed, workers);
    }

    private static Path checkpoint(StudyPlan.Named model, Path models) {
        return models.resolve(model.name() + ".checkpoint");
    }

    private TrainedModel train(StudyPlan.Named model, Path models, boolean resume, Watcher watcher, Workers workers)
            throws IOException {
        Path checkpoint = checkpoint(model, models);
        TrainingConfig config = plan.training().withCheckpoint(checkpoint, 1);
        Vae vae;
        History history;
        try (Trainer trainer = resume && Files.exists(checkpoint)
                ? resumed(checkpoint, model, config)
                : Trainer.of(Vae.create(model.spec(), config.seed()), config)) {
            trainer.addListener(watcher.training(model, config.epochs()));
            vae = trainer.vae();
            history = untilDoneOrInterrupted(trainer, watcher, models.resolve(model.name() + ".safetensors"));
        }
        if (history.end() == History.End.STOPPED) {
            throw new StoppedException(model.name(), history.epochs().size());
        }
        return measured(model, vae, history, workers);
    }

    private TrainedModel measured(StudyPlan.Named model, Vae vae, History history, Workers workers) throws IOException {
        ElboValues elbo = vae.elbo(plan.data().test(), plan.training().seed(), workers);
        TrainedModel trained = new TrainedModel(model.name(), vae, history, vae.encode(plan.data().test(), workers),
                elbo.meanReconstruction(), elbo.meanKl());
        Path latents = Files.createDirectories(folder.resolve("latents"));
        int rows = trained.test().rows();
        NpyWriter.write(latents.resolve("test-" + model.name() + "-mean.npy"), trained.test().mean(), rows,
                trained.latent());
        NpyWriter.write(latents.resolve("test-" + model.name() + "-logvar.npy"), trained.test().logvar(), rows,
                trained.latent());
        return trained;
    }

    private static Trainer resumed(Path checkpoint, StudyPlan.Named model, TrainingConfig config) throws IOException {
        Trainer trainer = Trainer.resume(checkpoint, config.threads(), config.epochs());
        try {
            new RunConfiguration(model.spec(), config)
                    .requireSameAs(new RunConfiguration(trainer.vae().spec(), trainer.config()));
            return trainer;
        } catch (IllegalArgumentException e) {
            trainer.close();
            throw e;
        }
    }

    private History untilDoneOrInterrupted(Trainer trainer, Watcher watcher, Path file) throws IOException {
        try (Interruption _ = Interruption.stops(trainer)) {
            History history = trainer.fit(plan.data().train(), plan.data().validation());
            trainer.vae().save(file);
            if (history.end() == History.End.STOPPED) {
                // Said here because the process ends as soon as all is saved.
                watcher.says("stopped: " + history.epochs().size() + " epochs are saved, go on with --resume");
            }
            return history;
        }
    }
}
