package io.github.vae4j.core.event;

import io.github.vae4j.core.EpochReport;
import java.nio.file.Path;

/// The events of the JDK. Loaded only where it has them. One object of each kind serves for all events, since they follow each
/// other on one thread: nothing is allocated.
final class RecordedEvents extends TrainingEvents {
    private final StepEvent step = new StepEvent();
    private final DataReadingEvent reading = new DataReadingEvent();
    private final EpochEvent epoch = new EpochEvent();
    private final CheckpointEvent checkpoint = new CheckpointEvent();

    @Override
    public void beginStep() {
        step.begin();
    }

    @Override
    public void endStep(int epochNumber, int stepInEpoch, int samples, double cost, double learningRate) {
        step.end();
        if (step.shouldCommit()) {
            step.epoch = epochNumber;
            step.step = stepInEpoch;
            step.samples = samples;
            step.cost = cost;
            step.learningRate = learningRate;
            step.commit();
        }
    }

    @Override
    public void beginReading() {
        reading.begin();
    }

    @Override
    public void endReading(int epochNumber, int stepInEpoch, int samples) {
        reading.end();
        if (reading.shouldCommit()) {
            reading.epoch = epochNumber;
            reading.step = stepInEpoch;
            reading.samples = samples;
            reading.commit();
        }
    }

    @Override
    public void beginEpoch() {
        epoch.begin();
    }

    @Override
    public void endEpoch(EpochReport report) {
        epoch.end();
        if (epoch.shouldCommit()) {
            epoch.epoch = report.epoch();
            epoch.cost = report.cost();
            epoch.terms = report.terms().toString();
            epoch.validationObjective = report.validationObjective();
            epoch.learningRate = report.learningRate();
            epoch.samplesPerSecond = report.samplesPerSecond();
            epoch.commit();
        }
    }

    @Override
    public void beginCheckpoint() {
        checkpoint.begin();
    }

    @Override
    public void endCheckpoint(Path file, int epochs) {
        checkpoint.end();
        if (checkpoint.shouldCommit()) {
            checkpoint.file = file.toString();
            checkpoint.bytes = file.toFile().length();
            checkpoint.epoch = epochs;
            checkpoint.commit();
        }
    }
}
