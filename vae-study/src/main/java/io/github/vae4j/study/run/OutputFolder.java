package io.github.vae4j.study.run;

import io.github.vae4j.core.file.AtomicFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The folder of a run, which one run at a time writes to. What stands in it at any moment is of one run.
///
/// Results are written to a hidden part of the folder and come to their places together, when the run is done ([#commit]);
/// those of the run before go in the same step ([FolderChange]). Working files, with which `--resume` continues, are where
/// the user sees them from the start, except while the results of another run are there: a run of `--force` keeps its
/// working files in the hidden part until it has results to replace the others by.
///
/// Only files that vae4j wrote are removed: those of `manifest.json`, and working files, whose names are written down
/// before they are. After a process was killed the next run finds what it left behind.
public final class OutputFolder implements AutoCloseable {
    /// What may be in the folder already.
    public enum Mode {
        /// Nothing.
        NEW,
        /// Results of vae4j, to be replaced.
        FORCE,
        /// A run to continue.
        RESUME
    }

    static final String HIDDEN = ".vae4j";
    private static final String RESULTS = "results";
    private static final String CONFIGURATION = "config.properties";
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final String command;
    private final Path hidden;
    private final Path results;
    private final Consumer<String> says;
    private final List<Path> made;
    private final FolderLock lock;
    private WorkingFiles working;

    private OutputFolder(Path folder, String command, List<Path> made, FolderLock lock, Consumer<String> says,
            WorkingFiles working) {
        this.folder = folder;
        this.command = command;
        this.made = made;
        this.lock = lock;
        this.says = says;
        this.working = working;
        hidden = folder.resolve(HIDDEN);
        results = hidden.resolve(RESULTS);
    }

