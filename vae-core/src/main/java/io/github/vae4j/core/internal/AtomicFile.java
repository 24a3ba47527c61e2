package io.github.vae4j.core.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Replaces a file as a whole: a reader, or a run that was killed, finds the old content or the new one.
final class AtomicFile {
    /// Writes the content of a file.
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    private AtomicFile() {}

    /// A channel closes when its thread is interrupted; what must be saved is saved then, too, and the thread stays
    /// interrupted.
    static void write(Path file, Content content) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!replaced(file, content)) {
                interrupted = true;
                Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// `false` if the thread was interrupted; nothing has been changed then.
    private static boolean replaced(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new FileSystemException(file.toString(), null, "the folder to write to does not exist");
        }
        // createTempFile would make it readable by its owner alone. No two threads and no two processes share a name.
        Path temporary = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().threadId() + "-" + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        } catch (IOException e) {
            FileSystemException failure = new FileSystemException(file.toString(), null,
                    "cannot be written, what was there before is unchanged: " + e.getClass().getSimpleName() + ": "
                            + e.getMessage());
            failure.initCause(e);
            throw failure;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
