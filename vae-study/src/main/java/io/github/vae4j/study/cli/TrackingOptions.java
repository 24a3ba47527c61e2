package io.github.vae4j.study.cli;

import io.github.vae4j.core.track.Recorder;
import io.github.vae4j.study.run.Tracking;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say what is written while a model trains.
final class TrackingOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(names = "--record", paramLabel = "FILE",
            description = "Write losses and digests of all tensors after every step, for 'vae4j diff'; with --force a file"
                    + " that is there is replaced.") private @Nullable Path record;

    @Option(names = "--record-parts", paramLabel = "COUNT", defaultValue = "" + Recorder.PARTS,
            description = "Every step digests one of so many parts of each large tensor, in turn; 1 digests all and names"
                    + " the step and the tensor of any difference, at some 10 percent of a step"
                    + " (default: ${DEFAULT-VALUE}).") private int parts;

    @Option(names = "--tensorboard", paramLabel = "FOLDER",
            description = "Write events for TensorBoard: costs and terms, histograms of latent means, codes for its"
                    + " projector and, of images, reconstructions and traversals.") private @Nullable Path tensorboard;

    /// What was asked for; nothing is written yet.
    ///
    /// @param replaces whether files that are there are replaced
    /// @param continues whether the training was begun before
    /// @throws IOException if a file cannot be in its place
    Tracking tracking(boolean replaces, boolean continues) throws IOException {
        if (parts < 1) {
            throw new ParameterException(command.commandLine(), "--record-parts must be 1 or more but is " + parts);
        }
        Tracking tracking = new Tracking(record, parts, tensorboard, replaces, continues);
        tracking.requirePlaces();
        return tracking;
    }
}
