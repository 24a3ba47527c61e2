package io.github.vae4j.study.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files of a run that is not done: checkpoints, models of a sweep. They are in the folder, where their names are
/// written to the hidden file `working` before they are made; or, while the results of another run are in the folder, in a
/// hidden folder `run-N`. Of several the one with the largest number counts.
final class WorkingFiles {
    private static final String LIST = "working";
    private static final String PREFIX = "run-";
    private static final String SETTINGS = ".properties";

    private final Path folder;
    private final Path hidden;
    private final int number;
    private final Set<String> names;
    /// What the files whose names this run wrote down were before: none yet, or one of the run that is continued.
    private final Map<String, Object> before = new LinkedHashMap<>();

    private WorkingFiles(Path folder, Path hidden, int number, Set<String> names) {
        this.folder = folder;
        this.hidden = hidden;
        this.number = number;
        this.names = names;
    }

    /// Those that are where the user sees them.
    static WorkingFiles inFolder(Path folder, Path hidden) throws IOException {
        return new WorkingFiles(folder, hidden, 0, listed(hidden));
    }

    /// Those of the last run of `--force`, or `null` if it was given up or done.
    static @Nullable WorkingFiles newestHidden(Path folder, Path hidden) throws IOException {
        int newest = newest(hidden, true);
        return newest == 0 ? null : new WorkingFiles(folder, hidden, newest, Set.of());
    }

    /// None yet, for a new run of `--force`.
    static WorkingFiles nextHidden(Path folder, Path hidden) throws IOException {
        return new WorkingFiles(folder, hidden, newest(hidden, false) + 1, Set.of());
    }

    private static int newest(Path hidden, boolean withFiles) throws IOException {
        int newest = 0;
        for (Map.Entry<Integer, Path> run : runs(hidden).entrySet()) {
            newest = withFiles && OutputFolder.names(run.getValue()).isEmpty() ? newest : run.getKey();
        }
        return newest;
    }

    private static Map<Integer, Path> runs(Path hidden) throws IOException {
        Map<Integer, Path> runs = new TreeMap<>();
        if (Files.isDirectory(hidden, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(hidden, PREFIX + "*")) {
                for (Path entry : entries) {
                    String name = entry.getFileName().toString().substring(PREFIX.length());
                    if (name.matches("[1-9][0-9]{0,8}") && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                        runs.put(Integer.parseInt(name), entry);
                    }
                }
            }
        }
        return runs;
    }

    private static Set<String> listed(Path hidden) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Path list = hidden.resolve(LIST);
        if (Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
            String text = new String(Files.readAllBytes(list), StandardCharsets.UTF_8);
            // A line without an end was being written when the process died, so its file was not begun.
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
                if (Manifest.isName(line)) {
                    names.add(line);
                }
            }
        }
        return names;
    }

    boolean isHidden() {
        return number > 0;
    }

    boolean hasFiles() throws IOException {
        return isHidden()
                ? !OutputFolder.names(root()).isEmpty()
                : names.stream().anyMatch(name -> Files.exists(path(name), LinkOption.NOFOLLOW_LINKS));
    }

    /// The names that were written down; none for a run in a hidden folder, where everything is its own.
    Set<String> names() {
        return names;
    }

    private Path root() {
        return isHidden() ? hidden.resolve(PREFIX + number) : folder;
    }

    Path path(String name) {
        return root().resolve(name);
    }

    synchronized void prepare(String... more) throws IOException {
        for (String name : more) {
            if (!isHidden() && names.add(name)) {
                before.put(name, state(name));
                append(name);
            }
            Files.createDirectories(Objects.requireNonNull(path(name).getParent(), "a working file is in a folder"));
        }
    }

    /// Something that is another one when the file is.
    private Object state(String name) throws IOException {
        Path file = path(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
    }

    /// Whether all names are of this run, and it has done nothing to their files.
    private boolean isUntouched() throws IOException {
        boolean untouched = before.keySet().containsAll(names);
        for (Map.Entry<String, Object> file : before.entrySet()) {
            untouched = untouched && file.getValue().equals(state(file.getKey()));
        }
        return untouched;
    }

    private void append(String name) throws IOException {
        try (FileChannel list = FileChannel.open(hidden.resolve(LIST), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
            // After a line that was cut short, too, it is a line of its own.
            list.write(ByteBuffer.wrap(("\n" + name + "\n").getBytes(StandardCharsets.UTF_8)));
            list.force(true);
        }
    }

    /// Gives up runs of `--force` before this one.
    synchronized void removeOlderHidden() throws IOException {
        for (Map.Entry<Integer, Path> run : runs(hidden).entrySet()) {
            if (isHidden() && run.getKey() < number) {
                FolderChange.delete(run.getValue());
            }
        }
    }

    /// What changes when this run is done. From a hidden folder, everything that was there goes. In the folder, results
    /// go and working files stay.
    FolderChange.Plan plan(String command, Manifest before, Path results) throws IOException {
        Map<String, Manifest.@Nullable Entry> going = new LinkedHashMap<>();
        Map<String, String> coming = new LinkedHashMap<>();
        Manifest after = Manifest.empty(command);
        before.files().forEach((name, entry) -> {
            if (isHidden() || !entry.working()) {
                going.put(name, entry);
            }
        });
        Set<String> listed = listed(hidden);
        if (isHidden()) {
            listed.forEach(name -> going.put(name, null));
            come(root(), true, coming, after);
        } else {
            before.files().forEach((name, entry) -> stay(name, entry, after));
            for (String name : listed) {
                if (Files.isRegularFile(path(name), LinkOption.NOFOLLOW_LINKS)) {
                    going.remove(name);
                    after.files().put(name, Manifest.Entry.of(path(name), true));
                }
            }
        }
        for (String name : OutputFolder.names(results)) {
            if (listed.contains(name) && !isHidden()) {
                going.put(name, null);
            }
        }
        come(results, false, coming, after);
        return new FolderChange.Plan(going, coming, after);
    }

    private void stay(String name, Manifest.Entry entry, Manifest after) {
        if (entry.working() && Files.isRegularFile(path(name), LinkOption.NOFOLLOW_LINKS)) {
            after.files().put(name, entry);
        }
    }

    private void come(Path root, boolean isWorking, Map<String, String> coming, Manifest after) throws IOException {
        for (String name : OutputFolder.names(root)) {
            coming.put(name, hidden.relativize(root).toString() + "/" + name);
            after.files().put(name, Manifest.Entry.of(root.resolve(name), isWorking));
        }
    }

    /// All are in their places, and in the manifest.
    static void forget(Path hidden) throws IOException {
        for (Path run : runs(hidden).values()) {
            FolderChange.delete(run);
        }
        Files.deleteIfExists(hidden.resolve(LIST));
    }

    /// Forgets what is not there, and settings of a run that has nothing else; removes folders without files.
    synchronized void close() throws IOException {
        boolean none = true;
        for (String name : isHidden() ? OutputFolder.names(root()) : names) {
            none &= name.endsWith(SETTINGS) || !Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
        }
        if (none) {
            for (String name : isHidden() ? OutputFolder.names(root()) : names) {
                Files.deleteIfExists(path(name));
                if (!folder.equals(path(name).getParent())) {
                    OutputFolder.removeEmpty(path(name).getParent());
                }
            }
        }
        for (Path run : runs(hidden).values()) {
            if (OutputFolder.names(run).isEmpty()) {
                FolderChange.delete(run);
            }
        }
        if (!isHidden() && (none || isUntouched())) {
            Files.deleteIfExists(hidden.resolve(LIST));
        }
    }
}
