package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.core.spec.Kinds;
import io.github.vae4j.core.spec.Prior;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs in a virtual machine of its own: [StrictMath#pow], of which Adam needs two values a step, makes three small arrays that
/// C2 removes only while all calls take the same branch. Other tests take the others, and 192 bytes a step remain then.
class StepAllocationTest {
    private static final Dataset DATA = Datasets.digits().take(350);
    private static final VaeSpec SPEC = VaeSpec.of(64, 3).withHidden(20, 10);
    private static final TrainingConfig CONFIG = TrainingConfig.defaults().withEpochs(3).withBatchSize(100)
            .withThreads(2).withSeed(7);

    private static final long REPORT_BYTES = 168;

    /// Once all is compiled, a step's report to the listeners is all that is allocated, by the caller and by the workers
    /// together. That takes some thousand steps, and more where the compiler waits for a processor.
    @ParameterizedTest
    @CsvSource({"1,normal", "3,normal", "2,vamp:7"})
    void aStepAllocatesNothing(int threadCount, String prior) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] last = {0, Long.MAX_VALUE};
        try (Trainer trainer = Trainer.of(Vae.create(SPEC.withPrior(Kinds.read(Prior.class, prior)), 1),
                CONFIG.withThreads(threadCount).withEpochs(20_000))) {
            long[] team = Thread.getAllStackTraces().keySet().stream()
                    .filter(t -> t.equals(Thread.currentThread()) || t.getName().startsWith("vae4j-worker-"))
                    .mapToLong(Thread::threadId).toArray();
            assertThat(team).hasSizeGreaterThanOrEqualTo(threadCount);
            trainer.addListener(new TrainingListener() {
                @Override
                public void onStep(StepReport report) {
                    long now = 0;
                    for (long id : team) {
                        now += threads.getThreadAllocatedBytes(id);
                    }
                    last[1] = Math.min(last[1], now - last[0]);
                    last[0] = now;
                    if (last[1] <= REPORT_BYTES) {
                        trainer.requestStop();
                    }
                }
            });
            assertThat(trainer.fit(DATA).end()).as("the least bytes of a step: " + last[1])
                    .isEqualTo(History.End.STOPPED);
        }
    }
}
