package io.github.vae4j.core.track;

import io.github.vae4j.core.EpochReport;
import io.github.vae4j.core.StepReport;
import io.github.vae4j.core.Trainer;
import io.github.vae4j.core.TrainingListener;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.graph.Criterion;
import io.github.vae4j.core.graph.ModelGraph;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A listener that records every step of a training: the bits of its cost and of each term, and a digest of each tensor after
/// the step. [Comparison] finds the first step and tensor in which two records differ.
///
/// A step digests one of `parts` parts of each tensor, in turn, and small tensors as a whole: reading all parameters of the
/// study's model takes 10 % of a step, the 64th part less than 1 %. With all in one part, a difference of one value
/// is named in its own step; else a difference in many values of a tensor is, and one in a single value is seen at the
/// latest when its part has its turn, most often by the losses of the next step.
///
/// The file is text, and appears at the first step: lines `# name: value` with settings, versions and the hash of the
/// data, the names of the columns, then a line for each step with tabs between the columns, bits and digests as 16
/// hexadecimal digits. After construction and the first step nothing is allocated. A file that was cut off at any place
/// can be compared up to there.
public final class Recorder implements TrainingListener, Closeable {
    /// Parts of a tensor, of which a step digests one, if nothing else is asked for.
    public static final int PARTS = 64;

    static final String TITLE = "# vae4j record 1";
    static final String PARTS_FIELD = "parts";
    static final String TERM = "term.";
    static final String TENSOR = "tensor.";

    private static final int BUFFER = 1 << 16;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    // 16 digits and a tab; an int has 11 characters at most.
    private static final int CELL = 17;

    private final Path file;
    private final OpenOption[] options;
    private final Map<String, String> fields;
    private final Vae vae;
    private final String[] terms;
    private final TensorDigest[] tensors;
    private final byte[] buffer;
    private int used;
    private @Nullable OutputStream out;

    private Recorder(Path file, Map<String, String> fields, Vae vae, List<String> terms, List<TensorDigest> tensors,
            OpenOption... options) {
        this.file = file;
        this.fields = fields;
        this.vae = vae;
        this.terms = terms.toArray(String[]::new);
        this.tensors = tensors.toArray(TensorDigest[]::new);
        this.options = options;
        buffer = new byte[Math.max(BUFFER, 2 * CELL * (4 + terms.size() + tensors.size()))];
    }

    /// A recorder that is not yet a listener: give it to [Trainer#addListener], and close it after training. The data is read
    /// once, for its hash.
    ///
    /// @param file to write; nothing may be there
    /// @param trainer whose model is recorded
    /// @param train the data that it is trained on
    /// @param parts that each tensor is digested in, one a step: 1 for all of it every step, [#PARTS] to be cheap
    /// @return the recorder
    /// @throws IllegalArgumentException if `parts` is not 1 or more
    /// @throws IOException if the file is there, or cannot be in its place
    public static Recorder of(Path file, Trainer trainer, Dataset train, int parts) throws IOException {
        return of(file, trainer, train, parts, StandardOpenOption.CREATE_NEW);
    }

    /// The same for a file that may be there, and is replaced at the first step.
    ///
    /// @param file to write
    /// @param trainer whose model is recorded
    /// @param train the data that it is trained on
    /// @param parts as [#of]
    /// @return the recorder
    /// @throws IllegalArgumentException if `parts` is not 1 or more
    /// @throws IOException if the file cannot be in its place
    public static Recorder replacing(Path file, Trainer trainer, Dataset train, int parts) throws IOException {
        return of(file, trainer, train, parts, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static Recorder of(Path file, Trainer trainer, Dataset train, int parts, OpenOption... options)
            throws IOException {
        if (parts < 1) {
            throw new IllegalArgumentException("parts must be 1 or more but is " + parts);
        }
        requirePlace(file, List.of(options).contains(StandardOpenOption.CREATE_NEW));
        Vae vae = trainer.vae();
        Map<String, String> fields = Provenance.of(vae.spec(), trainer.config(), train.contentHash());
        fields.put(PARTS_FIELD, Integer.toString(parts));
        List<TensorDigest> tensors = ModelGraph.forEvaluation(vae.spec()).tensors().stream()
                .map(view -> new TensorDigest(view, parts)).toList();
        List<OpenOption> all = new ArrayList<>(List.of(options));
        all.add(StandardOpenOption.WRITE);
        return new Recorder(file, fields, vae, Criterion.names(trainer.config().objective()), tensors,
                all.toArray(OpenOption[]::new));
    }

    /// Checks what can be known before training has taken its time.
    ///
    /// @param file to write
    /// @param isNew whether nothing may be there
    /// @throws IOException if the file cannot be written
    public static void requirePlace(Path file, boolean isNew) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new FileSystemException(file.toString(), null, "cannot be written: the folder for it does not exist");
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder, expected a place for a record");
        }
        if (isNew && Files.exists(file)) {
            throw new FileSystemException(file.toString(), null, "is there already: name another file for the record");
        }
    }

    private OutputStream open() throws IOException {
        OutputStream opened = Files.newOutputStream(file, options);
        String columns = Stream.of(Stream.of("epoch", "step", "cost", "rate"), Stream.of(terms).map(TERM::concat),
                Stream.of(tensors).map(tensor -> TENSOR + tensor.name())).flatMap(s -> s)
                .collect(Collectors.joining("\t"));
        String header = TITLE + "\n" + fields.entrySet().stream()
                .map(field -> "# " + field.getKey() + ": " + field.getValue().lines().collect(Collectors.joining("; "))
                        + "\n")
                .collect(Collectors.joining());
        opened.write((header + columns + "\n").getBytes(StandardCharsets.UTF_8));
        return opened;
    }

    /// Adds a line.
    ///
    /// @throws UncheckedIOException if the file cannot be written
    @Override
    public void onStep(StepReport report) {
        if (buffer.length - used < CELL * (4 + terms.length + tensors.length)) {
            flush();
        }
        long step = (report.epoch() - 1L) * report.stepsPerEpoch() + report.step() - 1;
        decimal(report.epoch());
        decimal(report.step());
        hexadecimal(Double.doubleToRawLongBits(report.cost()));
        hexadecimal(Double.doubleToRawLongBits(report.learningRate()));
        for (String term : terms) {
            hexadecimal(Double.doubleToRawLongBits(report.terms().get(term)));
        }
        for (TensorDigest tensor : tensors) {
            hexadecimal(tensor.of(vae.parameters(), step));
        }
        buffer[used - 1] = '\n';
        if (out == null) {
            flush();
        }
    }

    private void decimal(int value) {
        int digits = 1;
        for (int rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        int rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            buffer[used + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        used += digits;
        buffer[used++] = '\t';
    }

    private void hexadecimal(long bits) {
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            buffer[used++] = DIGITS[(int) (bits >>> shift) & 15];
        }
        buffer[used++] = '\t';
    }

    /// Writes what was gathered.
    ///
    /// @throws UncheckedIOException if the file cannot be written
    @Override
    public void onEpoch(EpochReport report) {
        flush();
    }

    private void flush() {
        try {
            OutputStream to = out;
            if (to == null) {
                to = open();
                out = to;
            }
            to.write(buffer, 0, used);
            used = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes what was gathered and closes the file. Without a step there is none.
    ///
    /// @throws IOException if the file cannot be written
    @Override
    public void close() throws IOException {
        OutputStream open = out;
        if (open != null) {
            try (open) {
                open.write(buffer, 0, used);
                used = 0;
            }
        }
    }
}
