package io.github.vae4j.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// Decides which BLAS the native libraries of a process load, and how its threads wait, before any of them is touched.
final class NativeBlas {
    private NativeBlas() {}

    /// Selects MKL or the OpenBLAS that comes with the bindings.
    ///
    /// @param implementation whose name ends with `mkl` or `openblas`; Deeplearning4j, which is fastest with MKL, and
    ///   Smile, which takes OpenBLAS; another one brings no BLAS of these
    /// @param threads that OpenMP may use
    static void select(String implementation, int threads) {
        setEnvironment("OMP_NUM_THREADS", Integer.toString(threads));
        if (implementation.endsWith("mkl") || implementation.equals("deeplearning4j")) {
            System.setProperty("org.bytedeco.openblas.load", "mkl");
        } else if (implementation.endsWith("openblas")) {
            // OpenBLAS brings threads of its own beside OpenMP's: those of OpenMP must not spin while they wait.
            setEnvironment("OMP_WAIT_POLICY", "PASSIVE");
        }
    }

    // The JVM's copy of the environment cannot be changed, but libraries that are loaded later read that of C.
    @SuppressWarnings("restricted") // the caller allows native access
    private static void setEnvironment(String name, String value) {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            int failed = (int) linker.downcallHandle(linker.defaultLookup().findOrThrow("setenv"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT))
                    .invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
            if (failed != 0) {
                throw new IllegalStateException("cannot set " + name + " in the environment");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot set " + name + " in the environment", e);
        }
    }
}
