package io.github.vae4j.study.experiment;

import io.github.vae4j.core.ElboValues;
import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.NpyWriter;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.Posterior;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.study.measure.Catalogue;
import io.github.vae4j.study.measure.Measurements;
import io.github.vae4j.study.measure.Subject;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import io.github.vae4j.study.run.TrainingJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Trains the models of a plan and measures them, leaving models and latents in a folder.
public final class Study {
    private final StudyPlan plan;
    private final Environment environment;
    private final OutputFolder folder;
    private final String configuration;

    /// A study, not yet begun.
    ///
    /// @param plan what to do
    /// @param environment what it runs on
    /// @param folder receives models and latents, which whoever opened it commits
    /// @param configuration the settings of the run, as `--config` reads them
    public Study(StudyPlan plan, Environment environment, OutputFolder folder, String configuration) {
        this.plan = plan;
        this.environment = environment;
        this.folder = folder;
        this.configuration = configuration;
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
        List<TrainingJob> jobs = plan.models().stream()
                .map(model -> new TrainingJob(folder, "models/" + model.name() + ".checkpoint", 1,
                        new RunConfiguration(model.spec(), plan.training()), plan.data().train(),
                        plan.data().validation()))
                .toList();
        if (resume) {
            for (TrainingJob job : jobs) {
                job.requireSame();
            }
            if (jobs.stream().noneMatch(TrainingJob::hasCheckpoint)) {
                watcher.says("no checkpoint in " + folder.place("models") + ": training begins anew");
            }
        }
        List<TrainedModel> trained = new ArrayList<>();
        try (Workers workers = Workers.of(plan.training().threads())) {
            for (int i = 0; i < jobs.size(); i++) {
                trained.add(train(plan.models().get(i), jobs.get(i), resume, watcher, workers));
            }
            watcher.says("measuring " + plan.data().test().size() + " test samples");
            TrainedModel main = trained.getFirst();
            long seed = plan.training().seed();
            ClassResults classes = plan.data().test().hasLabels() ? ClassResults.of(plan.data(), main, seed, workers)
                    : null;
            ActiveUnits units = units(main.test(), seed, workers);
            LatentDimension dimension = LatentDimension.of(main.test(), units, seed, workers);
            Posterior posterior = Posterior.of(main.test().mean(), main.test().logvar(), main.latent());
            Subject codes = Subject.of(posterior, classes == null ? null : classes.labels(), seed);
            Measurements measurements = Measurements.of(codes, Catalogue.all(), false, workers);
            return new StudyResults(plan.data(), plan.training(), main, trained.getLast(), measurements,
                    units, dimension, classes, environment,
                    (System.nanoTime() - start) * 1e-9);
        }
    }

    static ActiveUnits units(Encoding encoding, long seed, Workers workers) {
        return ActiveUnits.of(
                Posterior.of(encoding.mean(), encoding.logvar(), encoding.latent()), ActiveUnits.DEFAULT_THRESHOLD,
                seed, workers);
    }

    private TrainedModel train(StudyPlan.Named model, TrainingJob job, boolean resume, Watcher watcher,
            Workers workers) throws IOException {
        TrainingJob.Trained trained = ModelTraining.run(job, model.name(), resume, () -> folder.begun(configuration),
                watcher.training(model, plan.training().epochs()), watcher::says);
        trained.vae().save(folder.file("models/" + model.name() + ".safetensors"));
        return measured(model, trained, workers);
    }

    private TrainedModel measured(StudyPlan.Named model, TrainingJob.Trained trained, Workers workers)
            throws IOException {
        Vae vae = trained.vae();
        ElboValues elbo = vae.on(workers).elbo(plan.data().test(), plan.training().seed());
        Encoding codes = vae.on(workers).encode(plan.data().test());
        String name = "latents/test-" + model.name();
        NpyWriter.write(folder.file(name + "-mean.npy"), codes.mean(), codes.rows(), codes.latent());
        NpyWriter.write(folder.file(name + "-logvar.npy"), codes.logvar(), codes.rows(), codes.latent());
        return new TrainedModel(model.name(), vae, trained.history(), codes, elbo.meanReconstruction(),
                elbo.meanKl());
    }
}
