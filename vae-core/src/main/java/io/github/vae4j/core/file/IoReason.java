package io.github.vae4j.core.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/// What an exception of the file system means. The JDK says it in its own words or, as in "Is a directory", in those of the
/// C library, often without the name of the file.
public final class IoReason {
    // What the C library says where the locale is English; other texts are given as they are.
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("Is a directory", "it is a folder"),
            Map.entry("Not a directory", "a file is where a folder should be"),
            Map.entry("Directory not empty", "a folder that is not empty is in its place"),
            Map.entry("No space left on device", "the disk is full (no space left on device)"),
            Map.entry("Disk quota exceeded", "the disk quota is used up"),
            Map.entry("File too large", "it is larger than this process may write (File too large)"),
            Map.entry("Read-only file system", "the file system is read-only"),
            Map.entry("Permission denied", "no permission"),
            Map.entry("Operation not permitted", "the operation is not permitted"),
            Map.entry("File name too long", "its name is too long"),
            Map.entry("Too many open files", "this process has too many files open"),
            Map.entry("Too many levels of symbolic links", "it is a link that leads nowhere"),
            Map.entry("Input/output error", "the disk or the network failed (input/output error)"),
            Map.entry("Bad file descriptor", "it is closed"),
            Map.entry("Broken pipe", "nobody reads it any more (broken pipe)"));

    private IoReason() {}

    /// A reason without the name of the file.
    ///
    /// @param e any exception of input or output
    /// @return some words that go on after "cannot be read: "
    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "no permission";
            case FileAlreadyExistsException _ -> "it is already there";
            case NotDirectoryException _ -> "a file is where a folder should be";
            case DirectoryNotEmptyException _ -> "a folder that is not empty is in its place";
            case FileSystemLoopException _ -> "links lead round in a circle";
            case CharacterCodingException _ -> "it is not text in UTF-8";
            case FileSystemException known ->
                    known.getReason() == null ? known.getClass().getSimpleName() : words(known.getReason());
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : words(e.getMessage());
        };
    }

    /// Whether this class says it better than the exception's own message.
    ///
    /// @param e any exception of input or output
    /// @return `true` if the message is that of the JDK or of the C library
    public static boolean isForeign(IOException e) {
        return e instanceof FileSystemException || e instanceof CharacterCodingException || e.getMessage() == null
                || KNOWN.containsKey(e.getMessage());
    }

    private static String words(String reason) {
        return KNOWN.getOrDefault(reason, reason);
    }
}
