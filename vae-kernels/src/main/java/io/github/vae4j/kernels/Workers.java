package io.github.vae4j.kernels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A persistent team of threads that share numbered tasks; the one class of vae4j that starts threads.
///
/// It lives beside the kernels because training and statistics both stand on it and neither knows the other. The
/// caller works too, as worker 0, so a team of one starts no thread. Waiting workers spin for a short time, then park:
/// barriers between the short phases of a training step cost about a microsecond, and an idle team costs nothing.
///
/// Tasks are claimed in rising order by whoever is free. For results that do not depend on the number of threads, cut
/// the work by its size alone and let every task write its own part of the output.
///
/// One team serves one caller at a time: a second [#run] while one is under way, from inside a task or from another
/// thread, throws. Memory written before `run` is visible to the tasks, and what they wrote is visible after it.
public final class Workers implements AutoCloseable {
    /// Work that is cut into numbered tasks.
    @FunctionalInterface
    public interface Task {
        /// Does one task.
        ///
        /// @param task number of the task, from 0
        /// @param worker number of the worker that runs it, from 0 to `threads() - 1`; for scratch memory
        void run(int task, int worker);
    }

    // About 20 to 50 microseconds on current processors: longer than the gaps inside a training step.
    private static final int SPINS = 1_000;

    // The words that threads contend for, each on a cache line of its own.
    private static final int LINE = 16;
    // Number of the run in the upper half, the next task to claim in the lower.
    private static final int STATE = LINE;
    // Tasks that are finished, or that a failure keeps from starting.
    private static final int DONE = 2 * LINE;
    // Between runs no task can be claimed, whatever `tasks` holds.
    private static final int NONE = Integer.MAX_VALUE;

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle BUSY;
    private static final VarHandle SLEEPERS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            BUSY = lookup.findVarHandle(Workers.class, "busy", boolean.class);
            SLEEPERS = lookup.findVarHandle(Workers.class, "sleepers", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread[] threads;
    private final long[] words = new long[3 * LINE];
    // Published by STATE; whoever claims a task has read those of its run, for none is claimed after the run has ended.
    private @Nullable Task task;
    private int tasks;
    private volatile int sleepers;
    private volatile boolean busy;
    private volatile boolean closed;
    private volatile @Nullable Thread waiter;
    private volatile @Nullable Throwable failure;

    private Workers(int size) {
        WORD.setVolatile(words, STATE, state(0, NONE));
        threads = new Thread[size - 1];
        for (int i = 0; i < threads.length; i++) {
            int worker = i + 1;
            threads[i] = Thread.ofPlatform().daemon().name("vae4j-worker-" + worker).unstarted(() -> serve(worker));
        }
        for (Thread thread : threads) {
            thread.start();
        }
    }

    /// Opens a team.
    ///
    /// @param threads number of workers including the caller, at least 1
    /// @return the team; close it to end its threads
    /// @throws IllegalArgumentException if `threads` is less than 1
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1 but is " + threads);
        }
        return new Workers(threads);
    }

    /// Opens a team with one worker for each available processor (container limits count).
    ///
    /// @return the team; close it to end its threads
    public static Workers ofAvailableProcessors() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    /// The number of workers, the caller included.
    ///
    /// @return at least 1
    public int threads() {
        return threads.length + 1;
    }

    /// Runs `task` for the numbers 0 to `tasks - 1` and returns when all are done.
    ///
    /// If a task throws, no further tasks start, and the first exception is thrown here. The team stays usable.
    ///
    /// @param tasks number of tasks, 0 or more
    /// @param task what to do
    /// @throws IllegalArgumentException if `tasks` is negative
    /// @throws IllegalStateException if the team is closed, or busy with another call
    public void run(int tasks, Task task) {
        if (tasks < 0) {
            throw new IllegalArgumentException("tasks must be 0 or more but is " + tasks);
        }
        if (closed) {
            throw new IllegalStateException("this team of workers is closed");
        }
        if (!BUSY.compareAndSet(this, false, true)) {
            throw new IllegalStateException(
                    "this team of workers is busy: one caller at a time, and tasks do not nest");
        }
        try {
            if (threads.length == 0 || tasks <= 1) {
                for (int i = 0; i < tasks; i++) {
                    task.run(i, 0);
                }
            } else {
                share(task, tasks);
            }
        } finally {
            busy = false;
        }
    }

    private void share(Task task, int tasks) {
        this.task = task;
        this.tasks = tasks;
        failure = null;
        WORD.setVolatile(words, DONE, 0L);
        int run = run((long) WORD.getVolatile(words, STATE)) + 1;
        WORD.setVolatile(words, STATE, state(run, 0));
        if (sleepers > 0) {
            for (int worker = 1; worker <= threads.length && worker < tasks; worker++) {
                LockSupport.unpark(threads[worker - 1]);
            }
        }
        work(run, 0);
        awaitTasks(tasks);
        WORD.setVolatile(words, STATE, state(run, NONE));
        this.task = null;
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            rethrow(thrown);
        }
    }

    private void awaitTasks(int tasks) {
        for (int spins = 0; (long) WORD.getVolatile(words, DONE) < tasks && spins < SPINS; spins++) {
            Thread.onSpinWait();
        }
        if ((long) WORD.getVolatile(words, DONE) < tasks) {
            waiter = Thread.currentThread();
            while ((long) WORD.getVolatile(words, DONE) < tasks) {
                LockSupport.park(this);
            }
            waiter = null;
        }
    }

    /// Claims and runs tasks of a run until none is left.
    private void work(int run, int worker) {
        while (true) {
            long seen = (long) WORD.getVolatile(words, STATE);
            Task current = task;
            int count = tasks;
            int next = (int) seen;
            if (run(seen) != run || next >= count || current == null) {
                return;
            }
            // Success proves that the run is under way still, so `current` and `count` are its own.
            if (WORD.compareAndSet(words, STATE, seen, seen + 1)) {
                int finished = 1;
                try {
                    current.run(next, worker);
                } catch (Throwable t) {
                    if (failure == null) {
                        failure = t;
                    }
                    finished += claimRest(run, count);
                }
                finish(finished, count);
            }
        }
    }

    private int claimRest(int run, int count) {
        while (true) {
            long seen = (long) WORD.getVolatile(words, STATE);
            if (WORD.compareAndSet(words, STATE, seen, state(run, NONE))) {
                return Math.max(0, count - (int) seen);
            }
        }
    }

    private void finish(int finished, int count) {
        if ((long) WORD.getAndAdd(words, DONE, (long) finished) + finished == count) {
            Thread caller = waiter;
            if (caller != null) {
                LockSupport.unpark(caller);
            }
        }
    }

    private void serve(int worker) {
        int seen = 0;
        while (true) {
            for (int spins = 0; currentRun() == seen && !closed && spins < SPINS; spins++) {
                Thread.onSpinWait();
            }
            if (currentRun() == seen) {
                SLEEPERS.getAndAdd(this, 1);
                while (currentRun() == seen && !closed) {
                    LockSupport.park(this);
                }
                SLEEPERS.getAndAdd(this, -1);
            }
            if (currentRun() == seen) {
                return;
            }
            seen = currentRun();
            // More workers than tasks: the others do not even try. A stale count costs help, not correctness.
            if (worker < tasks) {
                work(seen, worker);
            }
        }
    }

    private int currentRun() {
        return run((long) WORD.getVolatile(words, STATE));
    }

    private static long state(int run, int next) {
        return (long) run << 32 | next;
    }

    private static int run(long state) {
        return (int) (state >>> 32);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable t) throws T {
        throw (T) t;
    }

    /// Ends the threads of this team and waits for them. Closing twice does nothing.
    ///
    /// @throws IllegalStateException if a [#run] is under way
    @Override
    public void close() {
        if (busy) {
            throw new IllegalStateException("this team of workers is busy: close it after run has returned");
        }
        closed = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
