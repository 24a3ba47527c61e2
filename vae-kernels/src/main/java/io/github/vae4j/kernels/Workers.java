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

    private static final VarHandle NEXT;
    private static final VarHandle BUSY;
    private static final VarHandle PENDING;
    private static final VarHandle RUNNING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(Workers.class, "next", int.class);
            BUSY = lookup.findVarHandle(Workers.class, "busy", boolean.class);
            PENDING = lookup.findVarHandle(Workers.class, "pending", int.class);
            RUNNING = lookup.findVarHandle(Workers.class, "generation", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread[] threads;
    private @Nullable Task task;
    private int tasks;
    private volatile int next;
    private volatile int pending;
    private volatile int generation;
    private volatile boolean busy;
    private volatile boolean closed;
    private volatile @Nullable Thread waiter;
    private volatile @Nullable Throwable failure;

    private Workers(int size) {
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
            this.task = task;
            this.tasks = tasks;
            failure = null;
            next = 0;
            if (threads.length == 0 || tasks <= 1) {
                work(task, tasks, 0);
            } else {
                share(task, tasks);
            }
            Throwable thrown = failure;
            if (thrown != null) {
                rethrow(thrown);
            }
        } finally {
            this.task = null;
            failure = null;
            busy = false;
        }
    }

    private void share(Task task, int tasks) {
        pending = threads.length;
        RUNNING.getAndAdd(this, 1);
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        work(task, tasks, 0);
        for (int spins = 0; pending > 0 && spins < SPINS; spins++) {
            Thread.onSpinWait();
        }
        if (pending > 0) {
            waiter = Thread.currentThread();
            while (pending > 0) {
                LockSupport.park(this);
            }
            waiter = null;
        }
    }

    private void work(Task task, int tasks, int worker) {
        try {
            int i;
            while (failure == null && (i = (int) NEXT.getAndAdd(this, 1)) < tasks) {
                task.run(i, worker);
            }
        } catch (Throwable t) {
            if (failure == null) {
                failure = t;
            }
        }
    }

    private void serve(int worker) {
        int seen = 0;
        while (true) {
            for (int spins = 0; generation == seen && !closed && spins < SPINS; spins++) {
                Thread.onSpinWait();
            }
            while (generation == seen && !closed) {
                LockSupport.park(this);
            }
            if (generation == seen) {
                return;
            }
            seen++;
            Task current = task;
            if (current != null) {
                work(current, tasks, worker);
            }
            if ((int) PENDING.getAndAdd(this, -1) == 1) {
                Thread caller = waiter;
                if (caller != null) {
                    LockSupport.unpark(caller);
                }
            }
        }
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
