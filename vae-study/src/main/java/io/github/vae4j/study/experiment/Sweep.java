package io.github.vae4j.study.experiment;

import io.github.vae4j.core.ElboValues;
import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.spec.Objective;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.units.ActiveUnits;
import io.github.vae4j.study.run.Interruption;
import io.github.vae4j.study.run.MemoryNeed;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Trains one model per value and seed, and measures each. Models are trained side by side, one thread each.
///
/// A sweep of classes takes the first c classes, the same number of samples for each c. Its control takes as many samples
/// of as many classes that were drawn at random without looking at the images: what changes there is not due to classes.
public final class Sweep {
    private static final int RELABEL_STREAM = 0x5eed;

    private final StudyPlan study;
    private final SweepPlan plan;
    private final Environment environment;
    private final SweepModels models;

    /// A sweep, not yet begun.
    ///
    /// @param study data, model and training, but for what is varied
    /// @param plan what is varied
    /// @param environment what it runs on
    /// @param folder that receives the models
    /// @param configuration the settings of the run, as `--config` reads them
    /// @throws IllegalArgumentException if the data has too few classes or no labels
    public Sweep(StudyPlan study, SweepPlan plan, Environment environment, OutputFolder folder, String configuration) {
        this.study = study;
        this.plan = plan;
        this.environment = environment;
        models = new SweepModels(folder, environment.version(), () -> folder.begun(configuration));
        if (plan.parameter() == SweepPlan.Parameter.CLASSES) {
            int classes = study.data().train().classNames().size();
            if (classes < plan.values().getLast()) {
                throw new IllegalArgumentException("the data " + study.data().name() + " has " + classes
                        + " classes, a sweep cannot go to " + plan.values().getLast().intValue());
            }
        }
    }

    /// Is told what the sweep does.
    public interface Watcher {
        /// Something is worth knowing.
        ///
        /// @param what in words
        void says(String what);

        /// One more model has been trained, or was found, and measured; called by several threads, one at a time.
        ///
        /// @param point what was found
        /// @param found whether it was trained by a run before this one
        /// @param done models so far
        /// @param models in all
        void measured(SweepResults.Point point, boolean found, int done, int models);

        /// The process was asked to end, and everything is saved.
        ///
        /// @param done models that are whole
        /// @param models in all
        void stopped(int done, int models);
    }

    private record Job(double value, long seed, boolean control) {}

    /// Trains and measures all models.
    ///
    /// @param resume whether models and checkpoints in the folder that were trained in the same way count
    /// @param watcher is told of every model
    /// @return what was found: the same for any number of threads, and whether or not it was interrupted before
    /// @throws StoppedException if the process was asked to end; what has been trained so far is saved
    /// @throws IOException if a file cannot be read or written
    public SweepResults run(boolean resume, Watcher watcher) throws IOException {
        long start = System.nanoTime();
        if (resume && models.isEmpty()) {
            watcher.says("no model and no checkpoint in " + models.place() + ": training begins anew");
        }
        List<Job> jobs = jobs();
        SweepResults.Point[] points = new SweepResults.Point[jobs.size()];
        AtomicInteger done = new AtomicInteger();
        int threads = Math.min(study.training().threads(), jobs.size());
        try (Interruption interruption = Interruption.open(); Workers workers = Workers.of(threads)) {
            try {
                workers.run(jobs.size(), (task, worker) -> {
                    SweepModels.Trained model = model(jobs.get(task), resume, interruption);
                    points[task] = measure(jobs.get(task), model);
                    synchronized (watcher) {
                        watcher.measured(points[task], model.found(), done.incrementAndGet(), points.length);
                    }
                });
            } catch (StoppedException e) {
                // Said here because the process ends as soon as all is saved.
                watcher.stopped(done.get(), points.length);
                throw e;
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return new SweepResults(plan, study, List.of(points), environment, (System.nanoTime() - start) * 1e-9);
    }

    /// The memory that the models take which are trained at the same time.
    ///
    /// @return what is needed at least
    public MemoryNeed memory() {
        int largest = plan.parameter() == SweepPlan.Parameter.LATENT
                ? plan.values().getLast().intValue()
                : study.main().latent();
        return MemoryNeed.of(new RunConfiguration(study.main().withLatent(largest), study.training()),
                study.data().train().size()).times(Math.min(study.training().threads(), plan.models()));
    }

    private List<Job> jobs() {
        List<Job> jobs = new ArrayList<>();
        boolean controlled = plan.parameter() == SweepPlan.Parameter.CLASSES;
        for (double value : plan.values()) {
            for (int i = 0; i < plan.seeds(); i++) {
                jobs.add(new Job(value, study.training().seed() + i, false));
                if (controlled) {
                    jobs.add(new Job(value, study.training().seed() + i, true));
                }
            }
        }
        return jobs;
    }

    private SweepModels.Trained model(Job job, boolean resume, Interruption interruption) {
        VaeSpec spec = plan.parameter() == SweepPlan.Parameter.LATENT
                ? study.main().withLatent((int) job.value)
                : study.main();
        TrainingConfig config = study.training().withSeed(job.seed).withThreads(1);
        RunConfiguration wanted = new RunConfiguration(spec, plan.parameter() == SweepPlan.Parameter.BETA
                ? config.withObjective(Objective.beta(job.value))
                : config);
        String name = plan.parameter().word() + "-" + plan.text(job.value) + "-seed-" + job.seed
                + (job.control ? "-control" : "");
        try {
            return models.model(name, wanted, part(study.data().train(), job), resume, interruption);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SweepResults.Point measure(Job job, SweepModels.Trained model) {
        Dataset test = part(study.data().test(), job);
        try (Workers alone = Workers.of(1)) {
            Encoding encoding = model.vae().on(alone).encode(test);
            ElboValues elbo = model.vae().on(alone).elbo(test, job.seed);
            ActiveUnits units = Study.units(encoding, job.seed, alone);
            return new SweepResults.Point(job.value, job.seed, job.control, model.samples(), units,
                    LatentDimension.of(encoding, units, job.seed, alone), elbo.meanCost());
        }
    }

    /// All samples, or, where classes vary, as many samples for every number of classes, evenly from the first classes or, as a control, from as many that were
    /// drawn at random.
    private Dataset part(Dataset data, Job job) {
        if (plan.parameter() != SweepPlan.Parameter.CLASSES) {
            return data;
        }
        int[] labels = labels(data, job);
        int most = plan.values().getLast().intValue();
        int least = plan.values().getFirst().intValue();
        int[] counts = new int[most];
        for (int label : labels) {
            if (label < most) {
                counts[label]++;
            }
        }
        int smallest = IntStream.of(counts).min().orElse(0);
        int classes = (int) job.value;
        int all = smallest * least;
        int[] wanted = IntStream.range(0, classes).map(c -> all / classes + (c < all % classes ? 1 : 0)).toArray();
        int[] taken = new int[classes];
        return data.subset(IntStream.range(0, labels.length)
                .filter(i -> labels[i] < classes && taken[labels[i]] < wanted[labels[i]] && taken[labels[i]]++ >= 0)
                .toArray());
    }

    private static int[] labels(Dataset data, Job job) {
        int[] order = new int[data.size()];
        if (job.control) {
            Philox.permutation(order, order.length, job.seed, RELABEL_STREAM, 0);
        } else {
            Arrays.setAll(order, i -> i);
        }
        return IntStream.of(order).map(data::label).toArray();
    }
}
