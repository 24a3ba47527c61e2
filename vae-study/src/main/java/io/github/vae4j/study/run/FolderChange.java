package io.github.vae4j.study.run;

import io.github.vae4j.core.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Replaces the files of one run by those of another, as a whole. The plan is written down first, so that whoever opens the
/// folder after a process has died on the way brings it to its end:
///
/// 1. The new manifest is written to the hidden folder, then `change-1.json`, which says what goes and what comes. What goes
///    is moved to `old`.
/// 2. The plan is renamed `change-2.json`. What comes is moved to its place, then the manifest is.
/// 3. `old` and the plan are deleted.
///
/// Each step can be done again, and none after the first needs space for a file: a full disk refuses a change before
/// anything of it is seen. At no moment do files of both runs stand in the folder. What is in the way, or was changed
/// since vae4j wrote it, is somebody's work: it is renamed, never deleted.
final class FolderChange {
    private static final String GOING = "change-1.json";
    private static final String COMING = "change-2.json";
    private static final String OLD = "old";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Path hidden;
    private final Consumer<String> says;

    /// @param folder whose files change
    /// @param hidden folder in it, for what nobody should look at
    /// @param says receives a sentence for every file that is kept
    FolderChange(Path folder, Path hidden, Consumer<String> says) {
        this.folder = folder;
        this.hidden = hidden;
        this.says = says;
    }

    /// What is to change.
    ///
    /// @param going names of files to remove; with the entry of the manifest if it must still have that content
    /// @param coming places of files within the hidden folder, by their names in the folder
    /// @param manifest of the folder afterwards
    record Plan(Map<String, Manifest.@Nullable Entry> going, Map<String, String> coming, Manifest manifest) {}

    /// Does it, or throws before anything has been changed; a failure later on leaves the rest to the next run.
    void make(Plan plan) throws IOException {
        Map<String, Object> going = new LinkedHashMap<>();
        plan.going.forEach((name, entry) -> going.put(name, entry == null ? "" : entry.sha256()));
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("going", going);
        text.put("coming", plan.coming);
        text.put("manifest", plan.manifest.json());
        try {
            plan.manifest.write(hidden);
            AtomicFile.write(hidden.resolve(GOING), JSON.writeValueAsString(text).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            Files.deleteIfExists(hidden.resolve(Manifest.NAME));
            throw e;
        }
        finish();
    }

    /// Brings a change that was begun to its end.
    ///
    /// @return whether there was one
    boolean finish() throws IOException {
        Path first = hidden.resolve(GOING);
        Path second = hidden.resolve(COMING);
        if (Files.isRegularFile(first, LinkOption.NOFOLLOW_LINKS)) {
            moveAway(read(first));
            Files.move(first, second, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.flushFolder(hidden);
        }
        Path staged = hidden.resolve(Manifest.NAME);
        if (!Files.isRegularFile(second, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(staged);
            return false;
        }
        JsonNode plan = read(second);
        moveIn(plan);
        if (Files.isRegularFile(staged, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(staged, folder.resolve(Manifest.NAME), StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.flushFolder(folder);
        } else {
            // It is in its place already, or a version that did not stage it began this change.
            Manifest manifest = Manifest.parse(plan.path("manifest"));
            Objects.requireNonNullElseGet(manifest, () -> Manifest.empty("")).write(folder);
        }
        delete(hidden.resolve(OLD));
        WorkingFiles.forget(hidden);
        Files.delete(second);
        return true;
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IOException(file + " is damaged: remove it if nothing is missing in the folder", e);
        }
    }

    private void moveAway(JsonNode plan) throws IOException {
        Path old = hidden.resolve(OLD);
        for (Map.Entry<String, JsonNode> entry : plan.path("going").properties()) {
            String name = required(entry.getKey());
            Path file = folder.resolve(name);
            Path target = old.resolve(name);
            if (isBehindLink(folder, name) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            String sha256 = entry.getValue().asString("");
            if (!sha256.isEmpty() && !new Manifest.Entry(Files.size(file), sha256, false).isOf(file)) {
                keep(file, "was changed since vae4j wrote it");
                continue;
            }
            Files.createDirectories(parent(target));
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            removeIfEmpty(parent(file));
        }
        Path manifest = folder.resolve(Manifest.NAME);
        if (Manifest.read(folder) != null) {
            Files.createDirectories(old);
            Files.move(manifest, old.resolve(Manifest.NAME), StandardCopyOption.ATOMIC_MOVE);
        }
        AtomicFile.flushFolder(folder);
    }

    private void moveIn(JsonNode plan) throws IOException {
        for (Map.Entry<String, JsonNode> entry : plan.path("coming").properties()) {
            Path file = folder.resolve(required(entry.getKey()));
            Path staged = hidden.resolve(required(entry.getValue().asString("")));
            if (!Files.isRegularFile(staged, LinkOption.NOFOLLOW_LINKS)) {
                continue; // It is in its place already.
            }
            makeFolders(parent(file));
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                keep(file, "was not written by vae4j");
            }
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
        }
        if (Files.exists(folder.resolve(Manifest.NAME), LinkOption.NOFOLLOW_LINKS) && Manifest.read(folder) == null) {
            keep(folder.resolve(Manifest.NAME), "was not written by vae4j");
        }
        AtomicFile.flushFolder(folder);
    }

    /// Whether a folder on the way to a file is a link, or anything else than a folder.
    static boolean isBehindLink(Path folder, String name) {
        Path part = folder.resolve(name).getParent();
        while (part != null && !part.equals(folder)) {
            if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
            part = part.getParent();
        }
        return false;
    }

    private void makeFolders(Path wanted) throws IOException {
        if (wanted.equals(folder)) {
            return;
        }
        makeFolders(parent(wanted));
        if (!Files.isDirectory(wanted, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
                keep(wanted, "was not written by vae4j");
            }
            Files.createDirectory(wanted);
        }
    }

    /// Renames what is in the way. Nothing is replaced by it: this kind of move fails where something is.
    private void keep(Path file, String why) throws IOException {
        int number = 1;
        Path aside = file.resolveSibling(file.getFileName() + "." + number);
        while (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
            number++;
            aside = file.resolveSibling(file.getFileName() + "." + number);
        }
        Files.move(file, aside);
        says.accept(file + " " + why + ": it is kept as " + aside);
    }

    private static String required(String name) throws IOException {
        if (!Manifest.isName(name)) {
            throw new IOException("the plan to change the folder names '" + name + "', which cannot be a result");
        }
        return name;
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file in a folder has a parent");
    }

    private void removeIfEmpty(Path part) throws IOException {
        if (part.equals(folder)) {
            return;
        }
        try (var entries = Files.newDirectoryStream(part)) {
            if (entries.iterator().hasNext()) {
                return;
            }
        }
        Files.delete(part);
    }

    /// Deletes a folder of ours with what is in it. Links are deleted, not followed.
    static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path part, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(part);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
