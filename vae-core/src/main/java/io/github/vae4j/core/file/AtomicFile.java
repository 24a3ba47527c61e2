package io.github.vae4j.core.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces a file as a whole: a reader, or a run that was killed, finds the old content or the new one.
///
/// The content goes to a hidden file beside the place, is flushed to the disk and renamed. No two threads and no two
/// processes share such a file: it is created new, under a name with the process and a count. A link in the place is
/// replaced, not followed. A process that is killed leaves its hidden file behind; [#removeAbandoned] finds those.
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;
    // .NAME.vae4j-PID-COUNT-TIME.tmp
    private static final Pattern TEMPORARY = Pattern.compile("\\..*\\.vae4j-([0-9]{1,18})-[0-9a-f]+-[0-9a-f]+\\.tmp");
    private static final AtomicLong COUNT = new AtomicLong();
    // File systems allow 255 bytes, and a character takes up to four.
    private static final int NAME_CHARACTERS = 40;

    /// Writes the content of a file.
    @FunctionalInterface
    public interface Content {
        /// Writes all of it; called again if the thread was interrupted meanwhile.
        ///
        /// @param out buffered, and closed by the caller
        /// @throws IOException if that fails
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /// Writes or replaces a file. It may be read as far as the process's mask for new files allows.
    ///
    /// A channel closes when its thread is interrupted; what must be saved is saved then, too, and the thread stays
    /// interrupted.
    ///
    /// @param file in a folder that exists
    /// @param content all of it
    /// @throws IOException if it cannot be written; what was there before is unchanged
    public static void write(Path file, Content content) throws IOException {
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

    /// Writes or replaces a file.
    ///
    /// @param file in a folder that exists
    /// @param content all of it
    /// @throws IOException if it cannot be written; what was there before is unchanged
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    /// `false` if the thread was interrupted; nothing has been changed then.
    private static boolean replaced(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        Path name = target.getFileName();
        if (folder == null || name == null) {
            throw new FileSystemException(file.toString(), null, "is no place for a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(file.toString(), null,
                    "cannot be written: the folder to write to does not exist");
        }
        Path temporary = folder.resolve(temporaryName(name.toString()));
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            flushFolder(folder);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        } catch (IOException e) {
            FileSystemException failure = new FileSystemException(file.toString(), null,
                    "cannot be written, what was there before is unchanged: " + IoReason.of(e));
            failure.initCause(e);
            throw failure;
        } finally {
            remove(temporary);
        }
    }

    /// After a success it is not there. After a failure that failure is what matters, and the next run cleans up.
    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            return;
        }
    }

    private static String temporaryName(String name) {
        String start = name.codePoints().limit(NAME_CHARACTERS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return "." + start + ".vae4j-" + ProcessHandle.current().pid() + "-" + Long.toHexString(COUNT.getAndIncrement())
                + "-" + Long.toHexString(System.nanoTime()) + ".tmp";
    }

    /// Makes the names in a folder survive a loss of power, where the system can: Windows cannot.
    ///
    /// @param folder that exists
    public static void flushFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The files themselves are flushed. A system that does not open folders keeps their names in its own way.
            return;
        }
    }

    /// Deletes the hidden files that processes left in a folder when they were killed. Those of processes that are alive
    /// stay.
    ///
    /// @param folder to look in, not below
    /// @return how many there were
    /// @throws IOException if the folder cannot be read, or such a file not be deleted
    public static int removeAbandoned(Path folder) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path file : files) {
                Matcher name = TEMPORARY.matcher(file.getFileName().toString());
                if (name.matches() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && isAbandoned(file, Long.parseLong(name.group(1))) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    /// Numbers of processes are used again: a file from before its process began is another one's.
    private static boolean isAbandoned(Path file, long process) throws IOException {
        Optional<ProcessHandle> owner = ProcessHandle.of(process);
        if (owner.isEmpty() || !owner.get().isAlive()) {
            return true;
        }
        Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        return owner.get().info().startInstant().filter(begun -> written.isBefore(begun.minusSeconds(1))).isPresent();
    }
}
