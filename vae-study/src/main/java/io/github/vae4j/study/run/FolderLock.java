package io.github.vae4j.study.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// One process at a time writes into a folder. The system gives the lock back when a process dies, however it dies.
final class FolderLock implements AutoCloseable {
    private static final String NAME = "lock";
    // Behind the text, which others must be able to read: on Windows what is locked cannot be read.
    private static final long LOCKED_BYTE = 1L << 30;
    private static final int ATTEMPTS = 100;
    // The text gets a size that no other holder's has, almost surely.
    private static final int PADDING = (1 << 14) - 1;

    private final Path file;
    private final FileChannel channel;
    private final boolean held;

    private FolderLock(Path file, FileChannel channel, boolean held) {
        this.file = file;
        this.channel = channel;
        this.held = held;
    }

    /// Takes the lock.
    ///
    /// @param hidden folder for the lock, made if it is not there
    /// @param folder that is locked, named in the error
    /// @throws IllegalArgumentException if another run holds it
    static FolderLock take(Path hidden, Path folder) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FolderLock lock = attempt(hidden, folder);
            if (lock != null) {
                return lock;
            }
        }
        throw inUse(folder, "another run");
    }

    /// The lock, or nothing if its holder has just removed the file that was opened.
    private static @Nullable FolderLock attempt(Path hidden, Path folder) throws IOException {
        Files.createDirectories(hidden);
        Path file = hidden.resolve(NAME);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
        boolean taken = false;
        try {
            boolean held = true;
            FileLock lock = null;
            try {
                lock = channel.tryLock(LOCKED_BYTE, 1, false);
            } catch (OverlappingFileLockException e) {
                throw inUse(folder, "another run of this process");
            } catch (IOException e) {
                // Some network file systems have no locks: then nothing keeps two runs apart, as before there were any.
                held = false;
            }
            if (held && lock == null) {
                String holder = holder(file);
                throw inUse(folder, holder.isEmpty() ? "another run" : holder);
            }
            String text = "process " + ProcessHandle.current().pid() + ", since "
                    + ZonedDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)
                            .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    + "\n" + " ".repeat((int) (System.nanoTime() & PADDING));
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            if (held && !isInPlace(file, channel.size())) {
                return null;
            }
            taken = true;
            return new FolderLock(file, channel, held);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static IllegalArgumentException inUse(Path folder, String holder) {
        return new IllegalArgumentException("the folder " + folder + " is being written to by " + holder
                + ": wait for it or name another folder with --out");
    }

    /// Whether the file that was locked is still the one of that name. It must not be opened to see that: a system that
    /// follows POSIX drops all locks of a process on a file when the process closes it once.
    private static boolean isInPlace(Path file, long size) throws IOException {
        try {
            return Files.size(file) == size;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static String holder(Path file) throws IOException {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.substring(0, Math.max(0, text.indexOf('\n')));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /// Whether other runs are really kept out; `false` on file systems without locks.
    boolean isHeld() {
        return held;
    }

    /// Removes the file and gives the lock back. Whoever opened the file before looks whether it is still there.
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Windows does not delete what is open: it stays, and is taken over.
            return;
        } finally {
            channel.close();
        }
    }
}
