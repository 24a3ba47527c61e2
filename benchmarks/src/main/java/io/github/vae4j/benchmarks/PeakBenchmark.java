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

    /// Two factors, and room for a result.
    @State(Scope.Thread)
    public static class Factors {
        private final float[] values = new float[3 * FLOATS.length()];

        /// Fills the factors.
        @Setup
        public void prepare() {
            Arrays.fill(values, 0, FLOATS.length(), 0.999f);
            Arrays.fill(values, FLOATS.length(), 2 * FLOATS.length(), 0.001f);
        }
    }

    /// Sixteen independent chains of fused multiply-adds in registers, enough to hide the latency of four cycles on two
    /// units. Each adds a product to itself, as matrix products do. With factors that C2 knows it made half of it.
    @Benchmark
    @OperationsPerInvocation(FLOPS)
    public float[] fma(Factors factors) {
        float[] values = factors.values;
        FloatVector x = FloatVector.fromArray(FLOATS, values, 0);
        FloatVector y = FloatVector.fromArray(FLOATS, values, FLOATS.length());
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = FloatVector.zero(FLOATS);
        FloatVector c = FloatVector.zero(FLOATS);
        FloatVector d = FloatVector.zero(FLOATS);
        FloatVector e = FloatVector.zero(FLOATS);
        FloatVector f = FloatVector.zero(FLOATS);
        FloatVector g = FloatVector.zero(FLOATS);
        FloatVector h = FloatVector.zero(FLOATS);
        FloatVector i = FloatVector.zero(FLOATS);
        FloatVector j = FloatVector.zero(FLOATS);
        FloatVector k = FloatVector.zero(FLOATS);
        FloatVector l = FloatVector.zero(FLOATS);
        FloatVector m = FloatVector.zero(FLOATS);
        FloatVector n = FloatVector.zero(FLOATS);
        FloatVector o = FloatVector.zero(FLOATS);
        FloatVector p = FloatVector.zero(FLOATS);
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
        a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).add(m).add(n).add(o).add(p)
                .intoArray(values, 2 * FLOATS.length());
        return values;
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
