package io.github.vae4j.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What this machine can do at most, the measure of the other benchmarks. One core.
///
/// `fma` reports GFLOP/s (operations per nanosecond) of fused multiply-adds that touch no memory. `copy` reports GB/s,
/// bytes read and bytes written counted once each, for a working set of the given size, source and target together.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PeakBenchmark {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 16;
    private static final int FLOPS = 3 << 20;
    /// Bytes that one invocation of copy moves, whatever the size of the working set.
    private static final int BYTES = 128 << 20;

    /// Two arrays.
    @State(Scope.Thread)
    public static class Arena {
        /// Size of both arrays together; the steps are the caches of the machine in docs/BENCHMARKS.md, and memory.
        @Param({"16", "512", "16384", "131072"}) public int kilobytes;

        private float[] from;
        private float[] to;

        /// Fills the source, and checks that a copy is one.
        @Setup
        public void prepare() {
            int n = kilobytes * 1024 / 8;
            from = new float[n];
            to = new float[n];
            for (int i = 0; i < n; i++) {
                from[i] = i;
            }
            System.arraycopy(from, 0, to, 0, n);
            if (!Arrays.equals(from, to)) {
                throw new IllegalStateException("copy differs");
            }
        }
    }

    /// Sixteen independent chains of fused multiply-adds in registers, enough to hide the latency of four cycles on two
    /// units. Each adds a product to itself, as matrix products do.
    @Benchmark
    @OperationsPerInvocation(FLOPS)
    public float fma() {
        FloatVector x = FloatVector.broadcast(FLOATS, 0.999f);
        FloatVector y = FloatVector.broadcast(FLOATS, 0.001f);
        FloatVector a = y;
        FloatVector b = y.add(1f);
        FloatVector c = y.add(2f);
        FloatVector d = y.add(3f);
        FloatVector e = y.add(4f);
        FloatVector f = y.add(5f);
        FloatVector g = y.add(6f);
        FloatVector h = y.add(7f);
        FloatVector i = y.add(8f);
        FloatVector j = y.add(9f);
        FloatVector k = y.add(10f);
        FloatVector l = y.add(11f);
        FloatVector m = y.add(12f);
        FloatVector n = y.add(13f);
        FloatVector o = y.add(14f);
        FloatVector p = y.add(15f);
        int rounds = FLOPS / (2 * CHAINS * FLOATS.length());
        for (int round = 0; round < rounds; round++) {
            a = x.fma(y, a);
            b = x.fma(y, b);
            c = x.fma(y, c);
            d = x.fma(y, d);
            e = x.fma(y, e);
            f = x.fma(y, f);
            g = x.fma(y, g);
            h = x.fma(y, h);
            i = x.fma(y, i);
            j = x.fma(y, j);
            k = x.fma(y, k);
            l = x.fma(y, l);
            m = x.fma(y, m);
            n = x.fma(y, n);
            o = x.fma(y, o);
            p = x.fma(y, p);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).add(m).add(n)
                .add(o).add(p).lane(0);
    }

    /// The library's own way to copy memory.
    @Benchmark
    @OperationsPerInvocation(BYTES)
    public float[] copy(Arena arena) {
        int n = arena.from.length;
        for (long moved = 0; moved < BYTES; moved += 8L * n) {
            System.arraycopy(arena.from, 0, arena.to, 0, n);
        }
        return arena.to;
    }
}
