package io.github.vae4j.core.data;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// A file that is not what it should be. The message names the file, the place and what was expected there. A file that
/// cannot be opened or read at all is any other [IOException].
public class FileFormatException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    /// The file as it was given.
    private final String file;
    /// Where in the file.
    private final String place;

    /// An error in a file.
    ///
    /// @param file the file
    /// @param place where in it, for example `byte 4` or `line 17, column 3`; empty if all of it is meant
    /// @param problem what was expected, and what was found
    public FileFormatException(Path file, String place, String problem) {
        super(file + (place.isEmpty() ? ": " : ", " + place + ": ") + problem);
        this.file = file.toString();
        this.place = place;
    }

    /// The file.
    ///
    /// @return its path as it was given
    public final String file() {
        return file;
    }

    /// Where in the file.
    ///
    /// @return for example `byte 4`, `line 17, column 3` or `entry x.npy`; empty if all of it is meant
    public final String place() {
        return place;
    }
}
