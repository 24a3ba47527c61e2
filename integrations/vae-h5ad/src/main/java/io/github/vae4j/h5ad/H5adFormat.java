package io.github.vae4j.h5ad;

import io.github.vae4j.core.data.DataFormat;
import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ReadOptions;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Path;

/// AnnData files: `X` or a layer, dense, CSR or CSC; names of observations and variables; labels from a column of `obs`.
public final class H5adFormat implements DataFormat {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};

    /// The format. `ServiceLoader` calls it.
    public H5adFormat() {}

    @Override
    public boolean matches(byte[] start) {
        for (int i = 0; i < SIGNATURE.length; i++) {
            if (i >= start.length || start[i] != SIGNATURE[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Dataset open(Path path, ReadOptions options) throws IOException {
        try (HdfFile file = new HdfFile(path)) {
            return new AnnData(path, file, options).read();
        } catch (RuntimeException e) {
            // jhdf meets damage in many ways: its own exceptions, indices out of range, buffers that end.
            throw DataFormatException.causedBy(path, "", "expected an undamaged .h5ad file", e);
        }
    }
}
