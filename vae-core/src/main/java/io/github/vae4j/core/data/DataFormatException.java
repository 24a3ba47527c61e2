package io.github.vae4j.core.data;

import java.io.Serial;
import java.nio.file.Path;

/// A data file that is not what it should be: wrong magic number, cut short, too long, absurd sizes, ragged rows, cells
/// that are not numbers. The readers of this package throw no other exception for what a file contains.
public final class DataFormatException extends FileFormatException {
    @Serial private static final long serialVersionUID = 2L;

    /// An error in a file.
    ///
    /// @param file the file
    /// @param place where in it, for example `byte 4` or `line 17, column 3`; empty if all of it is meant
    /// @param problem what was expected, and what was found
    public DataFormatException(Path file, String place, String problem) {
        super(file, place, problem);
    }

    /// An error at a byte of a file.
    ///
    /// @param file the file
    /// @param offset of the byte
    /// @param problem what was expected, and what was found
    /// @return the exception, to be thrown
    public static DataFormatException atByte(Path file, long offset, String problem) {
        return new DataFormatException(file, "byte " + offset, problem);
    }

    /// An error that another exception reports.
    ///
    /// @param file the file
    /// @param place where in it
    /// @param problem what was expected
    /// @param cause what was thrown; its message is added to the problem
    /// @return the exception, to be thrown
    public static DataFormatException causedBy(Path file, String place, String problem, Throwable cause) {
        String message = cause.getMessage();
        DataFormatException exception = new DataFormatException(file, place,
                problem + " (" + (message == null ? cause.getClass().getSimpleName() : message) + ")");
        exception.initCause(cause);
        return exception;
    }
}
