package io.github.vae4j.study.experiment;

import io.github.vae4j.core.History;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.study.run.Interruption;
import io.github.vae4j.study.run.TrainingJob;
import java.io.IOException;
import java.util.function.Consumer;

/// The training of a model that is measured afterwards: if it is stopped there is nothing to measure.
public final class ModelTraining {
    private ModelTraining() {}

    /// Trains to the end.
    ///
    /// @param job what to train
    /// @param name of the model
    /// @param resume whether to continue from the checkpoint, if it is there
    /// @param begun is called after the first epoch
    /// @param listener is notified of steps and epochs
    /// @param says receives a sentence if training was stopped, when all is saved
    /// @return the model and its history
    /// @throws StoppedException if the process was asked to end; what has been trained so far is saved
    /// @throws IOException if a file cannot be read or written
    public static TrainingJob.Trained run(TrainingJob job, String name, boolean resume, TrainingJob.Begun begun,
            TrainingListener listener, Consumer<String> says) throws IOException {
        try (Interruption interruption = Interruption.open()) {
            TrainingJob.Trained trained = job.run(resume, interruption, begun, listener);
            if (trained.history().end() == History.End.STOPPED) {
                int epochs = trained.history().epochs().size();
                // Said here because the process ends as soon as all is saved.
                says.accept("stopped: " + epochs + " epochs are saved, go on with --resume");
                throw new StoppedException(name, epochs);
            }
            return trained;
        }
    }
}
