package io.github.vae4j.study.experiment;

import io.github.vae4j.core.ElboValues;
import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.Objective;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.metrics.ActiveUnits;
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

    /// A sweep, not yet begun.
    ///
    /// @param study data, model and training, but for what is varied
    /// @param plan what is varied
    /// @param environment what it runs on
    /// @throws IllegalArgumentException if the data has too few classes or no labels
    public Sweep(StudyPlan study, SweepPlan plan, Environment environment) {
        this.study = study;
        this.plan = plan;
        this.environment = environment;
        if (plan.parameter() == SweepPlan.Parameter.CLASSES) {
            int classes = study.data().train().classNames().size();
            if (classes < plan.values().getLast()) {
                throw new IllegalArgumentException("the data " + study.data().name() + " has " + classes
                        + " classes, a sweep cannot go to " + plan.values().getLast().intValue());
            }
        }
    }

    /// Is told of every finished model.
    public interface Watcher {
        /// One more model has been trained and measured; called by several threads, one at a time.
        ///
        /// @param point what was found
        /// @param done models so far
        /// @param models in all
        void measured(SweepResults.Point point, int done, int models);
    }

    private record Job(double value, long seed, boolean control) {}

    /// Trains and measures all models.
    ///
    /// @param watcher is told of every model
    /// @return what was found: the same for any number of threads
    public SweepResults run(Watcher watcher) {
        long start = System.nanoTime();
        List<Job> jobs = jobs();
        SweepResults.Point[] points = new SweepResults.Point[jobs.size()];
        AtomicInteger done = new AtomicInteger();
        int threads = Math.min(study.training().threads(), jobs.size());
        try (Workers workers = Workers.of(threads)) {
            workers.run(jobs.size(), (task, worker) -> {
                points[task] = measure(jobs.get(task));
                synchronized (watcher) {
                    watcher.measured(points[task], done.incrementAndGet(), points.length);
                }
            });
        }
        return new SweepResults(plan, study, List.of(points), environment, (System.nanoTime() - start) * 1e-9);
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

    private SweepResults.Point measure(Job job) {
        VaeSpec spec = study.main();
        TrainingConfig config = study.training().withSeed(job.seed).withThreads(1);
        Dataset train = study.data().train();
        Dataset test = study.data().test();
        switch (plan.parameter()) {
            case BETA -> config = config.withObjective(Objective.beta(job.value));
            case LATENT -> spec = spec.withLatent((int) job.value);
            case CLASSES -> {
                train = part(train, job);
                test = part(test, job);
            }
        }
        Vae vae = Vae.create(spec, job.seed);
        try (Trainer trainer = Trainer.of(vae, config); Workers alone = Workers.of(1)) {
            trainer.fit(train);
            Encoding encoding = vae.encode(test, alone);
            ElboValues elbo = vae.elbo(test, job.seed, alone);
            ActiveUnits units = Study.units(encoding, job.seed, alone);
            return new SweepResults.Point(job.value, job.seed, job.control, train.size(), units,
                    LatentDimension.of(encoding, units, job.seed, alone), elbo.meanCost());
        }
    }

    /// As many samples for every number of classes, evenly from the first classes or, as a control, from as many that were
    /// drawn at random.
    private Dataset part(Dataset data, Job job) {
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
