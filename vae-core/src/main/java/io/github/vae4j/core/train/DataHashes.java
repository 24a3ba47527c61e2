package io.github.vae4j.core.train;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.model.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which data a run was trained on: another one would silently give other results.
public final class DataHashes implements Saved {
    private @Nullable String train;
    // Only if it decides how training continues.
    private @Nullable String validation;

    /// Takes the hashes of the data; reads all of it the first time.
    public void take(Dataset trained, @Nullable Dataset deciding) {
        train = trained.contentHash();
        validation = deciding == null ? null : deciding.contentHash();
    }

    /// Refuses other data than that of the checkpoint.
    ///
    /// @throws IllegalArgumentException if it is
    public void require(Dataset trained, @Nullable Dataset validated) {
        requireSame("training data is not what the checkpoint was trained on", trained, train);
        if (validation != null && validated == null) {
            throw new IllegalArgumentException("the checkpoint was trained with a validation set, which decides how "
                    + "training continues, and none was given");
        }
        requireSame("validation data is not that of the checkpoint, and it decides how training continues", validated,
                validation);
    }

    private static void requireSame(String complaint, @Nullable Dataset data, @Nullable String expected) {
        if (expected != null && data != null && !expected.equals(data.contentHash())) {
            throw new IllegalArgumentException(
                    "the " + complaint + ": its SHA-256 is " + data.contentHash() + ", expected " + expected);
        }
    }

    @Override
    public void write(Map<String, String> out) {
        if (train != null) {
            out.put("state.dataHash", train);
        }
        if (validation != null) {
            out.put("state.validationHash", validation);
        }
    }

    @Override
    public void read(Fields in) {
        train = in.text().get("state.dataHash");
        validation = in.text().get("state.validationHash");
    }
}
