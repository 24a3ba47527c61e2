package io.github.vae4j.study.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The name of the processor, which Java does not know.
final class Cpu {
    private static final Path LINUX = Path.of("/proc/cpuinfo");

    private Cpu() {}

    /// The name that the maker gave the processor.
    ///
    /// @return one line; "unknown" where the operating system does not tell
    static String name() {
        String name = System.getProperty("os.name").startsWith("Mac") ? fromSysctl() : fromCpuInfo();
        if (name == null) {
            name = System.getenv("PROCESSOR_IDENTIFIER"); // Windows
        }
        return name == null || name.isBlank() ? "unknown" : name;
    }

    private static @Nullable String fromCpuInfo() {
        if (!Files.isReadable(LINUX)) {
            return null;
        }
        try (Stream<String> lines = Files.lines(LINUX, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable String fromSysctl() {
        try {
            Process process = new ProcessBuilder("/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string").start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
