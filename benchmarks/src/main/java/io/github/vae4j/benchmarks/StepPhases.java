package io.github.vae4j.benchmarks;

import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.graph.PhaseClock;
import io.github.vae4j.core.spec.Progress;
import io.github.vae4j.core.train.BatchFeed;
import io.github.vae4j.core.train.Step;
import io.github.vae4j.kernels.Philox;
import io.github.vae4j.kernels.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where the time of a training step of the study's model goes, and what follows for other numbers of cores.
///
/// @param threads that shared the work
/// @param batch samples per step
/// @param phases medians over rounds
public record StepPhases(int threads, int batch, List<PhaseClock.Times> phases) {
    private static final int IMAGES = 10_240;
    private static final int SAMPLES_PER_ROUND = 5_000;
    private static final int WARM_UP_SAMPLES = 60_000;
    private static final int EMPTY_RUNS = 2_000;
    private static final long WORK_NANOS = 2_000;

    /// Trains for a while.
    ///
    /// @param threads that share the work
    /// @param batch samples per step
    /// @param rounds of 5,000 samples, whose median counts
    /// @return the times of the phases
    public static StepPhases measure(int threads, int batch, int rounds) {
        Dataset data = StudyModel.images(IMAGES);
        int[] order = new int[IMAGES];
        Philox.permutation(order, IMAGES, 1, 0, 0);
        float[] parameters = StudyModel.create().parameters();
        PhaseClock clock = new PhaseClock();
        List<List<PhaseClock.Times>> measured = new ArrayList<>();
        try (Workers team = Workers.of(threads)) {
            Step step = new Step(StudyModel.SPEC, TrainingConfig.defaults(), parameters,
                    new float[2][parameters.length], batch, team);
            BatchFeed feed = step.feed(data);
            step.measure(clock);
            int steps = 0;
            for (int round = 0; round <= rounds; round++) {
                int samples = round == 0 ? WARM_UP_SAMPLES : SAMPLES_PER_ROUND;
                clock.reset();
                for (int i = 0; i < Math.max(1, samples / batch); i++) {
                    step.read(feed, order, steps * batch % (IMAGES - batch + 1), batch, 1, steps, steps);
                    step.forward();
                    step.evaluate(Progress.END);
                    step.backward();
                    if (!(step.gradientNormBound() < Double.MAX_VALUE)) {
                        throw new IllegalStateException("step " + steps + " has a gradient that is not finite");
                    }
                    step.update(1e-3, ++steps);
                }
                if (round > 0) {
                    measured.add(clock.times());
                }
            }
        }
        return new StepPhases(threads, batch, medians(measured));
    }

    private static List<PhaseClock.Times> medians(List<List<PhaseClock.Times>> rounds) {
        List<PhaseClock.Times> medians = new ArrayList<>();
        for (int i = 0; i < rounds.getFirst().size(); i++) {
            int phase = i;
            PhaseClock.Times one = rounds.getFirst().get(i);
            medians.add(new PhaseClock.Times(one.phase(), one.tasks(),
                    median(rounds.stream().mapToDouble(r -> r.get(phase).wall()).toArray()),
                    median(rounds.stream().mapToDouble(r -> r.get(phase).busy()).toArray())));
        }
        return medians;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /// What it costs to hand one task to every worker and to wait for all.
    ///
    /// @param threads of the team
    /// @return nanoseconds
    public static double handOver(int threads) {
        double[] rounds = new double[101];
        try (Workers team = Workers.of(threads)) {
            for (int round = 0; round < rounds.length; round++) {
                long start = System.nanoTime();
                for (int i = 0; i < EMPTY_RUNS; i++) {
                    team.run(threads, (task, worker) -> work());
                }
                rounds[round] = (double) (System.nanoTime() - start) / EMPTY_RUNS - WORK_NANOS;
            }
        }
        return median(rounds);
    }

    private static void work() {
        long end = System.nanoTime() + WORK_NANOS;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /// Time of a step.
    ///
    /// @return nanoseconds
    public double step() {
        return phases.stream().mapToDouble(PhaseClock.Times::wall).sum();
    }

    /// Time in tasks, summed over the workers.
    ///
    /// @return nanoseconds
    public double busy() {
        return phases.stream().mapToDouble(PhaseClock.Times::busy).sum();
    }

    /// The time of a step on other cores of this kind, if tasks take as long there as here: each phase takes the rounds
    /// in which c cores do its n tasks, `ceil(n / c)`, and a hand-over.
    ///
    /// @param cores c, 1 or more
    /// @param handOver nanoseconds from one phase to the next
    /// @return nanoseconds
    public double predict(int cores, double handOver) {
        double sum = 0;
        for (PhaseClock.Times phase : phases) {
            int rounds = (phase.tasks() + cores - 1) / cores;
            sum += rounds * phase.busy() / phase.tasks() + handOver;
        }
        return sum;
    }
}
