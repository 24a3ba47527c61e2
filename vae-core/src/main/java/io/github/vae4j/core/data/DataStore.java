package io.github.vae4j.core.data;

import io.github.vae4j.core.data.array.ArrayFile;
import io.github.vae4j.core.data.array.Idx;
import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.core.data.named.BuiltInSet;
import io.github.vae4j.core.data.named.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where the named data sets are: looked for in a folder that the user names, then in the folder of the environment
/// variable `VAE4J_DATA`, then where Debian's packages put data sets (`/usr/share/datasets`), then in the user's cache, and
/// downloaded into the cache if they are in none. In each folder F the files may lie in `F/name` or in F itself, under the
/// names of the original files (`train-images-idx3-ubyte.gz` and so on), packed with gzip or not. Wherever they come from,
/// the SHA-256 of their unpacked content must be the known one. Immutable.
public final class DataStore {
    /// Told how a download goes on.
    public interface Progress {
        /// Called at the start of a file, now and then, and at its end.
        ///
        /// @param file name of the file
        /// @param bytes so far
        /// @param total bytes of the whole, or -1 if the server does not say
        void downloaded(String file, long bytes, long total);

        /// Called before a file of the cache whose content is not the known one is downloaded again. It is replaced when
        /// the new one is there.
        ///
        /// @param file its path
        default void damaged(String file) {}
    }

    /// Where Debian's packages put data sets, such as dataset-fashion-mnist.
    private static final Path SYSTEM = Path.of("/usr/share/datasets");

    private final List<Path> folders;
    private final Path cache;
    private final boolean mayDownload;
    private final Progress progress;

    DataStore(List<Path> folders, Path cache, boolean mayDownload, Progress progress) {
        this.folders = List.copyOf(folders);
        this.cache = cache;
        this.mayDownload = mayDownload;
        this.progress = progress;
    }

    /// The usual places.
    ///
    /// @return a store that may download
    public static DataStore standard() {
        return standard(List.of());
    }

    /// The usual places, and before them a folder.
    ///
    /// @param dataDir folder to look into first
    /// @return a store that may download
    public static DataStore standard(Path dataDir) {
        return standard(List.of(dataDir));
    }

    private static DataStore standard(List<Path> first) {
        List<Path> folders = new ArrayList<>(first);
        String environment = System.getenv("VAE4J_DATA");
        if (environment != null && !environment.isEmpty()) {
            folders.add(Path.of(environment));
        }
        folders.add(SYSTEM);
        return new DataStore(folders, userCache(), true, (file, bytes, total) -> {});
    }

    /// The same without the network: what is not there is an error.
    ///
    /// @return a new store
    public DataStore offline() {
        return new DataStore(folders, cache, false, progress);
    }

    /// The same, telling how downloads go on.
    ///
    /// @param listener is told
    /// @return a new store
    public DataStore withProgress(Progress listener) {
        return new DataStore(folders, cache, mayDownload, listener);
    }

    Split load(BuiltInSet set) throws IOException {
        List<Path> files = locate(set);
        if (files == null) {
            files = fetch(set);
        }
        for (int replaced = 0;; replaced++) {
            try {
                return new Split(read(set, files, 0), read(set, files, 2));
            } catch (DataFormatException e) {
                if (replaced == files.size() || !mayDownload || !e.file().startsWith(cache.toString())) {
                    throw e;
                }
                files = repaired(set, files, e);
            }
        }
    }

    /// The files with one of the cache's downloaded again.
    private List<Path> repaired(BuiltInSet set, List<Path> files, DataFormatException damage) throws IOException {
        List<Path> repaired = new ArrayList<>(files);
        for (int i = 0; i < repaired.size(); i++) {
            BuiltInSet.RemoteFile file = set.files().get(i);
            if (repaired.get(i).toString().equals(damage.file())) {
                progress.damaged(damage.file());
                repaired.set(i, repaired.get(i).resolveSibling(file.name()));
                try {
                    Download.fetch(file, set.mirrors(), repaired.get(i), progress);
                } catch (IOException e) {
                    throw new IOException(damage.getMessage() + "; it could not be downloaded again (" + e.getMessage()
                            + ")", e);
                }
            }
        }
        return repaired;
    }

    private static Dataset read(BuiltInSet set, List<Path> files, int images) throws IOException {
        int[] labels = array(set, files, images + 1).toInts();
        return array(set, files, images).toDataset(Labels.of(labels, set.classNames()));
    }

    /// A file of the set, whoever put it there: by its name a data set is the same everywhere.
    private static NumericArray array(BuiltInSet set, List<Path> files, int i) throws IOException {
        Path file = files.get(i);
        byte[] content = set.files().get(i).content(file, FileContent.readPlain(file));
        return Idx.parse(ArrayFile.of(file, content));
    }

    /// The four files, or null if they are nowhere.
    private @Nullable List<Path> locate(BuiltInSet set) {
        List<Path> all = new ArrayList<>(folders);
        all.add(cache);
        for (Path folder : all) {
            List<Path> files = in(folder.resolve(set.name()), set);
            if (files == null && mayHold(folder, set)) {
                files = in(folder, set);
            }
            if (files != null) {
                return files;
            }
        }
        return null;
    }

    /// MNIST and Fashion-MNIST call their files the same: a folder of such files is taken for MNIST unless its name says
    /// otherwise.
    private static boolean mayHold(Path folder, BuiltInSet set) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        boolean fashion = name != null && name.toString().toLowerCase(Locale.ROOT).contains("fashion");
        return fashion == set.name().contains("fashion");
    }

    private static @Nullable List<Path> in(Path folder, BuiltInSet set) {
        List<Path> found = new ArrayList<>();
        for (BuiltInSet.RemoteFile file : set.files()) {
            Path packed = folder.resolve(file.name());
            Path plain = folder.resolve(file.name().replace(".gz", ""));
            if (Files.isRegularFile(packed)) {
                found.add(packed);
            } else if (Files.isRegularFile(plain)) {
                found.add(plain);
            } else {
                return null;
            }
        }
        return found;
    }

    private List<Path> fetch(BuiltInSet set) throws IOException {
        Path folder = cache.resolve(set.name());
        List<Path> files = new ArrayList<>();
        try {
            if (!mayDownload) {
                throw new IOException("downloads are switched off");
            }
            Files.createDirectories(folder);
            for (BuiltInSet.RemoteFile file : set.files()) {
                Path target = folder.resolve(file.name());
                if (!Files.exists(target)) {
                    Download.fetch(file, set.mirrors(), target, progress);
                }
                files.add(target);
            }
        } catch (IOException e) {
            String names = set.files().stream().map(BuiltInSet.RemoteFile::name).collect(Collectors.joining(", "));
            throw new IOException("The data set " + set.name() + " is not on this machine and could not be downloaded ("
                    + e.getMessage() + "): put " + names + " into " + folder
                    + ", or into a folder " + set.name() + " in the one that --data-dir or VAE4J_DATA names.", e);
        }
        return files;
    }

    private static Path userCache() {
        String home = System.getProperty("user.home", ".");
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String local = System.getenv("LOCALAPPDATA");
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base;
        if (system.contains("windows") && local != null) {
            base = Path.of(local);
        } else if (system.contains("mac")) {
            base = Path.of(home, "Library", "Caches");
        } else {
            base = xdg != null && !xdg.isEmpty() ? Path.of(xdg) : Path.of(home, ".cache");
        }
        return base.resolve("vae4j");
    }
}