    /// A folder to write to, made if it is not there. No file in it has changed when this returns, except that what a run
    /// that was killed had begun to replace is replaced, and its temporary files are gone.
    ///
    /// @param folder of the run
    /// @param mode what may be in it
    /// @param command what writes to it, for example `train`; only its own results can be resumed
    /// @param says receives a sentence about each thing that was tidied up or kept
    /// @return the folder, to be closed
    /// @throws IllegalArgumentException if there is something else than the mode allows, or another run writes to it
    /// @throws IOException if the folder cannot be made, read or written to
    public static OutputFolder open(Path folder, Mode mode, String command, Consumer<String> says) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is a file: name a folder with --out");
        }
        if (Files.isSymbolicLink(folder) && !Files.exists(folder)) {
            throw new IllegalArgumentException(folder + " is a link to nothing: name a folder with --out");
        }
        Path hidden = folder.resolve(HIDDEN);
        if (Files.isSymbolicLink(hidden)) {
            throw new IllegalArgumentException(
                    hidden + " is a link, and vae4j does not write through links: remove it");
        }
        List<Path> made = new ArrayList<>();
        FolderLock lock = null;
        OutputFolder opened = null;
        try {
            make(folder, made);
            lock = FolderLock.take(hidden, folder);
            if (!lock.isHeld()) {
                says.accept("the file system of " + folder + " has no locks: make sure that no other run writes there");
            }
            tidy(folder, hidden, says);
            opened = new OutputFolder(folder, command, made, lock, says, working(folder, hidden, mode, command));
            return opened;
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException("no permission to write to the folder " + folder, e);
        } finally {
            if (opened == null) {
                if (lock != null) {
                    lock.close();
                }
                removeEmpty(hidden);
                made.reversed().forEach(OutputFolder::removeEmpty);
            }
        }
    }

    private static void make(Path folder, List<Path> made) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path part = folder.toAbsolutePath(); part != null && !Files.exists(part); part = part.getParent()) {
            missing.add(part);
        }
        for (Path part : missing.reversed()) {
            try {
                Files.createDirectory(part);
                made.add(part);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(part)) {
                    throw e;
                }
                // Another run has just made it: the lock will tell.
            }
        }
    }

    private static void tidy(Path folder, Path hidden, Consumer<String> says) throws IOException {
        if (new FolderChange(folder, hidden, says).finish()) {
            says.accept("put the results of a run that was killed into their places in " + folder);
        }
        FolderChange.delete(hidden.resolve(RESULTS));
        int abandoned = AtomicFile.removeAbandoned(folder);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder,
                part -> Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS) && !part.endsWith(HIDDEN))) {
            for (Path part : parts) {
                abandoned += AtomicFile.removeAbandoned(part);
            }
        }
        try (Stream<Path> parts = Files.walk(hidden)) {
            for (Path part : parts.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList()) {
                abandoned += AtomicFile.removeAbandoned(part);
            }
        }
        if (abandoned > 0) {
            says.accept("removed " + abandoned + (abandoned == 1 ? " temporary file" : " temporary files")
                    + " of a run that was killed from " + folder);
        }
    }

    private static WorkingFiles working(Path folder, Path hidden, Mode mode, String command) throws IOException {
        WorkingFiles present = WorkingFiles.inFolder(folder, hidden);
        WorkingFiles unfinished = WorkingFiles.newestHidden(folder, hidden);
        Manifest manifest = Manifest.read(folder);
        boolean empty = isEmpty(folder) && unfinished == null;
        switch (mode) {
            case NEW -> {
                if (!empty) {
                    boolean continues = manifest == null
                            ? unfinished != null || present.hasFiles()
                            : manifest.command().equals(command)
                                    && manifest.files().values().stream().anyMatch(Manifest.Entry::working);
                    throw new IllegalArgumentException("the folder " + folder + " is not empty: name another one with"
                            + " --out" + (continues ? ", replace its results with --force or go on with --resume"
                                    : " or replace its results with --force"));
                }
            }
            case FORCE -> {
                if (!empty && manifest == null && unfinished == null && present.names().isEmpty()) {
                    throw new IllegalArgumentException("the folder " + folder + " is not a result of vae4j: "
                            + Manifest.NAME + (Files.exists(folder.resolve(Manifest.NAME), LinkOption.NOFOLLOW_LINKS)
                                    ? " is damaged or of another program"
                                    : " is not there")
                            + ", so --force leaves it alone; name another one with --out");
                }
            }
            case RESUME -> {
                if (manifest != null && unfinished == null && !manifest.command().equals(command)) {
                    throw new IllegalArgumentException("the folder " + folder + " holds results of '"
                            + manifest.command() + "', which '" + command + "' cannot continue: name another one with"
                            + " --out or replace them with --force");
                }
                return unfinished == null ? present : unfinished;
            }
        }
        return empty ? present : WorkingFiles.nextHidden(folder, hidden);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder,
                entry -> !entry.endsWith(HIDDEN))) {
            return !entries.iterator().hasNext();
        }
    }

    static void removeEmpty(@Nullable Path part) {
        if (part == null) {
            return;
        }
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // Not empty, or not ours to remove.
            return;
        }
    }

    /// The folder.
    ///
    /// @return as it was given
    public Path path() {
        return folder;
    }

    /// Where a result will be once it is committed.
    ///
    /// @param name of the file, with `/` between the parts
    /// @return its path
    public Path place(String name) {
        return folder.resolve(name);
    }

    /// Where to write a result, whose folder exists then.
    ///
    /// @param name of the file, with `/` between the parts
    /// @return a path in the hidden part of the folder
    /// @throws IOException if the folder for it cannot be made
    public Path file(String name) throws IOException {
        Path file = results.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent(), "results are in a folder"));
        return file;
    }

    /// The folder that results are written to.
    ///
    /// @return a path in the hidden part of the folder; it exists
    /// @throws IOException if it cannot be made
    public Path results() throws IOException {
        return Files.createDirectories(results);
    }

    /// Writes a text in UTF-8 as a result.
    ///
    /// @param name of the file
    /// @param text all of it
    /// @throws IOException if it cannot be written
    public void write(String name, String text) throws IOException {
        AtomicFile.write(file(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes the settings of a run as a result, as `--config` reads them.
    ///
    /// @param settings by the names of the options
    /// @throws IOException as [#write]
    public void writeConfiguration(Map<String, ?> settings) throws IOException {
        write(CONFIGURATION, RunConfiguration.properties(settings));
    }

    /// Writes an object of JSON as a result, its fields in the order of the map.
    ///
    /// @param name of the file
    /// @param content texts, numbers, lists, maps and nulls; numbers must be finite
    /// @throws IOException as [#write]
    public void writeJson(String name, Map<String, ? extends @Nullable Object> content) throws IOException {
        write(name, JSON.writeValueAsString(content) + "\n");
    }

    /// Whether the run before this one, which is continued, was one of `--force` that had no results yet.
    ///
    /// @return `true` if the results in the folder are those of yet another run
    /// @throws IOException if the folder cannot be read
    public boolean continuesForce() throws IOException {
        return working.isHidden() && working.hasFiles();
    }

    /// What the configuration of the run that is continued says.
    ///
    /// @param option its name, without dashes
    /// @return its value, or nothing if that is not known
    /// @throws IOException if the configuration cannot be read
    Optional<String> recorded(String option) throws IOException {
        Path file = working.path(CONFIGURATION);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            settings.load(in);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            // A user's own text: nothing is known then.
            return Optional.empty();
        }
        return Optional.ofNullable(settings.getProperty(option));
    }

    /// Whether results are there that are not those of a run underway.
    ///
    /// @return `true` if a run was completed in this folder
    /// @throws IOException if the folder cannot be read
    public boolean hasResults() throws IOException {
        Manifest manifest = Manifest.read(folder);
        return manifest != null && manifest.files().values().stream().anyMatch(file -> !file.working());
    }

    /// The path of a working file, whether or not it is there.
    ///
    /// @param name of the file, with `/` between the parts
    /// @return its path
    public Path working(String name) {
        return working.path(name);
    }

    /// Gets ready for working files: their names are written down, their folders made.
    ///
    /// @param names of files, with `/` between the parts
    /// @throws IOException if a folder on the way is a link, or something cannot be written
    public void prepare(String... names) throws IOException {
        for (String name : names) {
            if (!working.isHidden() && FolderChange.isBehindLink(folder, name)) {
                throw new FileSystemException(place(name).toString(), null,
                        "the way to it is a link, and vae4j does not write through links: remove the link");
            }
        }
        working.prepare(names);
    }

    /// There is something to continue: the settings are written next to the working files, so that the run can be continued
    /// with them, unless the settings of results are there. An older run of `--force` that had no results yet
    /// is given up.
    ///
    /// @param configuration as `--config` reads it
    /// @throws IOException if it cannot be written
    public void begun(String configuration) throws IOException {
        working.removeOlderHidden();
        if (working.isHidden() || Manifest.read(folder) == null) {
            working.prepare(CONFIGURATION);
            AtomicFile.write(working.path(CONFIGURATION), configuration.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Puts all results, and the working files, into their places, and removes those of the run before, as a whole.
    ///
    /// @throws IOException if that fails; what could not be done is done when the folder is opened again
    public void commit() throws IOException {
        Manifest before = Objects.requireNonNullElseGet(Manifest.read(folder), () -> Manifest.empty(""));
        FolderChange change = new FolderChange(folder, hidden, says);
        change.make(working.plan(command, before, results));
        FolderChange.delete(results);
        working = WorkingFiles.inFolder(folder, hidden);
    }

    /// Lets other runs write to the folder. Results that were not committed are dropped; a folder that was made for this
    /// run and has nothing in it is removed.
    ///
    /// @throws IOException if that fails
    @Override
    public void close() throws IOException {
        try {
            FolderChange.delete(results);
            working.close();
        } finally {
            lock.close();
            removeEmpty(hidden);
            made.reversed().forEach(OutputFolder::removeEmpty);
        }
    }

    /// The names of all files below a folder that can be results.
    ///
    /// @return with `/` between the parts, sorted
    static List<String> names(Path root) throws IOException {
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/"))
                    .filter(Manifest::isName).sorted().toList();
        }
    }
}
