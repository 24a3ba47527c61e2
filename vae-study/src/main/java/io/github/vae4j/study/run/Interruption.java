package io.github.vae4j.study.run;

import io.github.vae4j.core.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// While it is open, Ctrl-C (or SIGTERM) asks trainers to stop, and the process waits for the files of the run before it
/// ends.
public final class Interruption implements AutoCloseable {
    // A step and a few files take less, on a busy machine, too; a process that hangs must still end.
    private static final int PATIENCE_SECONDS = 300;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private final List<Trainer> trainers = new ArrayList<>();
    private boolean requested;

    private Interruption() {
        hook = new Thread(() -> {
            request();
            await();
        }, "vae4j-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Begins to listen, for trainers that come and go.
    ///
    /// @return to close when the run and its files are done
    public static Interruption open() {
        return new Interruption();
    }

    /// One more trainer to stop; at once if the process is already ending. From any thread.
    ///
    /// @param trainer about to train
    public synchronized void add(Trainer trainer) {
        trainers.add(trainer);
        if (requested) {
            trainer.requestStop();
        }
    }

    /// A trainer is done.
    ///
    /// @param trainer not to stop any more
    public synchronized void remove(Trainer trainer) {
        trainers.remove(trainer);
    }

    /// Whether the process is about to end, so that nothing new should begin.
    ///
    /// @return `true` from Ctrl-C on
    public synchronized boolean isRequested() {
        return requested;
    }

    private void request() {
        synchronized (this) {
            requested = true;
            trainers.forEach(Trainer::requestStop);
        }
        System.err.println("vae4j: stopping after this step; what has been trained is being saved");
    }

    /// All files are written, or will never be: the process may end.
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is already ending: the hook is what let us finish.
            return;
        }
    }

    private void await() {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("vae4j: training did not stop in time, the last checkpoint stays");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
