package io.github.vae4j.study.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The arrows between the rooms of docs/ARCHITECTURE.md, read from the module descriptors.
class ModuleGraphTest {
    private static final String PREFIX = "io.github.vae4j.";

    @ParameterizedTest
    @CsvSource({"kernels, ''", "core, kernels", "metrics, kernels", "onnx, core", "study, 'core, metrics, onnx'"})
    void arrowsGoDownOnly(String module, String below) {
        Set<String> allowed = below.isEmpty() ? Set.of() : Set.of(below.split(", "));
        assertThat(requires(module, true)).isEqualTo(allowed.stream().map(PREFIX::concat).collect(toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernels", "core", "metrics"})
    void librariesNeedNothingButTheJdk(String module) {
        assertThat(requires(module, false)).allMatch(name -> name.startsWith("java.") || name.startsWith("jdk."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernels", "core", "metrics"})
    void internalPackagesAreNotExported(String module) {
        ModuleDescriptor descriptor = descriptor(module);
        assertThat(descriptor.exports()).noneMatch(export -> export.source().contains(".internal"));
        assertThat(descriptor.opens()).isEmpty();
    }

    @Test
    void onlyTheKernelsUseTheVectorApi() {
        assertThat(descriptor("kernels").requires()).extracting(ModuleDescriptor.Requires::name)
                .contains("jdk.incubator.vector");
        for (String module : Set.of("core", "metrics", "study")) {
            assertThat(descriptor(module).requires()).extracting(ModuleDescriptor.Requires::name).as(module)
                    .doesNotContain("jdk.incubator.vector");
        }
    }

    /// The names of the modules that a room needs at run time: ours, or those of others.
    private static Set<String> requires(String module, boolean ours) {
        return descriptor(module).requires().stream()
                .filter(requires -> !requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .map(ModuleDescriptor.Requires::name)
                .filter(name -> name.startsWith(PREFIX) == ours)
                .collect(toSet());
    }

    private static ModuleDescriptor descriptor(String module) {
        return Rooms.module(module).descriptor();
    }
}
