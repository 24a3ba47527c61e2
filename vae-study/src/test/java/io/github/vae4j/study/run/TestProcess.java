package io.github.vae4j.study.run;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/// Java processes that tests start.
public final class TestProcess {
    private TestProcess() {}

    /// The beginning of a command: everything of this module is on the class path, nothing of it is quoted. Such a process
    /// is over before the Vector API would be compiled; scalar kernels give the same bits.
    ///
    /// @param main class with the main method
    /// @return words
    public static List<String> java(Class<?> main) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dvae4j.kernels=scalar",
                "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classPath(), main.getName());
    }

    /// What the processes load classes from.
    ///
    /// @return a class path
    public static String classPath() {
        // In a test of a module its own tests are patched into it, from the folder next to its classes.
        return String.join(File.pathSeparator, Path.of("target", "test-classes").toAbsolutePath().toString(),
                System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path"));
    }
}
