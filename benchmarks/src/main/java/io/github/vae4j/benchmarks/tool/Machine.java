package io.github.vae4j.benchmarks.tool;

import com.sun.management.OperatingSystemMXBean;
import io.github.vae4j.kernels.Kernels;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Where and when something was measured.
final class Machine {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, String> facts;

    private Machine(Map<String, String> facts) {
        this.facts = facts;
    }

    /// This machine, now.
    static Machine here(String command) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.put("CPU", cpu() + " (" + System.getProperty("os.arch") + ")");
        facts.put("cores", Runtime.getRuntime().availableProcessors() + " available to the process");
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            facts.put("memory", (system.getTotalMemorySize() >> 30) + " GiB");
        }
        facts.put("OS", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vendor") + " " + Runtime.version() + ", "
                + System.getProperty("java.vm.name"));
        facts.put("kernels", Kernels.describe().toString());
        facts.put("command", command);
        return new Machine(facts);
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown CPU");
        } catch (IOException e) {
            return "unknown CPU";
        }
    }

    static Machine read(Path file) throws IOException {
        try {
            return new Machine(JSON.readValue(Files.readAllBytes(file),
                    new TypeReference<LinkedHashMap<String, String>>() {}));
        } catch (JacksonException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(facts) + "\n");
    }

    /// Names and values, in the order in which they are read.
    Map<String, String> facts() {
        return facts;
    }
}
