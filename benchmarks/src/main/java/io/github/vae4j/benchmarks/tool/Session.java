package io.github.vae4j.benchmarks.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The results of a run in its folder. They are written after every measurement, and as a whole: a run that is interrupted
/// leaves what it has measured, and where.
final class Session {
    static final String RESULTS = "results.json";
    static final String MACHINE = "machine.json";

    private final Path folder;
    private final Results before;
    private final Machine machine;
    private final Results measured = new Results();

    /// A session that has measured nothing yet.
    ///
    /// @param folder of the files; they stay as they are until something has been measured
    /// @param before earlier results; what is measured again is replaced
    /// @param machine of all of them
    Session(Path folder, Results before, Machine machine) {
        this.folder = folder;
        this.before = before;
        this.machine = machine;
    }

    /// Adds what JMH has just measured; several runs of the same benchmark are pooled.
    ///
    /// @throws IOException if the file is not what JMH writes, or the results cannot be written
    void add(Path part) throws IOException {
        measured.pool(part);
        replace(folder.resolve(MACHINE), machine.json());
        replace(folder.resolve(RESULTS), results().json(true));
    }

    /// The earlier results and those of this session.
    Results results() {
        return before.with(measured);
    }

    private static void replace(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
