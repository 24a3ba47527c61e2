package io.github.vae4j.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.vae4j.core.History;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.core.data.Datasets;
import io.github.vae4j.kernels.Workers;
import java.io.File;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingEventsTest {
    private static final VaeSpec SPEC = VaeSpec.of(64, 3).withHidden(8);

    @TempDir Path folder;

    /// Trains and prints what came of it. Runs in a process of its own, without JUnit and AssertJ.
    public static final class Training {
        private Training() {}

        public static void main(String[] arguments) {
            TrainingConfig config = TrainingConfig.defaults().withEpochs(1).withThreads(1);
            try (Trainer trainer = Trainer.of(Vae.create(SPEC, 1), config)) {
                trainer.fit(Datasets.digits().take(200));
            }
            new PrintStream(System.out, true, StandardCharsets.UTF_8)
                    .println(ModuleLayer.boot().findModule("jdk.jfr").isPresent() + " " + TrainingEvents.isAvailable());
        }
    }

    @Test
    void aRecordingHasStepsEpochsCheckpointsAndDataReading() throws Exception {
        Path checkpoint = folder.resolve("c.vae4j");
        Path file = folder.resolve("run.jfr");
        History history;
        try (Recording recording = new Recording();
                Trainer trainer = Trainer.of(Vae.create(SPEC, 1),
                        TrainingConfig.defaults().withEpochs(2).withThreads(2).withCheckpoint(checkpoint, 1))) {
            recording.start();
            history = trainer.fit(Datasets.digits().take(250), Datasets.digits().range(250, 300));
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        List<RecordedEvent> steps = named(events, "Step");
        assertThat(steps).extracting(e -> e.getInt("epoch") + "." + e.getInt("step") + " " + e.getInt("samples"))
                .containsExactly("1.1 100", "1.2 100", "1.3 50", "2.1 100", "2.2 100", "2.3 50");
        assertThat(steps).allMatch(e -> e.getDouble("cost") > 0 && e.getDuration().toNanos() > 0);
        List<RecordedEvent> reading = named(events, "DataReading");
        assertThat(reading).hasSize(6);
        for (int i = 0; i < 6; i++) {
            assertThat(reading.get(i).getStartTime()).isBetween(steps.get(i).getStartTime(), steps.get(i).getEndTime());
            assertThat(reading.get(i).getDuration()).isLessThanOrEqualTo(steps.get(i).getDuration());
        }
        List<RecordedEvent> epochs = named(events, "Epoch");
        assertThat(epochs).extracting(e -> e.getDouble("cost"))
                .containsExactly(history.epochs().get(0).cost(), history.epochs().get(1).cost());
        assertThat(epochs.getLast().getDouble("validationObjective")).isEqualTo(history.last().validationObjective());
        assertThat(epochs.getLast().getString("terms")).startsWith("{reconstruction=");
        List<RecordedEvent> checkpoints = named(events, "Checkpoint");
        assertThat(checkpoints).extracting(e -> e.getInt("epoch")).containsExactly(1, 2);
        assertThat(checkpoints.getLast().getString("file")).isEqualTo(checkpoint.toString());
        assertThat(checkpoints.getLast().getLong("bytes")).isEqualTo(Files.size(checkpoint));
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream().filter(event -> event.getEventType().getName().equals("io.github.vae4j." + name))
                .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime())).toList();
    }

    /// Without a recording: what a step does is measured with the rest of it by StepAllocationTest. With one, too.
    @Test
    void stepsAllocateNothing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().threadId();
        for (boolean recorded : new boolean[] {false, true}) {
            try (Recording recording = new Recording()) {
                if (recorded) {
                    recording.start();
                }
                TrainingEvents events = TrainingEvents.create();
                assertThat(events).isInstanceOf(RecordedEvents.class);
                long least = Long.MAX_VALUE;
                for (int i = 0; i < 200; i++) {
                    long before = threads.getThreadAllocatedBytes(id);
                    events.beginStep();
                    events.beginReading();
                    events.endReading(1, i, 100);
                    events.endStep(1, i, 100, 1.5, 0.001);
                    least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
                }
                assertThat(least).as("recorded: " + recorded).isZero();
            }
        }
    }

    /// A small runtime image need not have it.
    @Test
    void trainingNeedsNoModuleOfFlightRecorder() throws Exception {
        assertThat(run("--limit-modules", "io.github.vae4j.core")).containsExactly("false false");
        assertThat(run("--limit-modules", "io.github.vae4j.core,jdk.jfr", "--add-modules", "jdk.jfr"))
                .containsExactly("true true");
    }

    private List<String> run(String... options) throws Exception {
        String kernels = Path.of(Workers.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-Dvae4j.kernels=scalar"));
        command.addAll(List.of(options));
        command.addAll(List.of("-p", String.join(File.pathSeparator, "target/classes", kernels), "--patch-module",
                "io.github.vae4j.core=target/test-classes", "-m",
                "io.github.vae4j.core/" + Training.class.getName()));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        return Files.readAllLines(out);
    }
}
