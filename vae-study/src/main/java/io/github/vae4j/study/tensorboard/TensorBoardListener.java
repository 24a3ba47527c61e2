package io.github.vae4j.study.tensorboard;

import io.github.vae4j.core.Encoding;
import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.Evaluator;
import io.github.vae4j.core.StepReport;
import io.github.vae4j.core.Terms;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.kernels.Workers;
import io.github.vae4j.study.picture.ImageGrid;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A listener that shows a training in TensorBoard: every tenth step its cost and terms, and after every epoch its means, those
/// of the validation data, histograms of the latent means of some samples, their codes for the projector, and, if
/// samples are images, reconstructions and traversals of the latent units.
///
/// Nothing is written before the first step. The step of all that is shown is the number of steps since training began.
public final class TensorBoardListener implements TrainingListener, Closeable {
    private static final int STEPS = 10;
    private static final int SAMPLES = 1000;
    private static final int VALUES = 1 << 26;
    private static final int UNITS = 64;
    private static final int IMAGES = 16;
    private static final int TRAVERSED = 20;
    // Codes of a traversal: from -3 to 3 standard deviations of the standard normal prior.
    private static final int POINTS = 9;
    private static final float FURTHEST = 3;
    private static final int GAP = 2;

    private final Path folder;
    private final boolean replaces;
    private final Dataset samples;
    private final float[] values;
    private final Workers team;
    private final Evaluator evaluator;
    private final Projector projector;
    private @Nullable EventFile events;
    private long step;

    /// A listener that is not yet added to its trainer.
    ///
    /// @param folder for TensorBoard's `--logdir`, made at the first step if it is not there
    /// @param trainer whose model is shown
    /// @param data of which the first 1,000 samples are encoded, fewer of large ones
    /// @param replaces whether events that vae4j wrote into the folder before are removed at the first step
    public TensorBoardListener(Path folder, Trainer trainer, Dataset data, boolean replaces) {
        this.folder = folder;
        this.replaces = replaces;
        samples = data.take(Math.min(Math.min(SAMPLES, data.size()), VALUES / data.features()));
        values = new float[samples.size() * samples.features()];
        for (int i = 0; i < samples.size(); i++) {
            samples.read(i, 0, values, i * samples.features());
        }
        projector = new Projector(folder, samples);
        team = Workers.of(trainer.config().threads());
        evaluator = trainer.vae().on(team);
    }

    /// Refuses a folder that shows another training, which TensorBoard would put into the same curves.
    ///
    /// @param folder for TensorBoard's `--logdir`
    /// @throws IOException if it cannot be used
    public static void requireFolder(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new FileSystemException(folder.toString(), null, "is a file, expected a folder for TensorBoard");
        }
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, EventFile.PREFIX + "*")) {
                if (files.iterator().hasNext()) {
                    throw new FileSystemException(folder.toString(), null,
                            "has the events of another training: name another folder for TensorBoard, replace them with"
                                    + " --force or continue that training with --resume");
                }
            }
        }
    }

    private EventFile events() throws IOException {
        EventFile open = events;
        if (open == null) {
            Files.createDirectories(folder);
            if (replaces) {
                removeEvents();
            }
            open = EventFile.create(folder, step);
            events = open;
        }
        return open;
    }

    private void removeEvents() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder,
                EventFile.PREFIX + "*" + EventFile.SUFFIX)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void onStep(StepReport report) {
        step = (report.epoch() - 1L) * report.stepsPerEpoch() + report.step();
        try {
            EventFile out = events();
            if (step % STEPS == 0 || step == 1) {
                out.scalar("step/cost", step, report.cost());
                out.scalar("step/learning-rate", step, report.learningRate());
                terms(out, "step/", report.terms());
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void terms(EventFile out, String group, Terms terms) throws IOException {
        for (Map.Entry<String, Double> term : terms.toMap().entrySet()) {
            out.scalar(group + term.getKey(), step, term.getValue());
        }
    }

    @Override
    public void onEpoch(EpochReport report) {
        try {
            EventFile out = events();
            out.scalar("train/cost", step, report.cost());
            out.scalar("train/objective", step, report.objective());
            out.scalar("train/samples-per-second", step, report.samplesPerSecond());
            terms(out, "train/", report.terms());
            Terms validation = report.validation();
            if (validation != null) {
                out.scalar("validation/objective", step, report.validationObjective());
                terms(out, "validation/", validation);
            }
            if (samples.size() > 0) {
                codes(out);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void codes(EventFile out) throws IOException {
        Encoding codes = evaluator.encode(samples);
        out.histogram("latent-means/all", step, Histogram.of(codes.mean(), 1, 0));
        for (int unit = 0; unit < Math.min(UNITS, codes.latent()); unit++) {
            out.histogram(String.format(Locale.ROOT, "latent-means/unit-%02d", unit + 1), step,
                    Histogram.of(codes.mean(), codes.latent(), unit));
        }
        projector.write(codes, values);
        int[] shape = samples.imageShape();
        if (shape[0] > 1 && shape[1] > 1) {
            images(out, codes, shape[0], shape[1]);
        }
    }

    private void images(EventFile out, Encoding codes, int height, int width) throws IOException {
        int n = Math.min(IMAGES, samples.size());
        int size = height * width;
        float[] both = Arrays.copyOf(values, 2 * n * size);
        System.arraycopy(evaluator.reconstruct(Arrays.copyOf(values, n * size), n), 0, both, n * size, n * size);
        out.image("reconstructions", step, ImageGrid.draw("reconstructions",
                "Samples, and below each its reconstruction", both, height, width, n, GAP));
        int units = Math.min(TRAVERSED, codes.latent());
        float[] z = new float[units * POINTS * codes.latent()];
        for (int unit = 0; unit < units; unit++) {
            for (int point = 0; point < POINTS; point++) {
                int at = (unit * POINTS + point) * codes.latent();
                System.arraycopy(codes.mean(), 0, z, at, codes.latent());
                z[at + unit] = FURTHEST * (2 * point - (POINTS - 1)) / (POINTS - 1);
            }
        }
        out.image("traversals", step, ImageGrid.draw("traversals",
                "The code of the first sample, with one unit a row from -3 to 3", evaluator.decode(z, units * POINTS),
                height, width, POINTS, GAP));
    }

    /// Closes the event file and ends the team.
    @Override
    public void close() throws IOException {
        team.close();
        EventFile open = events;
        if (open != null) {
            open.close();
        }
    }
}
