package io.github.vae4j.kernels.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Runtime.Version;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which virtual machines a user is warned of.
class JvmTest {
    private static final String HOTSPOT = "OpenJDK 64-Bit Server VM";
    private static final List<String> G1 = List.of("G1 Young Generation", "G1 Concurrent GC", "G1 Old Generation");
    private static final List<String> SERIAL = List.of("Copy", "MarkSweepCompact");
    private static final Map<String, String> USUAL = Map.of("UseFMA", "true", "UseCompactObjectHeaders", "false");

    private static List<String> warnings(String version, List<String> collectors, Map<String, String> options) {
        return new Jvm(HOTSPOT, Version.parse(version), collectors, options).warnings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"25+36", "25.0.1+8", "25.0.2+10-LTS"})
    void earlyUpdatesOf25WithG1(String version) {
        assertThat(warnings(version, G1, USUAL)).singleElement().asString()
                .startsWith("JDK " + version + " with the G1 collector can corrupt arrays")
                .contains("JDK-8377811", "25.0.3", "-XX:+UseSerialGC");
        assertThat(warnings(version, SERIAL, USUAL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.0.3+9", "25.0.5.1+2-1-deb13u1-Debian", "25.1+1", "26+35", "27.0.1+1", "28-ea+18"})
    void laterOnesWithG1AreFine(String version) {
        assertThat(warnings(version, G1, USUAL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"25.0.5+8, true", "26+35, false", "27+30, false"})
    void compactObjectHeadersOn25(String version, boolean warned) {
        List<String> warnings = warnings(version, SERIAL, Map.of("UseFMA", "true", "UseCompactObjectHeaders", "true"));
        if (warned) {
            assertThat(warnings).singleElement().asString()
                    .contains("-XX:+UseCompactObjectHeaders", "JDK-8380060", "without this option");
        } else {
            assertThat(warnings).isEmpty();
        }
    }

    @Test
    void openJ9() {
        Jvm openJ9 = new Jvm("Eclipse OpenJ9 VM", Version.parse("25.0.3+9"), List.of("global", "scavenge"), Map.of());
        assertThat(openJ9.warnings()).singleElement().asString().startsWith("OpenJ9 turns few operations")
                .contains("not tested", "HotSpot");
        assertThat(openJ9.hardwareFma()).as("FMA where the JVM does not tell").isTrue();
    }

    @Test
    void noFma() {
        Jvm jvm = new Jvm(HOTSPOT, Version.parse("25.0.3+9"), G1, Map.of("UseFMA", "false"));
        assertThat(jvm.hardwareFma()).isFalse();
        assertThat(jvm.warnings()).singleElement().asString().startsWith("This JVM has no hardware FMA")
                .contains("-XX:+UseFMA", "thousands of times slower");
    }

    @Test
    void everythingAtOnce() {
        assertThat(warnings("25+36", G1, Map.of("UseFMA", "false", "UseCompactObjectHeaders", "true"))).hasSize(3);
    }

    /// The options are asked for by names that this JVM knows: a name that it does not know would never warn.
    @Test
    void theCurrentOneTellsWhatIsAskedFor() {
        Jvm jvm = Jvm.current();
        assertThat(jvm.name()).isNotBlank();
        assertThat(jvm.collectors()).isNotEmpty();
        assertThat(jvm.options()).containsOnlyKeys("UseFMA", "UseCompactObjectHeaders");
    }
}
