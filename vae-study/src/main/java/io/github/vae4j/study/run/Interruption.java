package io.github.vae4j.study.run;

import io.github.vae4j.core.Trainer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// While it is open, Ctrl-C asks a trainer to stop and waits for the files of the run before the process ends.
public final class Interruption implements AutoCloseable {
    // A step and a few files take less; a process that hangs must still end.
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Trainer trainer) {
        hook = new Thread(() -> {
            trainer.requestStop();
            await();
        }, "vae4j-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Begins to listen.
    ///
    /// @param trainer to stop
    /// @return to close when the run and its files are done
    public static Interruption stops(Trainer trainer) {
        return new Interruption(trainer);
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
