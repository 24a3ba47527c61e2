package io.github.vae4j.core.data;

import java.io.IOException;
import java.nio.file.Path;

/// A format of data files that another module reads, found by `ServiceLoader`: [Datasets#open(Path, ReadOptions)] asks every
/// such format before its own ones.
public interface DataFormat {
    /// Whether a file has this format.
    ///
    /// @param start the first bytes of the file, up to 512
    /// @return `true` to have [#open] called
    boolean matches(byte[] start);

    /// Opens a file.
    ///
    /// @param path of the file
    /// @param options as [Datasets#open(Path, ReadOptions)]
    /// @return the data set
    /// @throws IOException [DataFormatException] if the content is not what it should be, another one if it cannot be read
    Dataset open(Path path, ReadOptions options) throws IOException;
}
