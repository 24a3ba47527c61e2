package io.github.vae4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 10, unit = TimeUnit.MINUTES) // only of a team that hangs
class WorkersTest {
    /// Prints how many workers a team of all available processors has; run in a JVM of its own.
    public static void main(String[] arguments) {
        try (Workers team = Workers.ofAvailableProcessors()) {
            System.out.println(team.threads());
        }
    }

    private static long workerThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("vae4j-worker-"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16})
    void everyTaskRunsOnce(int threads) {
        try (Workers team = Workers.of(threads)) {
            assertThat(team.threads()).isEqualTo(threads);
            for (int tasks : new int[] {0, 1, 2, threads - 1, threads, threads + 1, 1000}) {
                AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
                AtomicBoolean strange = new AtomicBoolean();
                team.run(tasks, (task, worker) -> {
                    runs.incrementAndGet(task);
                    if (worker < 0 || worker >= threads) {
                        strange.set(true);
                    }
                });
                for (int i = 0; i < tasks; i++) {
                    assertThat(runs.get(i)).as("runs of task " + i + " of " + tasks).isEqualTo(1);
                }
                assertThat(strange).isFalse();
            }
        }
    }

    /// Plain memory: a missing barrier would show as a stale sum sooner or later.
    @Test
    void whatTasksWroteIsVisibleToTheNextRun() {
        int size = 64;
        int[] values = new int[size];
        int[] sums = new int[size];
        try (Workers team = Workers.of(3)) {
            for (int round = 1; round <= 20_000; round++) {
                int now = round;
                team.run(size, (task, worker) -> values[task] = now);
                team.run(size, (task, worker) -> sums[task] = values[size - 1 - task]);
                assertThat(Arrays.stream(sums).allMatch(sum -> sum == now)).as("round " + round).isTrue();
            }
        }
    }

    @Test
    void aThousandTeamsLeaveNoThread() {
        long before = workerThreads();
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            try (Workers team = Workers.of(1 + i % 4)) {
                // Some are closed before their threads have done anything.
                if (i % 3 != 0) {
                    team.run(5, (task, worker) -> ran.incrementAndGet());
                }
            }
        }
        assertThat(ran).hasValue(5 * 666);
        assertThat(workerThreads()).isEqualTo(before);
    }

    @Test
    void aFailureReachesTheCallerAndTheTeamGoesOn() {
        try (Workers team = Workers.of(3)) {
            for (int i = 0; i < 100; i++) {
                AtomicInteger started = new AtomicInteger();
                assertThatThrownBy(() -> team.run(1_000_000, (task, worker) -> {
                    started.incrementAndGet();
                    // Each of the three workers fails, so that it does not matter when the others hear of it.
                    if (task >= 5) {
                        throw new UnsupportedOperationException("task five, or one after it");
                    }
                })).isInstanceOf(UnsupportedOperationException.class).hasMessageStartingWith("task five");
                assertThat(started).as("tasks started").hasValueLessThanOrEqualTo(5 + 3);
                AtomicInteger sum = new AtomicInteger();
                team.run(10, (task, worker) -> sum.addAndGet(task));
                assertThat(sum).hasValue(45);
            }
        }
    }

    @Test
    void aBusyTeamRefusesASecondCaller() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (Workers team = Workers.of(2)) {
            Thread first = Thread.ofPlatform().start(() -> team.run(1, (task, worker) -> {
                entered.countDown();
                awaitQuietly(leave);
            }));
            entered.await();
            assertThatThrownBy(() -> team.run(1, (task, worker) -> {})).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("busy");
            assertThatThrownBy(team::close).isInstanceOf(IllegalStateException.class).hasMessageContaining("busy");
            leave.countDown();
            first.join();
            team.run(1, (task, worker) -> {});
        }
    }

    @Test
    void tasksDoNotNest() {
        try (Workers team = Workers.of(2)) {
            assertThatThrownBy(() -> team.run(2, (task, worker) -> team.run(1, (inner, same) -> {})))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("do not nest");
        }
    }

    @Test
    void twoTeamsWorkSideBySide() throws Exception {
        int[] sums = new int[2];
        Thread[] callers = new Thread[2];
        for (int i = 0; i < 2; i++) {
            int self = i;
            callers[i] = Thread.ofPlatform().start(() -> {
                try (Workers team = Workers.of(2)) {
                    AtomicInteger sum = new AtomicInteger();
                    for (int round = 0; round < 2_000; round++) {
                        team.run(4, (task, worker) -> sum.addAndGet(1 + self));
                    }
                    sums[self] = sum.get();
                }
            });
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(sums).containsExactly(8_000, 16_000);
    }

    @Test
    void anInterruptedCallerFinishesAndStaysInterrupted() {
        AtomicInteger ran = new AtomicInteger();
        Workers team = Workers.of(3);
        Thread.currentThread().interrupt();
        team.run(100, (task, worker) -> ran.incrementAndGet());
        team.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran).hasValue(100);
        assertThat(team.threads()).isEqualTo(3);
    }

    @Test
    void misuseIsRefused() {
        assertThatThrownBy(() -> Workers.of(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("threads must be at least 1 but is 0");
        Workers team = Workers.of(2);
        assertThatThrownBy(() -> team.run(-1, (task, worker) -> {})).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tasks must be 0 or more but is -1");
        team.close();
        team.close();
        assertThatThrownBy(() -> team.run(1, (task, worker) -> {})).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    /// The JVM counts the processors that a container may use, and the team is as large as it says.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void theLimitOfAContainerIsKept(int processors) throws Exception {
        String classes = String.join(File.pathSeparator, "target/classes", "target/test-classes");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ActiveProcessorCount=" + processors, "-cp", classes, WorkersTest.class.getName()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out.strip()).isEqualTo(Integer.toString(processors));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
