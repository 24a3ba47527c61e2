package io.github.vae4j.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The version of this library. It is the same from the class path and from the module path; the module descriptor has
/// it on the module path alone.
public final class LibraryVersion {
    private static final String RESOURCE = "version.properties";

    private LibraryVersion() {}

    /// The version, as model files carry it: for example `1.0.0`, or `1.0.0-SNAPSHOT` before that release.
    ///
    /// @return what the build wrote beside this class
    /// @throws IllegalStateException if the build wrote no version, as an IDE may that does not filter resources
    public static String current() {
        Properties properties = new Properties();
        try (InputStream in = LibraryVersion.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return checked(properties.getProperty("version", ""));
    }

    static String checked(String version) {
        if (version.isEmpty() || version.startsWith("$")) {
            throw new IllegalStateException("the version of vae4j is unknown: " + RESOURCE + " beside "
                    + LibraryVersion.class.getName() + (version.isEmpty() ? " has none" : " holds " + version)
                    + "; build the classes with Maven, or let the IDE filter resources");
        }
        return version;
    }
}
