package io.github.vae4j.study.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The folder of a run. Its files are replaced as a whole: a reader, or a run that was killed, finds the old content or
/// the new one.
public final class OutputFolder {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /// A folder to write to; it is made if it is not there.
    ///
    /// @param folder of the run
    /// @param mayHoldFiles whether files from before may be there
    /// @return the folder
    /// @throws IllegalArgumentException if there are files and there must be none
    /// @throws IOException if the folder cannot be made or read
    public static OutputFolder open(Path folder, boolean mayHoldFiles) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is a file: name a folder with --out");
        }
        Files.createDirectories(folder);
        if (!mayHoldFiles && !isEmpty(folder)) {
            throw new IllegalArgumentException("the folder " + folder + " is not empty: name another one with --out,"
                    + " replace its results with --force or go on with --resume");
        }
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException("no permission to write to the folder " + folder);
        }
        return new OutputFolder(folder);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    /// The path of a file.
    ///
    /// @param name of the file
    /// @return its path in this folder
    public Path file(String name) {
        return folder.resolve(name);
    }

    /// Writes a text in UTF-8.
    ///
    /// @param name of the file
    /// @param text all of it
    /// @throws IOException if it cannot be written; what was there is unchanged then
    public void write(String name, String text) throws IOException {
        replace(file(name), text);
    }

    /// Writes a text in UTF-8 to a file, as a whole or not at all.
    ///
    /// @param file in a folder that exists
    /// @param text all of it
    /// @throws IOException if it cannot be written; what was there is unchanged then
    public static void replace(Path file, String text) throws IOException {
        replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes a file as a whole or not at all.
    ///
    /// @param file in a folder that exists
    /// @param content all of it
    /// @throws IOException if it cannot be written; what was there is unchanged then
    public static void replace(Path file, byte[] content) throws IOException {
        // createTempFile would make it readable by its owner alone. No two threads and no two processes share a name.
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().threadId() + "-" + Long.toHexString(System.nanoTime()) + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            FileSystemException failure = new FileSystemException(file.toString(), null,
                    "cannot be written, what was there before is unchanged: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// Writes the settings of a run, as `--config` reads them.
    ///
    /// @param settings by the names of the options
    /// @throws IOException as [#write]
    public void writeConfiguration(Map<String, ?> settings) throws IOException {
        write("config.properties", RunConfiguration.properties(settings));
    }

    /// Writes an object of JSON, its fields in the order of the map.
    ///
    /// @param name of the file
    /// @param content texts, numbers, lists, maps and nulls; numbers must be finite
    /// @throws IOException as [#write]
    public void writeJson(String name, Map<String, ? extends @Nullable Object> content)
            throws IOException {
        write(name, JSON.writeValueAsString(content) + "\n");
    }
}
