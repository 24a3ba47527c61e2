package io.github.vae4j.core.data;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// A file that is not what it should be: wrong magic number, cut short, too long, absurd sizes, ragged rows, cells that
/// are not numbers. The readers of this package throw no other exception for what a file contains; a file that cannot be
/// opened or read at all is any other [IOException].
///
/// The message names the file, the place and what was expected there.
public final class DataFormatException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    /// The file as it was given.
    private final String file;
    /// Where in the file.
    private final String place;

    /// An error in a file.
    ///
    /// @param file the file
    /// @param place where in it, for example `byte 4` or `line 17, column 3`
    /// @param problem what was expected, and what was found
    public DataFormatException(Path file, String place, String problem) {
        super(file + ", " + place + ": " + problem);
        this.file = file.toString();
        this.place = place;
    }

    static DataFormatException atByte(Path file, long offset, String problem) {
        return new DataFormatException(file, "byte " + offset, problem);
    }

    static DataFormatException causedBy(Path file, String place, String problem, Throwable cause) {
        DataFormatException exception = new DataFormatException(file, place, problem + " (" + cause + ")");
        exception.initCause(cause);
        return exception;
    }

    /// The file.
    ///
    /// @return its path as it was given
    public String file() {
        return file;
    }

    /// Where in the file.
    ///
    /// @return for example `byte 4`, `line 17, column 3` or `entry x.npy`
    public String place() {
        return place;
    }
}
