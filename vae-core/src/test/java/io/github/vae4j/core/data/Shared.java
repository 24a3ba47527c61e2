package io.github.vae4j.core.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Data that lies beside a clone of the project and is not part of it.
public final class Shared {
    private Shared() {}

    /// The path of a file or folder there; the test is skipped if there is none.
    public static Path path(String name) {
        Path path = Path.of(System.getProperty("vae4j.shared", "../shared")).resolve(name);
        assumeTrue(Files.exists(path), () -> "needs " + path);
        return path;
    }
}
