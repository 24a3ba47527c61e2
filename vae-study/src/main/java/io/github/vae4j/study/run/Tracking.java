package io.github.vae4j.study.run;

import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.track.Recorder;
import io.github.vae4j.study.tensorboard.TensorBoardListener;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is written while a model trains, besides its history, where the user wants it.
///
/// @param record file for the digests of every step, or null
/// @param parts that tensors are digested in, see [Recorder]
/// @param tensorboard folder of event files, or null
/// @param replaces whether files that are there are replaced
/// @param continues whether the training was begun before: its events may be there
public record Tracking(@Nullable Path record, int parts, @Nullable Path tensorboard, boolean replaces,
        boolean continues) {
    /// Nothing.
    ///
    /// @return writes no file
    public static Tracking none() {
        return new Tracking(null, Recorder.PARTS, null, false, false);
    }

    /// Refuses places that cannot be written to, before training takes its time.
    ///
    /// @throws IOException if there is one
    public void requirePlaces() throws IOException {
        if (record != null) {
            Recorder.requirePlace(record, !replaces);
        }
        if (tensorboard != null && !replaces && !continues) {
            TensorBoardListener.requireFolder(tensorboard);
        }
    }

    /// Listens to a trainer.
    ///
    /// @param trainer about to train
    /// @param data that it is trained on
    /// @return to be closed after training
    /// @throws IOException if a file cannot be in its place
    Closeable attach(Trainer trainer, TrainingData data) throws IOException {
        List<Closeable> listeners = new ArrayList<>();
        if (record != null) {
            Recorder recorder = replaces
                    ? Recorder.replacing(record, trainer, data.train(), parts)
                    : Recorder.of(record, trainer, data.train(), parts);
            trainer.addListener(recorder);
            listeners.add(recorder);
        }
        if (tensorboard != null) {
            TensorBoardListener board = new TensorBoardListener(tensorboard, trainer,
                    data.validation() == null ? data.train() : data.validation(), replaces);
            trainer.addListener(board);
            listeners.add(board);
        }
        return () -> {
            for (Closeable listener : listeners) {
                listener.close();
            }
        };
    }
}
