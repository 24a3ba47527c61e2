package io.github.vae4j.study.cli;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.study.experiment.ModelTraining;
import io.github.vae4j.study.run.MemoryNeed;
import io.github.vae4j.study.run.OutputFolder;
import io.github.vae4j.study.run.RunConfiguration;
import io.github.vae4j.study.run.TrainingJob;
import java.io.IOException;
import java.util.Map;

/// Trains the model of a command that was not given one, and writes it and the settings.
final class CountTraining {
    private static final String CHECKPOINT = "checkpoint.vae4j";

    private CountTraining() {}

    /// @param others settings that go before, by the names of their options
    static Vae run(RunConfiguration wanted, Dataset train, Dataset validation, Map<String, String> others,
            RunOptions output, OutputFolder folder, ProgressDisplay display) throws IOException {
        MemoryNeed.of(wanted, train.size()).require();
        String configuration = wanted.text(others);
        TrainingJob job = new TrainingJob(folder, CHECKPOINT, 1, wanted, train, validation);
        if (output.resume() && !job.hasCheckpoint()) {
            display.says("no checkpoint in " + output.path() + ": training begins anew");
        }
        Vae vae = ModelTraining.run(job, "model.safetensors", output.resume(), () -> folder.begun(configuration),
                display.training("training", wanted.training().epochs()), display::says).vae();
        vae.save(folder.file("model.safetensors"));
        folder.write("config.properties", configuration);
        return vae;
    }
}
