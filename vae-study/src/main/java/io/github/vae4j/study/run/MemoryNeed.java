package io.github.vae4j.study.run;

import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.VaeSpec;
import java.util.Locale;

/// The memory that a piece of work takes at least, besides the data that is in memory already. Compared with the heap before
/// the work begins, so that a run does not end in the middle for a reason that was known at its start. What fits is never
/// refused.
///
/// @param bytes at least
/// @param what takes it, as the beginning of a sentence
public record MemoryNeed(long bytes, String what) {
    private static final double MB = 1 << 20;
    private static final double GB = 1 << 30;

    /// Training of one model: parameters, moments, a copy of both to return to, and the values of a batch.
    ///
    /// @param run model and training
    /// @param samples to learn from
    /// @return what is needed at least
    public static MemoryNeed of(RunConfiguration run, int samples) {
        VaeSpec spec = run.spec();
        TrainingConfig training = run.training();
        return new MemoryNeed(Trainer.bytesNeeded(spec, training, samples), String.format(Locale.ROOT,
                "training %,d parameters in batches of %,d samples", spec.parameterCount(),
                Math.min(training.batchSize(), samples)));
    }

    /// Numbers that are kept.
    ///
    /// @param rows how many
    /// @param columns numbers in each, of single precision
    /// @param what takes them, as the beginning of a sentence
    /// @return what is needed at least
    public static MemoryNeed ofFloats(long rows, long columns, String what) {
        return new MemoryNeed(rows > Long.MAX_VALUE / columns / Float.BYTES
                ? Long.MAX_VALUE
                : Float.BYTES * rows * columns, what);
    }

    /// The same for several at the same time.
    ///
    /// @param count how many, 1 or more
    /// @return what is needed at least
    public MemoryNeed times(int count) {
        return count == 1 ? this : new MemoryNeed(count * bytes, what + ", " + count + " models at the same time,");
    }

    /// Refuses work that cannot fit into the heap.
    ///
    /// @throws IllegalArgumentException if it cannot
    public void require() {
        if (bytes <= free()) {
            return;
        }
        // What is no longer used counts as used until it is collected.
        System.gc();
        long free = free();
        if (bytes > free) {
            long max = Runtime.getRuntime().maxMemory();
            throw new IllegalArgumentException(
                    what + " takes at least " + text(bytes) + " of memory, but of the heap of "
                            + text(max) + " only " + text(free) + " are left: set VAE4J_JAVA_OPTS=-Xmx"
                            + gigabytes(bytes, max - free) + "g, or make it smaller");
        }
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    /// Of a heap that would do, with a quarter to spare.
    private static long gigabytes(long needed, long used) {
        return (long) Math.ceil(1.25 * ((double) needed + used) / GB);
    }

    private static String text(long bytes) {
        return bytes < GB
                ? String.format(Locale.ROOT, "%.0f MB", bytes / MB)
                : String.format(Locale.ROOT, "%,.1f GB", bytes / GB);
    }
}
