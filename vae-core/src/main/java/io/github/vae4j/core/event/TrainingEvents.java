package io.github.vae4j.core.event;

import io.github.vae4j.core.EpochReport;
import java.nio.file.Path;
import java.util.Optional;

/// What a training tells Java Flight Recorder, from one thread. As it is here, it tells nothing: so it is where the module
/// `jdk.jfr` is missing. Without a recording, nothing is allocated and each call costs the test of a flag.
public class TrainingEvents {
    TrainingEvents() {}

    /// Events of a training.
    ///
    /// @return those of the JDK, if it has them
    public static TrainingEvents create() {
        return isAvailable() ? new RecordedEvents() : new TrainingEvents();
    }

    /// Whether this module can use Java Flight Recorder: it need not be in a runtime image, nor resolved.
    static boolean isAvailable() {
        Module ours = TrainingEvents.class.getModule();
        Optional<Module> recorder = ModuleLayer.boot().findModule("jdk.jfr");
        return recorder.isPresent() && ours.canRead(recorder.get());
    }

    /// A step begins.
    public void beginStep() {}

    /// A step has ended.
    ///
    /// @param epoch from 1
    /// @param step within the epoch, from 1
    /// @param samples of the batch
    /// @param cost what was minimised, in nats per sample
    /// @param learningRate of the step
    public void endStep(int epoch, int step, int samples, double cost, double learningRate) {}

    /// Samples are about to be read from the data set.
    public void beginReading() {}

    /// A batch has been read, and its noise drawn.
    ///
    /// @param epoch from 1
    /// @param step within the epoch, from 1
    /// @param samples of the batch
    public void endReading(int epoch, int step, int samples) {}

    /// An epoch begins, or continues.
    public void beginEpoch() {}

    /// An epoch has ended, its validation included.
    ///
    /// @param report what happened
    public void endEpoch(EpochReport report) {}

    /// A checkpoint is about to be written.
    public void beginCheckpoint() {}

    /// A checkpoint has been written.
    ///
    /// @param file that was replaced
    /// @param epoch finished epochs
    public void endCheckpoint(Path file, int epoch) {}
}
