package io.github.vae4j.study.evaluate;

import io.github.vae4j.core.evaluation.ImportanceEstimates;
import io.github.vae4j.core.evaluation.ImportanceSampling;
import io.github.vae4j.core.file.AtomicFile;
import io.github.vae4j.core.file.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The estimates of an evaluation that is not done: those of the first samples. They are of no use for any other model, data
/// or settings, which a hash tells.
public final class EstimatesFile {
    /// Its name in the folder.
    public static final String NAME = "estimates.vae4j";

    private static final int HASH = 64;

    private final Path file;
    private final String identity;
    private final boolean isResumed;

    /// A file that need not be there yet.
    ///
    /// @param file its place
    /// @param identity of model, data and settings: everything that decides the estimates
    /// @param isResumed whether to take up what is there
    public EstimatesFile(Path file, String identity, boolean isResumed) {
        this.file = file;
        this.identity = Sha256.hex(identity.getBytes(StandardCharsets.UTF_8));
        this.isResumed = isResumed;
    }

    /// Writes the estimates of the first samples, in place of what is there: the hash of what they are of, the values, and the
    /// hash of both.
    void write(ImportanceEstimates estimates) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(identity.getBytes(StandardCharsets.UTF_8));
            for (double value : estimates.values()) {
                out.writeDouble(value);
            }
            out.write(Sha256.hex(bytes.toByteArray()).getBytes(StandardCharsets.UTF_8));
        }
        byte[] content = bytes.toByteArray();
        AtomicFile.write(file, content);
    }

    /// Reads what there is to continue.
    ///
    /// @param samples of the whole data set
    /// @return nothing if there is no file, or the run is not to continue
    /// @throws IllegalArgumentException if the file is damaged or of another evaluation
    Optional<ImportanceEstimates> read(ImportanceSampling how, int samples) throws IOException {
        if (!isResumed || !Files.exists(file)) {
            return Optional.empty();
        }
        byte[] content = Files.readAllBytes(file);
        int row = ImportanceEstimates.columns(how) * Double.BYTES;
        int values = content.length - 2 * HASH;
        if (values < 0 || !text(content, content.length - HASH)
                .equals(Sha256.hex(Arrays.copyOf(content, content.length - HASH)))) {
            throw new IllegalArgumentException(
                    file + " is damaged: begin anew with --force, or choose another folder with --out");
        }
        if (!text(content, 0).equals(identity) || values % row != 0 || values / row > samples) {
            throw new IllegalArgumentException(file + " has estimates of another model, other data or other settings:"
                    + " begin anew with --force, or choose another folder with --out");
        }
        double[] all = new double[values / Double.BYTES];
        ByteBuffer.wrap(content, HASH, values).asDoubleBuffer().get(all);
        return Optional.of(new ImportanceEstimates(values / row, how, all));
    }

    private static String text(byte[] content, int at) {
        return new String(content, at, HASH, StandardCharsets.UTF_8);
    }
}
