package io.github.vae4j.core.graph;

import io.github.vae4j.kernels.Workers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the time of training steps goes: per phase the time on the wall and the time that workers were at work.
///
/// What a team of t workers could have done on the wall's time and did not, `t * wall - busy`, was spent in the barrier
/// and in waiting for the last task.
public final class PhaseClock {
    // A cache line apart, or the workers would slow each other down.
    private static final int STRIDE = 16;

    private final Map<String, Phase> phases = new LinkedHashMap<>();

    private static final class Phase {
        final long[] busy;
        int tasks;
        long runs;
        long wall;

        Phase(int threads) {
            busy = new long[threads * STRIDE];
        }
    }

    /// The times of one phase, in nanoseconds, means per step.
    ///
    /// @param phase its name
    /// @param tasks number of tasks it is cut into
    /// @param wall from the start to the end of the phase
    /// @param busy time in tasks, summed over the workers
    public record Times(String phase, int tasks, double wall, double busy) {}

    /// Runs a phase and measures it.
    public void run(String name, Workers team, int tasks, Workers.Task task) {
        Phase phase = phases.computeIfAbsent(name, _ -> new Phase(team.threads()));
        long start = System.nanoTime();
        team.run(tasks, (number, worker) -> {
            long before = System.nanoTime();
            task.run(number, worker);
            phase.busy[worker * STRIDE] += System.nanoTime() - before;
        });
        phase.wall += System.nanoTime() - start;
        phase.runs++;
        phase.tasks = tasks;
    }

    /// Forgets what was measured.
    public void reset() {
        phases.clear();
    }

    /// What was measured since the last reset.
    ///
    /// @return one for each phase, in the order they run
    public List<Times> times() {
        List<Times> times = new ArrayList<>();
        phases.forEach((name, phase) -> {
            long busy = 0;
            for (long each : phase.busy) {
                busy += each;
            }
            times.add(new Times(name, phase.tasks, (double) phase.wall / phase.runs, (double) busy / phase.runs));
        });
        return times;
    }
}
