package io.github.vae4j.kernels.internal;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a virtual machine tells of itself, and what is known to go wrong on such a one.
///
/// @param name for example `OpenJDK 64-Bit Server VM`
/// @param version of the JDK
/// @param collectors names of its garbage collectors
/// @param options those of [#OPTIONS] that it has
record Jvm(String name, Runtime.Version version, List<String> collectors, Map<String, String> options) {
    private static final String FMA = "UseFMA";
    private static final String COMPACT_HEADERS = "UseCompactObjectHeaders";
    private static final List<String> OPTIONS = List.of(FMA, COMPACT_HEADERS);

    /// The one that runs this.
    static Jvm current() {
        Map<String, String> options = new TreeMap<>();
        for (String option : OPTIONS) {
            String value = valueOf(option);
            if (value != null) {
                options.put(option, value);
            }
        }
        return new Jvm(System.getProperty("java.vm.name", ""), Runtime.version(), ManagementFactory
                .getGarbageCollectorMXBeans().stream().map(GarbageCollectorMXBean::getName).toList(), options);
    }

    private static @Nullable String valueOf(String option) {
        try {
            HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return hotSpot == null ? null : hotSpot.getVMOption(option).getValue();
        } catch (IllegalArgumentException | LinkageError notHotSpot) {
            return null;
        }
    }

    /// Whether `Math.fma` is one instruction; also where the machine does not tell.
    boolean hardwareFma() {
        return !"false".equals(options.get(FMA));
    }

    /// What its user should know, one text each: what may happen, and what to do.
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!hardwareFma()) {
            warnings.add("This JVM has no hardware FMA (needs x86-64-v3 or AArch64, and -XX:+UseFMA): "
                    + "results stay the same, but expect kernels to be thousands of times slower.");
        }
        if (name.contains("OpenJ9")) {
            warnings.add("OpenJ9 turns few operations of the Vector API into vector instructions, and vae4j is not "
                    + "tested on it: expect kernels to be many times slower than on a HotSpot JDK.");
        }
        if (beforeFixOfPinning() && collectors.stream().anyMatch(collector -> collector.startsWith("G1 "))) {
            warnings.add("JDK " + version
                    + " with the G1 collector can corrupt arrays while native code of the JDK or of "
                    + "a library uses them (JDK-8377811): use JDK 25.0.3 or later, or start java with -XX:+UseSerialGC "
                    + "or -XX:+UseParallelGC.");
        }
        if (version.feature() == 25 && "true".equals(options.get(COMPACT_HEADERS))) {
            warnings.add("JDK 25 with -XX:+UseCompactObjectHeaders can copy arrays wrongly (JDK-8380060): "
                    + "start java without this option.");
        }
        return warnings;
    }

    private boolean beforeFixOfPinning() {
        return version.feature() == 25 && version.interim() == 0 && version.update() < 3;
    }
}
