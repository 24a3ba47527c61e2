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
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/// Where and when something was measured.
final class Machine {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final String PEERS = "peers";
    private static final String COMMAND = "command";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, String> facts;

    private Machine(Map<String, String> facts) {
        this.facts = facts;
    }

    /// This machine, now.
    ///
    /// @param command that measures on it
    /// @param peers names and versions of the libraries measured; empty if there are none
    static Machine here(String command, String peers) {
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
        if (!peers.isEmpty()) {
            facts.put(PEERS, peers);
        }
        facts.put(COMMAND, command);
        return new Machine(facts);
    }

    /// This machine with the commands of earlier results too, and their peers if it has none.
    Machine after(Machine earlier) {
        Map<String, String> both = new LinkedHashMap<>(facts);
        String peers = earlier.facts.get(PEERS);
        if (peers != null) {
            both.putIfAbsent(PEERS, peers);
        }
        String first = earlier.facts.getOrDefault(COMMAND, "");
        String last = facts.getOrDefault(COMMAND, "");
        both.put(COMMAND, first.isEmpty() || first.endsWith(last) ? last : first + "; then " + last);
        return new Machine(both);
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
        if (!Files.exists(file)) {
            throw new IOException("there is no file " + file + ", which says where the results beside it were measured:"
                    + " measure again, without --add and --report");
        }
        try {
            return new Machine(JSON.readValue(Files.readAllBytes(file),
                    new TypeReference<LinkedHashMap<String, String>>() {}));
        } catch (DatabindException e) {
            throw new IOException(file + " says nothing of a machine: expected an object of texts", e);
        } catch (JacksonException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(facts) + "\n";
    }

    /// Names and values, in the order in which they are read.
    Map<String, String> facts() {
        return facts;
    }
}
