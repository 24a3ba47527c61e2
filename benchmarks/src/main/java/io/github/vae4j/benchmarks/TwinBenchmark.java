package io.github.vae4j.benchmarks;

import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What benchmarks of a family of kernels have in common: which twin runs, and for how long. One thread.
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public abstract class TwinBenchmark {
    /// Which twin runs; what has no twins comes out twice.
    @Param({"scalar", "simd"}) public String implementation;

    /// The twin that is to be measured.
    final <K> K twin(Supplier<? extends K> scalar, Supplier<? extends K> simd) {
        return switch (implementation) {
            case "scalar" -> scalar.get();
            case "simd" -> simd.get();
            default -> throw new IllegalArgumentException("implementation must be scalar or simd but is "
                    + implementation);
        };
    }
}
