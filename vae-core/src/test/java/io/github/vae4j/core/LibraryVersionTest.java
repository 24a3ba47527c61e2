package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryVersionTest {
    @Test
    void isTheVersionOfTheBuild() {
        String expected = System.getProperty("vae4j.version");
        assertThat(expected).as("system property vae4j.version, set by the build").isNotBlank();
        assertThat(LibraryVersion.current()).isEqualTo(expected);
    }

    /// Programs on the module path may ask the descriptor: no other answer there.
    @Test
    void isTheVersionOfTheModule() {
        assertThat(LibraryVersion.class.getModule().getDescriptor().rawVersion()).contains(LibraryVersion.current());
    }

    @ParameterizedTest
    @CsvSource({"'', 'has none'", "'${project.version}', 'holds ${project.version}'"})
    void aVersionThatTheBuildDidNotWriteIsRefused(String version, String why) {
        assertThatIllegalStateException().isThrownBy(() -> LibraryVersion.checked(version))
                .withMessage("the version of vae4j is unknown: version.properties beside "
                        + "io.github.vae4j.core.LibraryVersion %s; build the classes with Maven, "
                        + "or let the IDE filter resources", why);
    }
}
