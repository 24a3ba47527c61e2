package io.github.vae4j.benchmarks;

import io.github.vae4j.kernels.Workers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What benchmarks of metrics have in common: which kernels run, the team that shares the work, and for how long; in ms.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class TeamBenchmark {
    @Param({"scalar", "simd"}) public String implementation;

    @Param({"1", "all"}) public String threads;

    @SuppressWarnings("NullAway.Init") // set before anything else
    private Workers team;

    /// Selects the kernels and starts the team, before anything else.
    final void startTeam() {
        ProcessKernels.force(implementation);
        team = Workers.of(ProcessKernels.threads(threads));
    }

    final Workers team() {
        return team;
    }

    /// Ends the team.
    @TearDown
    public void close() {
        team.close();
    }
}
